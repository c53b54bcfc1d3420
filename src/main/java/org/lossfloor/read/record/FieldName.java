package org.lossfloor.read.record;

import java.util.Optional;

/**
 * A field that a log really has.
 *
 * @param name its name, of objects within objects the path
 * @param within what its text holds if that has fields of its own, for people
 */
public record FieldName(String name, Optional<String> within) {
  /** A field of which only the name is known. */
  public static FieldName of(String name) {
    return new FieldName(name, Optional.empty());
  }
}
