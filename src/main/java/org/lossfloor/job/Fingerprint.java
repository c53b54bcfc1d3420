package org.lossfloor.job;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.lossfloor.table.ExperimentsTable;

/**
 * A hash of everything that the rows of one experiment depend on: equal fingerprints, equal rows.
 */
final class Fingerprint {
  private Fingerprint() {}

  /**
   * Returns the fingerprint of one experiment's input.
   *
   * @param packed its trials
   * @param settings what is estimated and how
   * @param seed the seed of the random streams
   * @return 16 hexadecimal digits of SHA-256
   */
  static String of(PackedExperiment packed, MetricSettings settings, long seed) {
    MessageDigest digest = sha256();
    ByteBuffer buffer = ByteBuffer.allocate(8192);
    for (double score : packed.finite()) {
      if (buffer.remaining() < Double.BYTES) {
        digest.update(buffer.flip());
        buffer.clear();
      }
      buffer.putDouble(score);
    }
    digest.update(buffer.flip());
    String rest =
        String.join(
            "|",
            Integer.toString(packed.failed()),
            Long.toString(packed.excluded()),
            Long.toString(packed.trace()),
            settings.toString(),
            Long.toString(seed),
            ExperimentsTable.STATISTICS_VERSION);
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
