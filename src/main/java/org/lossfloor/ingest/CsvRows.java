package org.lossfloor.ingest;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values with a header line. A file is read as one stream, so that line breaks
 * within quotes are right; a quote that is never closed breaks the file there.
 */
final class CsvRows implements RecordReader {
  private static final CsvFactory FACTORY =
      CsvFactory.builder().enable(CsvParser.Feature.SKIP_EMPTY_LINES).build();

  private final CsvParser parser;
  private final char delimiter;
  private final List<String> cells = new ArrayList<>();
  private final int[] slots;
  private final String[] prefixed;
  private long line;

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
    slots = new int[cells.size()];
    prefixed = new String[cells.size()];
    for (int i = 0; i < slots.length; i++) {
      String column = cells.get(i).strip();
      slots[i] = plan.slots().indexOf(column);
      prefixed[i] = plan.prefixes().stream().anyMatch(column::startsWith) ? column : null;
    }
  }

  @Override
  public boolean next() throws IOException {
    cells.clear();
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      return false;
    }
    line = parser.currentTokenLocation().getLineNr();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      cells.add(parser.getText());
    }
    return true;
  }

  @Override
  public void read(Fields fields) throws UnreadableRecord {
    fields.clear();
    if (cells.size() != slots.length) {
      throw new UnreadableRecord(
          "the row has " + cells.size() + " values, the header " + slots.length);
    }
    for (int i = 0; i < slots.length; i++) {
      if (slots[i] >= 0) {
        fields.set(slots[i], cells.get(i));
      }
      if (prefixed[i] != null) {
        fields.setPrefixed(prefixed[i], cells.get(i));
      }
    }
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public String text() {
    return String.join(String.valueOf(delimiter), cells);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
