package org.lossfloor.read.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bytes that should be UTF-8. */
public final class Utf8 {
  /** Marks damage in repaired text; it is not a character and occurs in no text. */
  public static final char DAMAGED = '\uFFFF';

  private Utf8() {}

  /**
   * Returns which byte is not UTF-8.
   *
   * @param bytes a buffer
   * @param offset where to start in it
   * @param length how many bytes to look at
   * @return the byte in words; nothing if all are text
   */
  public static Optional<String> damage(byte[] bytes, int offset, int length) {
    ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
    try {
      StandardCharsets.UTF_8.newDecoder().decode(in);
      return Optional.empty();
    } catch (CharacterCodingException e) {
      // The decoder stops in front of the byte.
      return Optional.of(String.format("byte 0x%02X", in.get(in.position()) & 0xFF));
    }
  }

  /**
   * Replaces what is not UTF-8 by {@link #DAMAGED}.
   *
   * @param bytes a buffer
   * @param offset where to start in it
   * @param length how many bytes to take
   * @return valid UTF-8
   */
  public static byte[] repaired(byte[] bytes, int offset, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .replaceWith(String.valueOf(DAMAGED))
          .onMalformedInput(CodingErrorAction.REPLACE)
          .decode(ByteBuffer.wrap(bytes, offset, length))
          .toString()
          .getBytes(StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("replaced, yet refused", e);
    }
  }

  /**
   * Returns whether repaired text has damage.
   *
   * @param text a text, or null
   * @return whether {@link #DAMAGED} is in it
   */
  public static boolean damaged(String text) {
    return text != null && text.indexOf(DAMAGED) >= 0;
  }
}
