package org.lossfloor.experiment.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what a {@link StateWriter} wrote, in the same order. */
public final class StateReader {
  private final ByteBuffer bytes;

  public StateReader(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  boolean flag() {
    return bytes.get() != 0;
  }

  public int whole() {
    return bytes.getInt();
  }

  public long big() {
    return bytes.getLong();
  }

  double number() {
    return bytes.getDouble();
  }

  public String text() {
    byte[] utf8 = new byte[whole()];
    bytes.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  long[] bigs() {
    long[] values = new long[whole()];
    bytes.asLongBuffer().get(values);
    bytes.position(bytes.position() + Long.BYTES * values.length);
    return values;
  }

  public double[] numbers() {
    double[] values = new double[whole()];
    bytes.asDoubleBuffer().get(values);
    bytes.position(bytes.position() + Double.BYTES * values.length);
    return values;
  }

  /**
   * Checks that nothing is left.
   *
   * @throws IllegalStateException if something is: it was written by another version
   */
  public void end() {
    if (bytes.hasRemaining()) {
      throw new IllegalStateException(bytes.remaining() + " bytes of a state are left over");
    }
  }
}
