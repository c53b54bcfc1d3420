package org.lossfloor.table;

/** The output cannot be written. */
public final class OutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private OutputException(String message, Throwable cause) {
    super(message, cause);
  }

  static OutputException unwritable(String output, Exception cause) {
    return new OutputException("Cannot write to " + output + ": " + cause.getMessage(), cause);
  }
}
