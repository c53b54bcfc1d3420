package org.lossfloor.read.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A stream whose beginning can be examined. An error during that is thrown only when the bytes
 * before it have been read, so that nothing is lost.
 */
public final class PeekStream extends BulkInputStream {
  private final InputStream in;
  private byte[] head = {};
  private int from;
  private IOException fault;

  /**
   * Starts at the beginning of a stream.
   *
   * @param in the stream
   */
  public PeekStream(InputStream in) {
    this.in = in;
  }

  /**
   * Looks at the next bytes.
   *
   * @param most how many at most
   * @return the bytes; fewer where the stream ends or breaks
   */
  public byte[] peek(int most) {
    byte[] next = Arrays.copyOfRange(head, from, Math.max(head.length, from + most));
    int filled = head.length - from;
    try {
      while (fault == null && filled < most) {
        int read = in.read(next, filled, most - filled);
        if (read < 0) {
          break;
        }
        filled += read;
      }
    } catch (IOException e) {
      fault = e;
    }
    head = Arrays.copyOf(next, filled);
    from = 0;
    return Arrays.copyOf(head, Math.min(most, filled));
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (from < head.length) {
      int count = Math.min(length, head.length - from);
      System.arraycopy(head, from, bytes, offset, count);
      from += count;
      return count;
    }
    if (fault != null) {
      throw fault;
    }
    return in.read(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
