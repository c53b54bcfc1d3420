package org.lossfloor.read.detect;

import java.util.List;

/**
 * Files that are no logs, as far as is known here.
 *
 * @param look what they look like, half a sentence
 * @param paths where they are, at least one
 */
public record Strangers(String look, List<String> paths) {
  /** Copies the list. */
  public Strangers {
    paths = List.copyOf(paths);
  }
}
