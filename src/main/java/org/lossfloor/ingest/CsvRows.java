package org.lossfloor.ingest;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Comma-separated values with a header line. A file is read as one stream, so that line breaks
 * within quotes are right; a quote that is never closed breaks the file there.
 *
 * <p>A blank line is an empty field where there is one column and it is not at the end; where there
 * are several columns it is no record. {@code lossfloor fit} reads tables by the same rule.
 */
final class CsvRows implements RecordReader {
  private static final CsvFactory FACTORY = new CsvFactory();

  private final CsvParser parser;
  private final char delimiter;
  private final List<String> cells = new ArrayList<>();
  private final Deque<Long> blankLines = new ArrayDeque<>();
  private final List<String> columns = new ArrayList<>();
  private int[] slots = {};
  private final String[] prefixed;
  private long rowLine;
  private long line;

  /** Whether the record is a blank line, and the row that was read waits behind it. */
  private boolean rowWaits;

  /**
   * Opens a file and reads its header.
   *
   * @throws IOException when the header cannot be read
   */
  CsvRows(InputStream in, char delimiter, Plan plan) throws IOException {
    this.delimiter = delimiter;
    parser = FACTORY.createParser(in);
    parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(delimiter));
    next();
    int[] found = new int[cells.size()];
    prefixed = new String[cells.size()];
    for (int i = 0; i < found.length; i++) {
      String header = cells.get(i).strip();
      String column = header.isEmpty() ? Plan.unnamed(i) : header;
      columns.add(column);
      found[i] = plan.slots().indexOf(column);
      prefixed[i] = plan.takes(column) ? column : null;
    }
    slots = found;
  }

  @Override
  public boolean next() throws IOException {
    if (!rowWaits && !nextRow()) {
      return false;
    }
    Long blank = blankLines.poll();
    rowWaits = blank != null;
    line = rowWaits ? blank : rowLine;
    return true;
  }

  /** Reads up to the next row that is not blank, and keeps the lines of blank ones that count. */
  private boolean nextRow() throws IOException {
    while (parser.nextToken() == JsonToken.START_ARRAY) {
      rowLine = parser.currentLocation().getLineNr();
      if (!blankCells()) {
        return true;
      }
      if (slots.length == 1) {
        blankLines.add(rowLine);
      }
    }
    return false;
  }

  /** Reads the cells of a row; a single {@code ""} in quotes is not blank. */
  private boolean blankCells() throws IOException {
    cells.clear();
    boolean quoted = false;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String cell = parser.getText();
      // Quotes alone move the parser on from where the line starts.
      quoted = cell.isEmpty() && cells.isEmpty() && parser.currentLocation().getColumnNr() > 1;
      cells.add(cell);
    }
    return cells.size() == 1 && !quoted && cells.get(0).isBlank();
  }

  @Override
  public void read(Fields fields) throws UnreadableRecord {
    fields.clear();
    if (rowWaits) {
      cell(0, "", fields);
      return;
    }
    if (cells.size() != slots.length) {
      throw new UnreadableRecord(
          "the row has " + cells.size() + " values, the header " + slots.length);
    }
    for (int i = 0; i < slots.length; i++) {
      cell(i, cells.get(i), fields);
    }
  }

  private void cell(int column, String text, Fields fields) throws UnreadableRecord {
    if (slots[column] >= 0) {
      fields.set(slots[column], text);
    }
    if (prefixed[column] != null) {
      fields.setPrefixed(prefixed[column], text);
    }
  }

  @Override
  public Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      all.put(columns.get(i), i < cells.size() ? cells.get(i) : "");
    }
    return all;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public String text() {
    return rowWaits ? "" : String.join(String.valueOf(delimiter), cells);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
