package org.lossfloor.ingest.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow; read back by {@link ByteSource}. */
public final class ByteSink {
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
    room(10);
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
      whole(-1);
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    whole(utf8.length);
    room(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
  }
}
