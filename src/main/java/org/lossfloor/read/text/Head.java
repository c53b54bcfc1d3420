package org.lossfloor.read.text;

import java.nio.charset.StandardCharsets;

/** The beginning of a file, decompressed; in UTF-8 where it is text. */
public final class Head {
  /** How much of a file is examined. */
  public static final int BYTES = 1 << 16;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final byte[] bytes;
  private final String line;

  /**
   * Keeps the beginning of a file.
   *
   * @param bytes the bytes, up to {@link #BYTES}
   */
  public Head(byte[] bytes) {
    this.bytes = bytes.clone();
    line = firstLine(bytes);
  }

  private static String firstLine(byte[] start) {
    String text = new String(start, StandardCharsets.UTF_8);
    String lines = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    return lines.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
  }

  /**
   * Returns how many bytes are known.
   *
   * @return 0 for an empty file
   */
  public int length() {
    return bytes.length;
  }

  /**
   * Returns the first line that is not blank.
   *
   * @return the line without blanks around it, or its beginning; empty where there is none
   */
  public String line() {
    return line;
  }

  /**
   * Returns whether that line is text.
   *
   * @return false if it holds a control character that no text has
   */
  public boolean isText() {
    return FileKind.text(line.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns whether the file is of a given kind that is not text.
   *
   * @param kind the kind
   * @return whether the first bytes are its mark
   */
  public boolean is(FileKind kind) {
    return FileKind.of(bytes).filter(kind::equals).isPresent();
  }
}
