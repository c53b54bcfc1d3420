package org.lossfloor.read.record;

import java.io.Closeable;
import java.io.IOException;

/** Takes one record after the other from an open file. */
public interface RecordReader extends Values, Closeable {
  /**
   * Goes to the next record.
   *
   * @return whether there is one
   * @throws IOException when the file breaks here
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

  /** The line at which the current record starts, from 1. */
  long line();

  /** How many physical lines were read. */
  long lines();

  /**
   * How many of them are part of a record, a header or a blank line; all, unless the file broke.
   */
  long accounted();

  /** The raw text of the current record, or of what was read before the file broke. */
  String text();
}
