package org.lossfloor.math;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, the hash that identifies experiments, settings and random streams. */
public final class Sha256 {
  /** One for each thread: finding the provider takes as long as a hash, and trials are many. */
  private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(Sha256::digest);

  private static final int ID_BYTES = 8;

  private Sha256() {}

  /**
   * Hashes bytes.
   *
   * @param message any bytes
   * @return the 32 bytes of the hash
   */
  public static byte[] of(byte[] message) {
    return DIGEST.get().digest(message);
  }

  /**
   * Hashes a text to a short id.
   *
   * @param text any text; its UTF-8 bytes are hashed
   * @return the first 16 lower-case hexadecimal digits of the hash
   */
  public static String id(CharSequence text) {
    byte[] hash = of(text.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, ID_BYTES);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
