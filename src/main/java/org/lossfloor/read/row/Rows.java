package org.lossfloor.read.row;

import java.io.IOException;

/** Rows of a file that an engine decodes, one after the other. */
public interface Rows {
  /**
   * Goes to the next row.
   *
   * @return whether there is one
   * @throws BrokenRows when the file breaks here
   * @throws IOException when storage does not give the bytes
   */
  boolean next() throws IOException;

  /**
   * Returns the current row.
   *
   * @return a struct of {@link #shape}, good until {@link #next} is called
   */
  Object row();

  /**
   * Returns which row that is, or which one could not be decoded.
   *
   * @return its number in the file, from 1
   */
  long number();

  /**
   * Skips what could not be decoded.
   *
   * @return whether rows may follow
   */
  boolean resume();

  /**
   * Returns the shape of the values.
   *
   * @return the same for all rows
   */
  RowShape shape();
}
