package org.lossfloor.error;

/**
 * Something that the user can mend. It says what is wrong, where, and how to mend it; the command
 * line shows it in a frame without a stack trace. Its kind decides the exit code: {@link
 * UsageException}, {@link InputException} or {@link RetryException}.
 */
public abstract class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final String where;
  private final String mend;

  /**
   * Makes an exception with a cause. Secrets in its texts are masked.
   *
   * @param what what is wrong, naming the offending value
   * @param where the file, line, column, flag or path it is wrong in
   * @param mend what to do about it
   * @param cause what led to it, or null
   */
  protected UserException(String what, String where, String mend, Throwable cause) {
    super(Secrets.masked(what + " (" + where + "): " + mend), cause);
    this.what = Secrets.masked(what);
    this.where = Secrets.masked(where);
    this.mend = Secrets.masked(mend);
  }

  /**
   * Returns what is wrong.
   *
   * @return one sentence, naming the offending value
   */
  public String what() {
    return what;
  }

  /**
   * Returns where it is wrong.
   *
   * @return the file, line, column, flag or path
   */
  public String where() {
    return where;
  }

  /**
   * Returns how to mend it.
   *
   * @return one sentence
   */
  public String mend() {
    return mend;
  }
}
