package org.lossfloor.read.record;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Takes one record after the other from an open log. */
public interface RecordReader extends Values, Closeable {
  /**
   * Goes to the next record.
   *
   * @return whether there is one
   * @throws IOException when the log breaks here
   */
  boolean next() throws IOException;

  /**
   * Reads the mapped values of the current record.
   *
   * @param fields takes the values
   * @throws UnreadableRecord when the record is not what it should be
   */
  @Override
  void read(Fields fields) throws UnreadableRecord;

  /** The line or row at which the current record starts, or at which the log broke, from 1. */
  long line();

  /** The raw text of the current record, or of what was read before the log broke. */
  String text();

  /** How many physical lines were read; 0 where there are no lines. */
  default long lines() {
    return 0;
  }

  /**
   * How many of them are part of a record, a header or a blank line: all, unless the file broke.
   */
  default long accounted() {
    return lines();
  }

  /**
   * Goes behind the place at which {@link #next} failed.
   *
   * @return whether reading can go on there
   */
  default boolean resume() {
    return false;
  }

  /** The names of the fields that all records have; none where records differ. */
  default List<String> columns() {
    return List.of();
  }

  /** Whether all records are refused because names are missing where they should be. */
  default boolean headerless() {
    return false;
  }
}
