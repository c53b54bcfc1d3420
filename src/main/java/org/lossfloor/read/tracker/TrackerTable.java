package org.lossfloor.read.tracker;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.csv.CsvLog;
import org.lossfloor.read.csv.CsvReader;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.text.LineReader;
import org.lossfloor.sweep.RejectedRecord;

/**
 * A table that a tracker exports: a header line, and rows as maps of column to text. The separator
 * is the one of the layout, unless the header has none of them and some of another kind.
 */
public final class TrackerTable implements Closeable {
  private static final int SHOWN = 10;

  /**
   * A row.
   *
   * @param line where it starts, from 1
   * @param number its position among the rows, from 0
   * @param cells column to text, in the order of the columns; empty if the row is at fault
   * @param fault what is wrong with it, half a sentence
   * @param text its beginning as it stands in the file
   */
  public record Row(
      long line, long number, Map<String, String> cells, Optional<String> fault, String text) {
    /**
     * The text of a cell.
     *
     * @param column the name of the column
     * @return the text without blanks around it; empty if there is no such column
     */
    public String cell(String column) {
      return cells.getOrDefault(column, "").strip();
    }

    /**
     * This row as a record that is rejected.
     *
     * @param reason what is wrong with it
     * @return the record
     */
    public TreeRecord unreadable(String reason) {
      return TreeRecord.unreadable(line, reason, text);
    }
  }

  private final CsvReader rows;
  private final FileTally tally;
  private final List<String> columns;
  private long number;

  private TrackerTable(CsvReader rows, FileTally tally) throws IOException {
    this.rows = rows;
    this.tally = tally;
    columns = header();
    rows.expect(columns.size());
  }

  /**
   * Opens a table and reads its header.
   *
   * @param piece a whole file
   * @param layout how its text is laid out
   * @param tally takes what is to be noted
   * @return the table
   * @throws org.lossfloor.read.file.StorageFault when storage does not give the bytes
   * @throws IOException when the header cannot be read
   */
  public static TrackerTable open(LogPiece piece, TextLayout layout, FileTally tally)
      throws IOException {
    TextLayout fitting = fitting(piece.file(), layout);
    LineReader lines = piece.lines(fitting, tally);
    try {
      return new TrackerTable(new CsvReader(lines, fitting), tally);
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  private static TextLayout fitting(LogFile file, TextLayout layout) throws IOException {
    String header = "";
    try (LineReader lines = new LineReader(file.text(layout.encoding()).bytes())) {
      while (header.isBlank() && lines.next()) {
        header = lines.text(LineReader.LONGEST);
      }
    }
    char separator =
        header.indexOf(layout.delimiter()) < 0 ? CsvLog.separator(header) : layout.delimiter();
    return new TextLayout(
        layout.encoding(),
        separator,
        layout.header(),
        layout.columns(),
        layout.cellLines(),
        layout.cellBytes(),
        Optional.empty());
  }

  /**
   * Reads the names in a header line, for recognition.
   *
   * @param header the line
   * @return its names without quotes; one name that holds a separator is several
   */
  public static List<String> names(String header) {
    String separator = Pattern.quote(String.valueOf(CsvLog.separator(header)));
    return Pattern.compile(separator)
        .splitAsStream(header)
        .map(name -> name.strip().replaceAll("^\"|\"$", "").strip())
        .toList();
  }

  /**
   * Names the sweep of a table that is one sweep and does not name it.
   *
   * @param piece the file
   * @return the path of the file below what the paths of the source have in common
   */
  public static String study(LogPiece piece) {
    return piece.storeName(piece.file().path());
  }

  /**
   * Columns as a message shows them.
   *
   * @param columns the names
   * @return the first ten
   */
  public static String shown(List<String> columns) {
    String more = columns.size() > SHOWN ? ", ..." : "";
    return columns.stream().limit(SHOWN).collect(Collectors.joining("`, `", "`", "`")) + more;
  }

  /**
   * The text of a cell that may be empty.
   *
   * @param text the text
   * @return the text; null if it is empty
   */
  public static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private List<String> header() throws IOException {
    boolean more = rows.header();
    List<String> names = new ArrayList<>();
    for (int i = 0; more && i < rows.cells(); i++) {
      String name = rows.text(i).strip();
      names.add(name.isEmpty() ? Plan.unnamed(i) : name);
    }
    return List.copyOf(names);
  }

  /**
   * Returns the columns.
   *
   * @return their names in their order; none for an empty file
   */
  public List<String> columns() {
    return columns;
  }

  /**
   * Goes to the next row; blank lines are no rows.
   *
   * @return the row; nothing at the end
   * @throws IOException when the file breaks here
   */
  public Optional<Row> next() throws IOException {
    while (rows.next()) {
      if (!rows.blank()) {
        return Optional.of(row());
      }
    }
    return Optional.empty();
  }

  private Row row() {
    Optional<String> fault = fault();
    String text = rows.raw(4 * RejectedRecord.TEXT_LIMIT);
    return new Row(rows.line(), number++, fault.isEmpty() ? cells() : Map.of(), fault, text);
  }

  private Optional<String> fault() {
    if (rows.fault().isPresent()) {
      tally.note(NoteKind.STRAY_QUOTE, rows.line(), rows.fault().get());
      return rows.fault();
    }
    if (rows.cells() != columns.size()) {
      String torn = rows.terminated() ? "" : "torn last line: ";
      return Optional.of(
          torn + "the row has " + rows.cells() + " values, the header " + columns.size());
    }
    return IntStream.range(0, rows.cells())
        .filter(i -> rows.text(i).indexOf('\0') >= 0)
        .mapToObj(i -> "`" + columns.get(i) + "` holds a NUL byte")
        .findFirst();
  }

  private Map<String, String> cells() {
    Map<String, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      rows.damage(i)
          .ifPresent(
              what ->
                  tally.note(
                      NoteKind.DAMAGED_TEXT,
                      rows.line(),
                      "`" + columns.get(column) + "`, " + what));
      cells.putIfAbsent(columns.get(i), rows.text(i));
    }
    return cells;
  }

  /**
   * Returns how many physical lines were read.
   *
   * @return all lines so far
   */
  public long lines() {
    return rows.lines();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
