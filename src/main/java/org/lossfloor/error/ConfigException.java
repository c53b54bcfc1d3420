package org.lossfloor.error;

/** A configuration that cannot be used. */
public final class ConfigException extends UsageException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param what what is wrong, in one sentence
   * @param where file, line and column, or the option
   * @param mend what to do about it
   */
  public ConfigException(String what, String where, String mend) {
    super(what, where, mend);
  }
}
