package org.lossfloor.job;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import org.lossfloor.estimate.Draws;
import org.lossfloor.table.ExperimentsTable;

/** A hash of everything that an estimate depends on: equal fingerprints, equal results. */
final class Fingerprint {
  private Fingerprint() {}

  /**
   * Returns the fingerprint of one experiment's input.
   *
   * @param sortedScores the finite scores, ascending
   * @param failed the number of failed trials
   * @param draws what is known of the draws besides
   * @param wanted what is estimated and how
   * @return 16 hexadecimal digits of SHA-256
   */
  static String of(double[] sortedScores, int failed, Draws draws, MetricSettings wanted) {
    MessageDigest digest = sha256();
    update(digest, bits(sortedScores));
    draws.inOrder().ifPresent(scores -> update(digest, bits(scores)));
    draws.hyperparameters().ifPresent(drawn -> update(digest, drawn.levels()));
    update(digest, bits(draws.lastSteps()).sorted());
    String rest =
        failed
            + "|"
            + draws.repeated()
            + "|"
            + draws.stated()
            + "|"
            + wanted.settings()
            + "|"
            + wanted.decide()
            + "|"
            + ExperimentsTable.STATISTICS_VERSION;
    byte[] hash = digest.digest(rest.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 8);
  }

  private static LongStream bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToLongBits);
  }

  /** Each list of numbers with its length behind it. */
  private static void update(MessageDigest digest, LongStream numbers) {
    ByteBuffer buffer = ByteBuffer.allocate(8192);
    long count = 0;
    for (PrimitiveIterator.OfLong all = numbers.iterator(); all.hasNext(); count++) {
      if (buffer.remaining() < Long.BYTES) {
        digest.update(buffer.flip());
        buffer.clear();
      }
      buffer.putLong(all.nextLong());
    }
    digest.update(buffer.flip());
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(count).flip());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
