package org.lossfloor.ingest.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow; read back by {@link ByteSource}. */
public final class ByteSink {
  /** In place of the length of a text. */
  static final int NO_TEXT = -1;

  static final int REAL = -2;
  static final int WHOLE = -3;

  private static final int LONGEST_WHOLE = 10;

  private byte[] bytes = new byte[1 << 16];
  private int size;

  public int size() {
    return size;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
    }
  }

  public void bits(int value) {
    room(Integer.BYTES);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  public void fixed(long value) {
    bits((int) value);
    bits((int) (value >>> Integer.SIZE));
  }

  public void real(double value) {
    fixed(Double.doubleToRawLongBits(value));
  }

  /** A whole number; the nearer to 0, the fewer bytes. */
  public void whole(long value) {
    room(LONGEST_WHOLE);
    long left = (value << 1) ^ (value >> 63);
    while ((left & ~0x7FL) != 0) {
      bytes[size++] = (byte) ((left & 0x7F) | 0x80);
      left >>>= 7;
    }
    bytes[size++] = (byte) left;
  }

  /** A text, or null. */
  public void text(String text) {
    if (text == null) {
      whole(NO_TEXT);
    } else if (!ascii(text)) {
      utf8(text);
    }
  }

  /** Writes a text if it has a byte for every character, as nearly all of them do. */
  private boolean ascii(String text) {
    int before = size;
    int length = text.length();
    room(LONGEST_WHOLE + length);
    whole(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        size = before;
        return false;
      }
      bytes[size + i] = (byte) c;
    }
    size += length;
    return true;
  }

  private void utf8(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    whole(utf8.length);
    room(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
  }

  /** A text, or a number that has not been spelled, or null. */
  public void value(Object value) {
    if (value instanceof Double number) {
      whole(REAL);
      real(number);
    } else if (value instanceof Long number) {
      whole(WHOLE);
      whole(number);
    } else {
      text((String) value);
    }
  }
}
