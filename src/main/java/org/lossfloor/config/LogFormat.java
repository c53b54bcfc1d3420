package org.lossfloor.config;

import java.util.Set;

/**
 * A log format as the settings of a source see it: its name, and which settings make sense for it.
 * Each is also a {@code LogReader} of room {@code read}, which reads it. Formats are found by
 * {@link java.util.ServiceLoader}, see {@link LogFormats}; no list of them is kept anywhere else.
 */
public interface LogFormat {
  /** The properties of a format. */
  enum Trait {
    /** Its bytes are text, so that {@code encoding} says how they are read. */
    TEXT,
    /** Its text is a table: {@code header}, {@code columns} and the limits of a cell apply. */
    TABLE,
    /** Some of its logs are tables: {@code delimiter} says what separates their columns. */
    DELIMITED,
    /** Its records hold objects and arrays, so that fields are paths such as {@code a.b[0]}. */
    NESTED,
    /** A file is a document in which the records lie somewhere: {@code records} says where. */
    DOCUMENT,
    /** A file has a schema: a record without a value holds a null, whatever it means. */
    SCHEMA
  }

  /**
   * Returns the name that {@code format} takes.
   *
   * @return letters in lower case, digits and {@code -}
   */
  String code();

  /**
   * Returns the properties of the format.
   *
   * @return what holds for all of its logs
   */
  Set<Trait> traits();

  /**
   * Returns what the format knows about its records: keys of a source in YAML, without {@code
   * name}, {@code format} and {@code path}. What a configuration says goes before it, key by key.
   *
   * @return the keys and their values; empty if all depends on the log
   */
  default String mapping() {
    return "";
  }

  /**
   * Returns whether the format has a property.
   *
   * @param trait what may hold
   * @return whether it does
   */
  default boolean is(Trait trait) {
    return traits().contains(trait);
  }
}
