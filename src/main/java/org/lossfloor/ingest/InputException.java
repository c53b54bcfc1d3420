package org.lossfloor.ingest;

/** Input that cannot be read at all, told as what is wrong, where, and the mend. */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final String where;
  private final String mend;

  /**
   * Makes the exception.
   *
   * @param what what is wrong, in one sentence
   * @param where the source and the path
   * @param mend what to do about it
   */
  public InputException(String what, String where, String mend) {
    super(what + " (" + where + "). " + mend);
    this.what = what;
    this.where = where;
    this.mend = mend;
  }

  /**
   * What is wrong.
   *
   * @return one sentence
   */
  public String what() {
    return what;
  }

  /**
   * Where it is.
   *
   * @return the source and the path
   */
  public String where() {
    return where;
  }

  /**
   * What to do.
   *
   * @return one sentence
   */
  public String mend() {
    return mend;
  }
}
