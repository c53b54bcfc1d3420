package org.lossfloor.error;

/**
 * Something that the user can mend. It says what is wrong, where, and how to mend it; the command
 * line shows it in a frame without a stack trace.
 */
public class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of mistake it is; the exit code follows from it. */
  public enum Kind {
    /** A wrong flag, configuration or output. */
    USAGE,
    /** The input cannot be read at all. */
    INPUT,
    /** The cluster ended the work: the same command may succeed later. */
    CLUSTER
  }

  private final Kind kind;
  private final String what;
  private final String where;
  private final String mend;

  /**
   * Makes an exception with a cause. Secrets in its texts are masked.
   *
   * @param kind what kind of mistake it is
   * @param what what is wrong, naming the offending value
   * @param where the file, line, column, flag or path it is wrong in
   * @param mend what to do about it
   * @param cause what led to it, or null
   */
  public UserException(Kind kind, String what, String where, String mend, Throwable cause) {
    super(Secrets.masked(what + " (" + where + "): " + mend), cause);
    this.kind = kind;
    this.what = Secrets.masked(what);
    this.where = Secrets.masked(where);
    this.mend = Secrets.masked(mend);
  }

  /**
   * Returns what kind of mistake it is.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
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
