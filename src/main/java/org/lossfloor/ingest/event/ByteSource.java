package org.lossfloor.ingest.event;

import java.nio.charset.StandardCharsets;

/** What a {@link ByteSink} was given, in the same order. */
public final class ByteSource {
  private final byte[] bytes;
  private int at;

  public ByteSource(byte[] bytes) {
    this.bytes = bytes;
  }

  public boolean hasMore() {
    return at < bytes.length;
  }

  public int bits() {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      value |= (bytes[at++] & 0xFF) << shift;
    }
    return value;
  }

  public long fixed() {
    long low = bits() & 0xFFFFFFFFL;
    return low | ((long) bits() << Integer.SIZE);
  }

  public double real() {
    return Double.longBitsToDouble(fixed());
  }

  public long whole() {
    long value = 0;
    int shift = 0;
    byte next;
    do {
      next = bytes[at++];
      value |= (long) (next & 0x7F) << shift;
      shift += 7;
    } while (next < 0);
    return (value >>> 1) ^ -(value & 1);
  }

  public String text() {
    return text((int) whole());
  }

  /** What {@link ByteSink#value} was given. */
  public Object value() {
    int length = (int) whole();
    return switch (length) {
      case ByteSink.REAL -> real();
      case ByteSink.WHOLE -> whole();
      default -> text(length);
    };
  }

  private String text(int length) {
    if (length == ByteSink.NO_TEXT) {
      return null;
    }
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.UTF_8);
  }
}
