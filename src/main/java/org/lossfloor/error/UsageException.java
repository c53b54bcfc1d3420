package org.lossfloor.error;

/** A wrong flag, configuration or output. */
public class UsageException extends UserException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param what what is wrong, naming the offending value
   * @param where the file, line, column, flag or path it is wrong in
   * @param mend what to do about it
   * @param cause what led to it, or null
   */
  public UsageException(String what, String where, String mend, Throwable cause) {
    super(what, where, mend, cause);
  }

  /**
   * Makes an exception that nothing has led to.
   *
   * @param what what is wrong, naming the offending value
   * @param where the file, line, column, flag or path it is wrong in
   * @param mend what to do about it
   */
  public UsageException(String what, String where, String mend) {
    this(what, where, mend, null);
  }
}
