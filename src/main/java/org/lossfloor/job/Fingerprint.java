package org.lossfloor.job;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.table.ExperimentsTable;

/** A hash of everything that an estimate depends on: equal fingerprints, equal results. */
final class Fingerprint {
  private Fingerprint() {}

  /**
   * Returns the fingerprint of one experiment's input.
   *
   * @param sortedScores the finite scores, ascending
   * @param failed the number of failed trials
   * @param settings what is estimated and how
   * @return 16 hexadecimal digits of SHA-256
   */
  static String of(double[] sortedScores, int failed, EstimateSettings settings) {
    MessageDigest digest = sha256();
    ByteBuffer buffer = ByteBuffer.allocate(8192);
    for (double score : sortedScores) {
      if (buffer.remaining() < Double.BYTES) {
        digest.update(buffer.flip());
        buffer.clear();
      }
      buffer.putDouble(score);
    }
    digest.update(buffer.flip());
    String rest = failed + "|" + settings + "|" + ExperimentsTable.STATISTICS_VERSION;
    byte[] hash = digest.digest(rest.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
