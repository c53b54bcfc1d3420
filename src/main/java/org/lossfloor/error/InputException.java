package org.lossfloor.error;

/** Input that cannot be read at all. */
public final class InputException extends UserException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param what what is wrong, in one sentence
   * @param where the source and the path
   * @param mend what to do about it
   */
  public InputException(String what, String where, String mend) {
    this(what, where, mend, null);
  }

  /**
   * Makes an exception with a cause.
   *
   * @param what what is wrong, in one sentence
   * @param where the source and the path
   * @param mend what to do about it
   * @param cause what led to it, or null
   */
  public InputException(String what, String where, String mend, Throwable cause) {
    super(what, where, mend, cause);
  }
}
