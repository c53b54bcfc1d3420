package org.lossfloor.error;

/** The machine or the cluster ended the work: the same command may succeed later. */
public class RetryException extends UserException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param what what is wrong, naming the offending value
   * @param where the file, line, column, flag or path it is wrong in
   * @param mend what to do about it
   * @param cause what led to it, or null
   */
  public RetryException(String what, String where, String mend, Throwable cause) {
    super(what, where, mend, cause);
  }
}
