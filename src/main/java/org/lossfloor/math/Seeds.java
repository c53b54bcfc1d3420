package org.lossfloor.math;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Seeds of random streams as a function of what is drawn, never of where or when it is drawn.
 *
 * <p>The stream of a replicate depends on (run seed, experiment, purpose, replicate number) only,
 * so that partitioning, thread, row order and retries cannot change a result.
 */
public final class Seeds {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  /**
   * Returns the base seed of one experiment for one purpose: the first 64 bits of SHA-256 over the
   * run seed, the experiment id and the purpose.
   *
   * @param runSeed the seed of the run
   * @param experimentId the stable id of the experiment
   * @param purpose what the stream is for, for example {@code "bootstrap"}
   * @return 64 well mixed bits
   */
  public static long base(long runSeed, String experimentId, String purpose) {
    byte[] key = (experimentId + '\u0000' + purpose).getBytes(StandardCharsets.UTF_8);
    ByteBuffer message = ByteBuffer.allocate(Long.BYTES + key.length);
    message.putLong(runSeed).put(key);
    return ByteBuffer.wrap(Sha256.of(message.array())).getLong();
  }

  /**
   * Returns the seed of one replicate: the finaliser of SplitMix64 (Steele, Lea, Flood 2014, mix13)
   * applied to the replicate's place in the sequence that starts at {@code base}.
   *
   * @param base the result of {@link #base}
   * @param replicate the replicate's number, from 0
   * @return 64 well mixed bits; distinct for distinct replicates of one base
   */
  public static long replicate(long base, long replicate) {
    long z = base + (replicate + 1) * GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
