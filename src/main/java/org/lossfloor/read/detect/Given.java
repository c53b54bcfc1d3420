package org.lossfloor.read.detect;

import java.util.List;
import java.util.Optional;

/**
 * A path as somebody typed it, and what it gives.
 *
 * @param typed the text
 * @param folder the full URI if it is one folder
 * @param paths the full URIs of its files, in their order
 */
public record Given(String typed, Optional<String> folder, List<String> paths) {
  private static final String HERE = ".";

  /** Copies the list. */
  public Given {
    paths = List.copyOf(paths);
  }

  /** How a path within the folder is typed. */
  String typed(String within) {
    String rest = within.substring(folder.orElseThrow().length());
    if (typed.equals(HERE) && rest.length() > 1 && !rest.contains(":/")) {
      return rest.substring(1);
    }
    return (typed.endsWith("/") && !rest.isEmpty() ? typed.substring(0, typed.length() - 1) : typed)
        + rest;
  }
}
