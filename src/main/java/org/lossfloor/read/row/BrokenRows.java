package org.lossfloor.read.row;

import java.io.IOException;

/** Rows that cannot be decoded, although storage delivers all bytes of their file. */
public final class BrokenRows extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param reason a main clause
   * @param cause what the engine says
   */
  public BrokenRows(String reason, Throwable cause) {
    super(reason, cause);
  }
}
