package org.lossfloor.read.record;

import java.util.Optional;

/**
 * A field that a log has.
 *
 * @param name its name; the path for a field of an object within an object
 * @param within what its text holds if that has fields itself, for people
 */
public record FieldName(String name, Optional<String> within) {
  /** A field whose name alone is known. */
  public static FieldName of(String name) {
    return new FieldName(name, Optional.empty());
  }
}
