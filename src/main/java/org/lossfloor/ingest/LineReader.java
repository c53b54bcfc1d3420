package org.lossfloor.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits a stream of bytes into lines without making strings of them. A line ends with LF or CRLF;
 * the last one may lack its end. A byte order mark at the start of a file is skipped.
 */
final class LineReader implements Closeable {
  /** A line longer than this is taken for a file that has no lines. */
  static final int LONGEST = 1 << 28;

  private final InputStream in;
  private final long limit;
  private byte[] buffer = new byte[1 << 16];
  private long position;
  private int next;
  private int filled;
  private int start;
  private int length;
  private long line;
  private boolean terminated;

  /**
   * Reads a part of a file.
   *
   * @param in the bytes from {@code start - 1}, or from 0
   * @param start where the part starts; a line belongs to the part that holds its first byte
   * @param end where the part ends, {@code Long.MAX_VALUE} for the end of the file
   * @param linesBefore the line ends in front of {@code start}
   * @throws IOException when the bytes cannot be read
   */
  LineReader(InputStream in, long start, long end, long linesBefore) throws IOException {
    this.in = in;
    this.limit = end;
    this.line = linesBefore;
    if (start > 0) {
      skipToLineStart(start);
    } else {
      skipMark();
    }
  }

  private void skipToLineStart(long from) throws IOException {
    position = from - 1;
    boolean atLineStart = peek() == '\n';
    if (next() && !atLineStart) {
      return;
    }
    line--;
  }

  /** The byte at the reading position, or -1. */
  private int peek() throws IOException {
    return filled > next || fill() ? buffer[next] : -1;
  }

  private void skipMark() throws IOException {
    boolean more = true;
    while (filled < 3 && more) {
      more = fill();
    }
    boolean mark =
        filled >= 3
            && buffer[0] == (byte) 0xEF
            && buffer[1] == (byte) 0xBB
            && buffer[2] == (byte) 0xBF;
    next = mark ? 3 : 0;
    position = next;
  }

  /**
   * Goes to the next line.
   *
   * @return whether there is one
   * @throws IOException when the bytes cannot be read or a line never ends
   */
  boolean next() throws IOException {
    if (position >= limit) {
      return false;
    }
    start = next;
    int scan = next;
    while (true) {
      for (; scan < filled; scan++) {
        if (buffer[scan] == '\n') {
          return take(scan, 1);
        }
      }
      int pending = filled - start;
      if (!fill()) {
        return pending > 0 && take(filled, 0);
      }
      scan = start + pending;
    }
  }

  private boolean take(int end, int terminator) {
    length = end - start;
    next = end + terminator;
    position += length + terminator;
    terminated = terminator == 1;
    if (length > 0 && buffer[end - 1] == '\r') {
      length--;
    }
    line++;
    return true;
  }

  /** Reads more behind what is pending; moves the pending bytes to the front. */
  private boolean fill() throws IOException {
    int from = start;
    int pending = filled - from;
    if (pending >= LONGEST) {
      throw new IOException("a line is longer than " + LONGEST + " bytes");
    }
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, pending);
      start -= from;
      next -= from;
      filled = pending;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(LONGEST, 2 * buffer.length));
    }
    int count = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, count);
    return count > 0;
  }

  byte[] buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  int length() {
    return length;
  }

  /** The number of the current line in its file, from 1. */
  long line() {
    return line;
  }

  /** Whether the current line has its end. */
  boolean terminated() {
    return terminated;
  }

  /** What was read behind the last whole line before the stream broke. */
  int brokenLength() {
    return filled - start;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
