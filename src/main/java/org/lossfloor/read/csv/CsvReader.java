package org.lossfloor.read.csv;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.text.LineReader;
import org.lossfloor.read.text.Utf8;
import org.lossfloor.sweep.LoggedNumber;

/**
 * Separated values by RFC 4180, record by record, so that damage costs only the record it is in. A
 * quote opens a cell only where the cell starts; within a cell that does not start with one it is
 * an ordinary character. In an open cell {@code ""} is a quote, and line breaks are text; behind
 * the closing quote come a delimiter or the end of the line.
 *
 * <p>A record is at fault if a cell does not close within the allowed lines and bytes, if text
 * follows a closing quote, or if its lines seem to be rows that a stray quote holds together: they
 * do not have the number of cells of the header, or a line after the first is a row by itself. The
 * record is then its first line only, and reading continues with the second.
 *
 * <p>A line is a row by itself if it has the number of cells of the header, and numbers wherever
 * the first row of one line has them, at least one. Within a header it is a line with as many cells
 * as the header's first line, one of them a number.
 */
public final class CsvReader implements Closeable {
  static final byte QUOTE = '"';
  private static final int CELLS = 16;

  private final LineReader lines;
  private final byte[] delimiter;
  private final TextLayout layout;

  /** Where the cells are, from the start of the record. */
  private int[] from = new int[CELLS];

  private int[] to = new int[CELLS];
  private boolean[] quoted = new boolean[CELLS];
  private boolean[] escaped = new boolean[CELLS];
  private int cells;

  /** Negative if a byte of the record is beyond ASCII or NUL. */
  private int bits;

  /** The last text of each cell: many are the same as in the record before. */
  private String[] last = new String[CELLS];

  private int expected = -1;

  /** Where the first row of one line has numbers; nothing before there was one. */
  private boolean[] numbers;

  private String fault;
  private long accounted;

  /**
   * Starts to read.
   *
   * @param lines the lines of the file
   * @param layout delimiter and limits of a cell
   */
  public CsvReader(LineReader lines, TextLayout layout) {
    this.lines = lines;
    this.layout = layout;
    delimiter = String.valueOf(layout.delimiter()).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Sets the number of cells of a record.
   *
   * @param count the cells of the header
   */
  public void expect(int count) {
    expected = count;
  }

  /**
   * Goes to the next record, blank line or line that is at fault.
   *
   * @return whether there is one
   * @throws IOException when the file breaks here
   */
  public boolean next() throws IOException {
    if (!lines.next()) {
      return false;
    }
    fault = lines.tooLong() ? "the line is longer than " + LineReader.LONGEST + " bytes" : split();
    if (fault == null && lines.joined() > 0) {
      fault = swallowed();
    }
    if (numbers == null && fault == null && lines.joined() == 0 && cells == expected) {
      numbers = numbers(texts());
    }
    if (fault != null) {
      lines.rewind();
    }
    accounted += 1 + lines.joined();
    return true;
  }

  /** Finds the cells of the record; returns what is wrong with it, or null. */
  private String split() throws IOException {
    cells = 0;
    bits = 0;
    int at = 0;
    while (true) {
      int end = lines.length();
      boolean opens = at < end && lines.buffer()[lines.start() + at] == QUOTE;
      begin(at, opens);
      if (opens) {
        String wrong = closed(at);
        if (wrong != null) {
          return wrong;
        }
        at = behind(to[cells - 1] + 1);
        end = lines.length();
        if (at < end && !delimiterAt(lines.start() + at)) {
          return "text follows the quote that closes value " + cells;
        }
      } else {
        at = plain(at, end);
      }
      if (to[cells - 1] - from[cells - 1] > layout.cellBytes()) {
        return "value " + cells + " has more bytes than `cell_bytes`, " + layout.cellBytes();
      }
      if (at >= end) {
        return null;
      }
      at += delimiter.length;
    }
  }

  private void begin(int at, boolean opens) {
    if (cells == from.length) {
      from = Arrays.copyOf(from, 2 * cells);
      to = Arrays.copyOf(to, 2 * cells);
      quoted = Arrays.copyOf(quoted, 2 * cells);
      escaped = Arrays.copyOf(escaped, 2 * cells);
      last = Arrays.copyOf(last, 2 * cells);
    }
    from[cells] = at + (opens ? 1 : 0);
    quoted[cells] = opens;
    escaped[cells] = false;
    cells++;
  }

  /** Finds the end of a cell without quotes; returns where it is. */
  private int plain(int at, int end) {
    byte[] buffer = lines.buffer();
    int stop = lines.start() + end;
    int seen = 0;
    int i = lines.start() + at;
    byte first = delimiter[0];
    for (; i < stop; i++) {
      byte b = buffer[i];
      if (b == first && (delimiter.length == 1 || delimiterAt(i))) {
        break;
      }
      seen |= b | (b - 1);
    }
    bits |= seen;
    to[cells - 1] = i - lines.start();
    return to[cells - 1];
  }

  private boolean delimiterAt(int at) {
    int end = lines.start() + lines.length();
    return end - at >= delimiter.length
        && Arrays.equals(lines.buffer(), at, at + delimiter.length, delimiter, 0, delimiter.length);
  }

  /** Finds the quote that closes the cell, on this line or a later one. */
  private String closed(int open) throws IOException {
    int at = open + 1;
    while (true) {
      byte[] buffer = lines.buffer();
      int start = lines.start();
      int end = lines.length();
      int seen = 0;
      while (at < end && buffer[start + at] != QUOTE) {
        seen |= buffer[start + at] | (buffer[start + at] - 1);
        at++;
      }
      bits |= seen;
      if (at < end && at + 1 < end && buffer[start + at + 1] == QUOTE) {
        escaped[cells - 1] = true;
        at += 2;
      } else if (at < end) {
        to[cells - 1] = at;
        return null;
      } else if (lines.joined() + 1 >= layout.cellLines()) {
        return unclosed("within " + layout.cellLines() + " lines (`cell_lines`)");
      } else if (!lines.extend(open + layout.cellBytes())) {
        return unclosed(
            lines.ended() || !lines.terminated()
                ? "before the end of the file"
                : "within " + layout.cellBytes() + " bytes (`cell_bytes`) of the file");
      }
    }
  }

  private String unclosed(String where) {
    return "the quote that opens value " + cells + " does not close " + where;
  }

  /** Blanks after a closing quote are ignored. */
  private int behind(int at) {
    int start = lines.start();
    int next = at;
    while (next < lines.length()
        && (lines.buffer()[start + next] == ' ' || lines.buffer()[start + next] == '\t')
        && !delimiterAt(start + next)) {
      next++;
    }
    return next;
  }

  /** Whether joined lines are not one record but rows that a stray quote holds together. */
  private String swallowed() {
    String later = lines.joined() == 1 ? "1 line later" : lines.joined() + " lines later";
    String to = "the quote that opens a value closes " + later;
    if (expected >= 0 && cells != expected) {
      return to + ", which makes " + cells + " values where the header has " + expected;
    }
    return holdsARow() ? to + ", and a line between is a row by itself" : null;
  }

  /**
   * Whether a line after the first is a row by itself. The last one has the other cells of a legal
   * record that has a quote in its first cell, so it counts only if the first line is whole as
   * well.
   */
  private boolean holdsARow() {
    String text = new String(lines.buffer(), lines.start(), lines.length(), StandardCharsets.UTF_8);
    List<List<String>> rows = text.lines().map(this::alone).toList();
    List<String> first = rows.get(0);
    int count = expected >= 0 ? expected : first.size();
    boolean[] like = numbers == null && first.size() == count ? numbers(first) : numbers;
    int end = isARow(first, count, like) ? rows.size() : rows.size() - 1;
    return count > 1
        && IntStream.range(1, end).anyMatch(line -> isARow(rows.get(line), count, like));
  }

  /**
   * Whether a line has the number of cells of another, and numbers wherever that has them, at least
   * one.
   */
  private static boolean isARow(List<String> row, int count, boolean[] like) {
    if (row.size() != count) {
      return false;
    }
    boolean[] own = numbers(row);
    boolean some = false;
    for (int i = 0; i < count; i++) {
      if (like != null && like[i] && !own[i]) {
        return false;
      }
      some |= own[i];
    }
    return some;
  }

  /** The cells of a line by itself; a quote that it does not close is an ordinary character. */
  private List<String> alone(String line) {
    String separator = new String(delimiter, StandardCharsets.UTF_8);
    List<String> values = new ArrayList<>();
    int from = 0;
    while (true) {
      int end = line.indexOf(separator, quotedUpTo(line, from));
      values.add(line.substring(from, end < 0 ? line.length() : end));
      if (end < 0) {
        return values;
      }
      from = end + separator.length();
    }
  }

  /** Where the quoted part of a cell ends; where the cell starts if it has none that is closed. */
  private static int quotedUpTo(String line, int from) {
    int at = from;
    while (at < line.length() && line.charAt(at) == QUOTE) {
      at = line.indexOf(QUOTE, at + 1) + 1;
      if (at == 0) {
        return from;
      }
    }
    return at;
  }

  private static boolean[] numbers(List<String> values) {
    boolean[] numbers = new boolean[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(values.get(i));
    }
    return numbers;
  }

  private static boolean number(String text) {
    try {
      return LoggedNumber.parse(text).isPresent();
    } catch (LoggedNumber.Unreadable e) {
      return false;
    }
  }

  /**
   * Returns what is wrong with the current line.
   *
   * @return half a sentence; nothing for a record or a blank line
   */
  public Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  /**
   * Goes to the first row that is not blank, which may be a header.
   *
   * @return whether there is one
   * @throws IOException when the file breaks there, or the row cannot be read
   */
  public boolean header() throws IOException {
    boolean more = next();
    while (more && blank()) {
      more = next();
    }
    if (more && fault != null) {
      throw new IOException("the header in line " + line() + " cannot be read: " + fault);
    }
    return more;
  }

  /**
   * Returns whether the line has nothing but blanks. {@code ""} is a value.
   *
   * @return whether it is blank
   */
  public boolean blank() {
    if (fault != null || cells != 1 || quoted[0]) {
      return false;
    }
    for (int i = from[0]; i < to[0]; i++) {
      byte b = lines.buffer()[lines.start() + i];
      if (b != ' ' && b != '\t' && b != '\r' && b != '\f') {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns how many cells the record has.
   *
   * @return at least 1
   */
  public int cells() {
    return cells;
  }

  /**
   * Returns the text of a cell.
   *
   * @param cell its position from 0
   * @return the text, quotes resolved
   */
  public String text(int cell) {
    int start = lines.start() + from[cell];
    int length = to[cell] - from[cell];
    if (unusual() || escaped[cell]) {
      String text = new String(lines.buffer(), start, length, StandardCharsets.UTF_8);
      return escaped[cell] ? text.replace("\"\"", "\"") : text;
    }
    if (!isLast(cell, start, length)) {
      // ASCII, which need not be looked for what it is not.
      last[cell] = new String(lines.buffer(), start, length, StandardCharsets.ISO_8859_1);
    }
    return last[cell];
  }

  /** From the end: numbers that follow each other differ there. */
  private boolean isLast(int cell, int start, int length) {
    String before = last[cell];
    if (before == null || before.length() != length) {
      return false;
    }
    for (int i = length - 1; i >= 0; i--) {
      if (before.charAt(i) != lines.buffer()[start + i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the texts of all cells.
   *
   * @return a list of at least one
   */
  public List<String> texts() {
    List<String> texts = new ArrayList<>(cells);
    for (int i = 0; i < cells; i++) {
      texts.add(text(i));
    }
    return texts;
  }

  /**
   * Returns whether a byte of the record is beyond ASCII or NUL.
   *
   * @return whether a cell may be damaged
   */
  public boolean unusual() {
    return bits < 0;
  }

  /**
   * Returns which byte of a cell is not text.
   *
   * @param cell its position from 0
   * @return the byte in words; nothing if all are text
   */
  public Optional<String> damage(int cell) {
    return unusual()
        ? Utf8.damage(lines.buffer(), lines.start() + from[cell], to[cell] - from[cell])
        : Optional.empty();
  }

  /**
   * Returns the line at which the record starts.
   *
   * @return its number in the file, from 1
   */
  public long line() {
    return lines.line();
  }

  /**
   * Returns whether the record has its line end.
   *
   * @return false at most for the last one
   */
  public boolean terminated() {
    return lines.terminated();
  }

  /**
   * Returns the raw text of the record, or of what was read before the file broke.
   *
   * @param most how many bytes at most
   * @return its beginning
   */
  public String raw(int most) {
    return lines.text(most);
  }

  /**
   * Returns how many physical lines were read.
   *
   * @return all lines so far
   */
  public long lines() {
    return lines.count();
  }

  /**
   * Returns how many of the physical lines are accounted for by {@link #next}.
   *
   * @return {@link #lines}, unless this reader has a bug or the file broke
   */
  public long accounted() {
    return accounted;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
