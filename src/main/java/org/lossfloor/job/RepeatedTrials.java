package org.lossfloor.job;

import java.util.Arrays;

/**
 * Counts trials that repeat the hyperparameters and the score of another, by hashes of both. Beyond
 * 2^20 trials only hashes that end in zero bits are kept and the count is scaled up; repeated
 * trials have the same hash, so they are kept or left out together, whatever the order of arrival.
 */
final class RepeatedTrials {
  private static final int MOST = 1 << 20;

  private long[] hashes = new long[64];
  private int count;
  private int bits;

  void add(long hash) {
    if (!keeps(hash)) {
      return;
    }
    if (count == MOST) {
      thin();
      add(hash);
      return;
    }
    hashes = count == hashes.length ? Arrays.copyOf(hashes, 2 * count) : hashes;
    hashes[count++] = hash;
  }

  private boolean keeps(long hash) {
    return Long.numberOfTrailingZeros(hash) >= bits;
  }

  private void thin() {
    bits++;
    hashes = Arrays.stream(hashes, 0, count).filter(this::keeps).toArray();
    count = hashes.length;
    hashes = Arrays.copyOf(hashes, Math.max(64, count));
  }

  /** How many trials there are beyond the first of each kind. */
  long count() {
    return (count - Arrays.stream(hashes, 0, count).distinct().count()) << bits;
  }
}
