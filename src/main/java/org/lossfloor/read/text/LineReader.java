package org.lossfloor.read.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Splits a stream of bytes into physical lines without making strings of them. A line ends with LF
 * or CRLF; in a file whose beginning has CR and no LF, as old spreadsheets write it, with CR. The
 * last line may lack its end. A byte order mark of UTF-8 at the start of a file is skipped.
 *
 * <p>Lines can be joined, for a cell of a table that goes over several, and taken apart again.
 */
public final class LineReader implements Closeable {
  /**
   * The most bytes of a line, or of joined lines, that are kept. A longer one is skipped to its
   * end: it costs only itself.
   */
  public static final int LONGEST = 1 << 25;

  /** What is kept of a line that is too long, for people. */
  private static final int KEPT = 1 << 12;

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** How much of a file is examined to find how its lines end. */
  static final int MARGIN = 1 << 16;

  private final InputStream in;
  private final long limit;
  private final byte lineEnd;
  private byte[] buffer = new byte[MARGIN];
  private IOException fault;

  /** Where the buffer starts in the file. */
  private long base;

  private int next;
  private int filled;
  private int start;
  private int length;
  private boolean terminated;
  private boolean tooLong;
  private boolean ended;
  private long line;
  private long count;

  /** What the first of joined lines was. */
  private int joined;

  private int firstLength;
  private int firstSpan;

  /**
   * Reads a part of a file.
   *
   * @param in the bytes from {@code start - 1}, or from 0
   * @param start where the part starts; a line belongs to the part that holds its first byte
   * @param end where the part ends, {@code Long.MAX_VALUE} for the end of the file
   * @param linesBefore the line ends in front of {@code start}
   * @throws IOException when the bytes cannot be read
   */
  public LineReader(InputStream in, long start, long end, long linesBefore) throws IOException {
    this.in = in;
    this.limit = end;
    this.line = linesBefore;
    if (start > 0) {
      lineEnd = '\n';
      skipToLineStart(start);
    } else {
      boolean whole = end == Long.MAX_VALUE;
      prefetch(whole ? buffer.length : MARK.length);
      lineEnd = whole && onlyCarriageReturns(buffer, filled) ? (byte) '\r' : (byte) '\n';
      skipMark();
    }
  }

  /**
   * Reads a whole file.
   *
   * @param in its bytes
   * @throws IOException when they cannot be read
   */
  public LineReader(InputStream in) throws IOException {
    this(in, 0, Long.MAX_VALUE, 0);
  }

  private void skipToLineStart(long from) throws IOException {
    base = from - 1;
    boolean atLineStart = fill() && buffer[0] == '\n';
    boolean found = next();
    count = 0;
    line -= found && atLineStart ? 1 : 0;
  }

  /** Fills the buffer; an error behind bytes that were read is thrown when they are used up. */
  private void prefetch(int wanted) {
    try {
      while (filled < wanted) {
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
          break;
        }
        filled += read;
      }
    } catch (IOException e) {
      fault = e;
    }
  }

  static boolean onlyCarriageReturns(byte[] bytes, int length) {
    boolean returns = false;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        return false;
      }
      returns |= bytes[i] == '\r';
    }
    return returns;
  }

  private void skipMark() {
    boolean mark = filled >= MARK.length && Arrays.equals(MARK, Arrays.copyOf(buffer, MARK.length));
    next = mark ? MARK.length : 0;
    start = next;
  }

  /**
   * Goes to the next line.
   *
   * @return whether there is one
   * @throws IOException when the bytes cannot be read
   */
  public boolean next() throws IOException {
    line += joined;
    joined = 0;
    tooLong = false;
    start = next;
    length = 0;
    if (base + next >= limit || !scan(LONGEST)) {
      return false;
    }
    line += 1;
    return true;
  }

  /**
   * Joins the next line to the current one, which keeps its number. The line ends between them are
   * part of the text.
   *
   * @param most how many bytes all of it may have
   * @return whether there was one and it fits
   * @throws IOException when the bytes cannot be read
   */
  public boolean extend(int most) throws IOException {
    if (joined == 0) {
      firstLength = length;
      firstSpan = next - start;
    }
    int span = next - start;
    int before = length;
    if (!terminated || !scan(Math.min(most, LONGEST))) {
      return false;
    }
    if (length > most) {
      next = start + span;
      length = before;
      count--;
      return false;
    }
    joined++;
    return true;
  }

  /** Takes joined lines apart: the first is the current one, and the second comes next. */
  public void rewind() {
    if (joined > 0) {
      next = start + firstSpan;
      length = firstLength;
      terminated = true;
      count -= joined;
      joined = 0;
    }
  }

  /** Finds the end of the line that starts at {@link #next}. */
  private boolean scan(int most) throws IOException {
    int from = next;
    while (true) {
      for (; from < filled; from++) {
        if (buffer[from] == lineEnd) {
          take(from, 1);
          return true;
        }
      }
      if (filled - start > most) {
        return next == start && skipLong();
      }
      int pending = filled - start;
      if (!fill()) {
        boolean some = filled > next;
        ended = !some;
        if (some) {
          take(filled, 0);
        }
        return some;
      }
      from = start + pending;
    }
  }

  /** Skips the rest of a line that fills the buffer. */
  private boolean skipLong() throws IOException {
    tooLong = true;
    while (true) {
      base += filled - start - KEPT;
      filled = start + KEPT;
      if (!fill()) {
        take(filled, 0);
        return true;
      }
      for (int i = start + KEPT; i < filled; i++) {
        if (buffer[i] == lineEnd) {
          take(i, 1);
          length = KEPT;
          return true;
        }
      }
    }
  }

  private void take(int end, int terminator) {
    length = end - start;
    next = end + terminator;
    terminated = terminator == 1;
    if (length > 0 && lineEnd == '\n' && buffer[end - 1] == '\r') {
      length--;
    }
    count++;
  }

  /** Reads more behind what is pending; moves the pending bytes to the front. */
  private boolean fill() throws IOException {
    if (fault != null) {
      throw fault;
    }
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      base += start;
      filled -= start;
      next -= start;
      start = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, LONGEST + MARGIN));
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, read);
    return read > 0;
  }

  /**
   * Returns the bytes among which the line is. They are valid up to the next call of {@link #next}
   * or {@link #extend}.
   *
   * @return the buffer itself
   */
  public byte[] buffer() {
    return buffer;
  }

  /**
   * Returns where the line starts in the buffer.
   *
   * @return an index
   */
  public int start() {
    return start;
  }

  /**
   * Returns how long the line is without its end.
   *
   * @return a number of bytes
   */
  public int length() {
    return length;
  }

  /**
   * Returns the number of the current line in its file; for joined lines that of the first.
   *
   * @return at least 1
   */
  public long line() {
    return line;
  }

  /**
   * Returns how many lines were taken so far.
   *
   * @return joined ones each
   */
  public long count() {
    return count;
  }

  /**
   * Returns how many lines are joined to the first.
   *
   * @return 0 for a plain line
   */
  public int joined() {
    return joined;
  }

  /**
   * Returns whether the line is longer than {@link #LONGEST}; its bytes are then those at its
   * beginning.
   *
   * @return whether it is cut
   */
  public boolean tooLong() {
    return tooLong;
  }

  /**
   * Returns whether the last attempt to continue met the end of the file.
   *
   * @return whether nothing follows
   */
  public boolean ended() {
    return ended;
  }

  /**
   * Returns whether the current line has its end.
   *
   * @return false at most for the last line of a file
   */
  public boolean terminated() {
    return terminated;
  }

  /**
   * Returns the beginning of the current line, or of what was read behind the last whole line
   * before the stream broke.
   *
   * @param most how many bytes at most
   * @return the text, with replacement characters for what is not UTF-8
   */
  public String text(int most) {
    int whole = next > start ? length : filled - start;
    return new String(buffer, start, Math.min(whole, most), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
