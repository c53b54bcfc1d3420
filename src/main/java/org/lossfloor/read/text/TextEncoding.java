package org.lossfloor.read.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Recognises how the text of a file is encoded. */
final class TextEncoding {
  /** How much of a file is examined. */
  static final int HEAD = 1 << 12;

  private static final int SHARE = 3;
  private static final int RARE = 10;

  /**
   * An encoding.
   *
   * @param charset how bytes stand for text
   * @param mark how many bytes a byte order mark has in front of it
   */
  record Found(Charset charset, int mark) {}

  private TextEncoding() {}

  /** The encoding that the first bytes of a file show, by a mark or by where its zeros are. */
  static Optional<Found> of(byte[] head) {
    if (starts(head, 0xFF, 0xFE, 0, 0)) {
      return found("UTF-32LE", Integer.BYTES);
    }
    if (starts(head, 0, 0, 0xFE, 0xFF)) {
      return found("UTF-32BE", Integer.BYTES);
    }
    if (starts(head, 0xFF, 0xFE)) {
      return Optional.of(new Found(StandardCharsets.UTF_16LE, Short.BYTES));
    }
    if (starts(head, 0xFE, 0xFF)) {
      return Optional.of(new Found(StandardCharsets.UTF_16BE, Short.BYTES));
    }
    if (starts(head, 0xEF, 0xBB, 0xBF)) {
      return Optional.of(new Found(StandardCharsets.UTF_8, 0));
    }
    return byZeros(head);
  }

  private static Optional<Found> found(String name, int mark) {
    return Optional.of(new Found(Charset.forName(name), mark));
  }

  private static boolean starts(byte[] head, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= head.length || (head[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Most letters, digits and signs of a log have a zero byte in UTF-16, always on the same side.
   */
  private static Optional<Found> byZeros(byte[] head) {
    int[] zeros = new int[Short.BYTES];
    for (int i = 0; i < head.length; i++) {
      zeros[i % Short.BYTES] += head[i] == 0 ? 1 : 0;
    }
    int half = head.length / Short.BYTES;
    if (RARE * zeros[0] < zeros[1] && SHARE * zeros[1] > half) {
      return Optional.of(new Found(StandardCharsets.UTF_16LE, 0));
    }
    if (RARE * zeros[1] < zeros[0] && SHARE * zeros[0] > half) {
      return Optional.of(new Found(StandardCharsets.UTF_16BE, 0));
    }
    return Optional.empty();
  }
}
