package org.lossfloor.experiment.state;

import java.util.Arrays;

/**
 * Counts trials that repeat the hyperparameters and the score of another, by hashes of both. Beyond
 * 2^20 trials only hashes that end in zero bits are kept and the count is scaled up; repeated
 * trials have the same hash, so they are kept or left out together, in any order of arrival.
 */
public final class RepeatedTrials {
  private static final int MOST = 1 << 20;

  private long[] hashes = new long[16];
  private int count;
  private int bits;

  public void write(StateWriter out) {
    out.whole(bits).bigs(hashes, count);
  }

  public static RepeatedTrials read(StateReader in) {
    RepeatedTrials repeated = new RepeatedTrials();
    repeated.bits = in.whole();
    repeated.hashes = in.bigs();
    repeated.count = repeated.hashes.length;
    return repeated;
  }

  public void add(long hash) {
    if (!keeps(hash)) {
      return;
    }
    if (count == MOST) {
      thin(bits + 1);
      add(hash);
      return;
    }
    hashes = count == hashes.length ? Arrays.copyOf(hashes, Math.max(16, 2 * count)) : hashes;
    hashes[count++] = hash;
  }

  /** Adds the trials of another counter. */
  public void add(RepeatedTrials other) {
    if (other.bits > bits) {
      thin(other.bits);
    }
    for (int i = 0; i < other.count; i++) {
      add(other.hashes[i]);
    }
  }

  private boolean keeps(long hash) {
    return Long.numberOfTrailingZeros(hash) >= bits;
  }

  private void thin(int toBits) {
    bits = toBits;
    hashes = Arrays.stream(hashes, 0, count).filter(this::keeps).toArray();
    count = hashes.length;
    hashes = Arrays.copyOf(hashes, Math.max(16, count));
  }

  /** Releases unused room. */
  public void trim() {
    hashes = Arrays.copyOf(hashes, Math.max(1, count));
  }

  /** How many trials there are beyond the first of each kind. */
  public long count() {
    return (count - Arrays.stream(hashes, 0, count).distinct().count()) << bits;
  }
}
