package org.lossfloor.read.file;

/**
 * Keys of a database, which one task reads.
 *
 * @param from the first key
 * @param to the key behind the last one; {@code Long.MAX_VALUE} for all that follow
 */
public record KeyRange(long from, long to) {
  /** All keys. */
  public static final KeyRange ALL = new KeyRange(0, Long.MAX_VALUE);

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if the range is empty
   */
  public KeyRange {
    if (from >= to) {
      throw new IllegalArgumentException("keys from " + from + " to before " + to);
    }
  }

  /**
   * Returns whether a key is in the range.
   *
   * @param key the key
   * @return whether it is
   */
  public boolean has(long key) {
    return key >= from && key < to;
  }
}
