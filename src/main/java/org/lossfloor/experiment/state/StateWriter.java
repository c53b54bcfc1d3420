package org.lossfloor.experiment.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.lossfloor.experiment.ExperimentState;

/** Writes the parts of an {@link ExperimentState} one after the other; see {@link StateReader}. */
public final class StateWriter {
  private ByteBuffer bytes = ByteBuffer.allocate(1 << 10);

  private ByteBuffer room(long more) {
    if (bytes.remaining() < more) {
      long size = Math.max(2L * bytes.capacity(), bytes.position() + more);
      bytes = ByteBuffer.allocate(Math.toIntExact(size)).put(bytes.flip());
    }
    return bytes;
  }

  StateWriter flag(boolean value) {
    room(1).put((byte) (value ? 1 : 0));
    return this;
  }

  public StateWriter whole(int value) {
    room(Integer.BYTES).putInt(value);
    return this;
  }

  public StateWriter big(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  StateWriter number(double value) {
    room(Double.BYTES).putDouble(value);
    return this;
  }

  public StateWriter text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    whole(utf8.length);
    room(utf8.length).put(utf8);
    return this;
  }

  /** The first values of an array, behind their number. */
  StateWriter bigs(long[] values, int count) {
    whole(count);
    ByteBuffer room = room((long) Long.BYTES * count);
    room.asLongBuffer().put(values, 0, count);
    room.position(room.position() + Long.BYTES * count);
    return this;
  }

  /** The first values of an array, behind their number. */
  public StateWriter numbers(double[] values, int count) {
    whole(count);
    ByteBuffer room = room((long) Double.BYTES * count);
    room.asDoubleBuffer().put(values, 0, count);
    room.position(room.position() + Double.BYTES * count);
    return this;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}
