package org.lossfloor.read.record;

/**
 * A record that cannot be read as a trial; it is caught where the record was read and turned into a
 * rejection.
 */
public final class UnreadableRecord extends Exception {
  private static final long serialVersionUID = 1L;

  /** A failure that no check foresaw: one odd record must not stop the reading of all others. */
  public static UnreadableRecord unforeseen(RuntimeException failure) {
    return new UnreadableRecord("the record cannot be made a trial: " + failure);
  }

  /** Without a stack trace: a log can hold millions of them. */
  public UnreadableRecord(String reason) {
    super(reason, null, false, false);
  }
}
