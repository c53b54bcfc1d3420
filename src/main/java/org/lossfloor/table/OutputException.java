package org.lossfloor.table;

import org.lossfloor.config.UserException;

/** The output cannot be written. */
public final class OutputException extends UserException {
  private static final long serialVersionUID = 1L;

  private OutputException(String what, String where, String mend, Throwable cause) {
    super(Kind.USAGE, what, where, mend, cause);
  }

  static OutputException unwritable(String output, Exception cause) {
    return new OutputException(
        "the output cannot be written: " + cause.getMessage(),
        output,
        "choose another --output, or make this one writable and not full",
        cause);
  }
}
