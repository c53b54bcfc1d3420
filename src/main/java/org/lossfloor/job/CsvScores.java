package org.lossfloor.job;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.lossfloor.config.UserException;

/**
 * Reads the scores from a table with a header, separated by commas, semicolons or tabs. An empty
 * line is a failed trial where there is one column and it is not at the end; where there are
 * several it is skipped. A single {@code ""} in quotes is not empty: so Pandas writes a lone NaN.
 */
final class CsvScores {
  static final String FORMAT = "CSV";
  private static final CsvFactory FACTORY = new CsvFactory();

  private final String source;
  private final Optional<String> wanted;
  private final CsvParser parser;

  private CsvScores(String source, Optional<String> wanted, CsvParser parser) {
    this.source = source;
    this.wanted = wanted;
    this.parser = parser;
  }

  /**
   * Reads a table.
   *
   * @param source the file, for messages
   * @param reader its text
   * @param separator what stands between the fields
   * @param wanted the column with the scores; nothing for the only one that is numeric
   * @return the scores
   * @throws IOException if the file cannot be read
   * @throws UserException if it is no such table
   */
  static Scores read(String source, Reader reader, char separator, Optional<String> wanted)
      throws IOException {
    try (CsvParser parser = FACTORY.createParser(reader)) {
      parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator));
      return new CsvScores(source, wanted, parser).scores();
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw error(
          "not valid CSV: " + e.getOriginalMessage(),
          at == null ? source : source + ", line " + at.getLineNr(),
          "check the quotes there");
    }
  }

  private Scores scores() throws IOException {
    List<String> header = header();
    List<Optional<ScoreColumn>> columns = columns(header);
    int rows = 0;
    List<Integer> blanks = new ArrayList<>();
    for (List<String> row = next(); row != null; row = next()) {
      int line = line();
      if (row.isEmpty()) {
        if (header.size() == 1) {
          blanks.add(line);
        }
        continue;
      }
      rows += flush(blanks, columns) + 1;
      check(row, header, line);
      add(columns, line, row);
    }
    if (rows == 0) {
      throw ScoreColumns.empty(source);
    }
    List<ScoreColumn> kept = columns.stream().flatMap(Optional::stream).toList();
    ScoreColumn column = kept.size() == 1 ? kept.get(0) : ScoreColumns.only(source, kept, rows);
    return column.scores(FORMAT);
  }

  private static int flush(List<Integer> blanks, List<Optional<ScoreColumn>> columns) {
    int count = blanks.size();
    blanks.forEach(line -> add(columns, line, List.of("")));
    blanks.clear();
    return count;
  }

  private static void add(List<Optional<ScoreColumn>> columns, int line, List<String> row) {
    for (int i = 0; i < row.size(); i++) {
      String text = row.get(i);
      columns.get(i).ifPresent(column -> column.add(line, text));
    }
  }

  private List<String> header() throws IOException {
    List<String> row = next();
    while (row != null && row.isEmpty()) {
      row = next();
    }
    if (row == null) {
      throw ScoreColumns.empty(source);
    }
    List<String> header = row.stream().map(String::strip).toList();
    if (header.stream().noneMatch(name -> ScoreColumn.score(name).isEmpty())) {
      throw error(
          "the first line holds values where the names of the columns should be",
          source + ", line " + line(),
          "add a header line, or give one number a line");
    }
    wanted.ifPresent(name -> checkWanted(name, header));
    return header;
  }

  private void checkWanted(String name, List<String> header) {
    int count = Collections.frequency(header, name);
    if (count == 0) {
      throw ScoreColumns.unknown(name, source, header);
    }
    if (count > 1) {
      throw error("there are " + count + " columns `" + name + "`", source, "rename all but one");
    }
  }

  private List<Optional<ScoreColumn>> columns(List<String> header) {
    boolean named = wanted.isPresent() || header.size() == 1;
    return header.stream().map(name -> column(name, named)).toList();
  }

  /** Keeps the wanted column only, or all of them until it is known which is numeric. */
  private Optional<ScoreColumn> column(String name, boolean named) {
    if (wanted.isEmpty() && named) {
      return Optional.of(ScoreColumn.named(source, Optional.of(name)));
    }
    if (wanted.isEmpty()) {
      return Optional.of(ScoreColumn.candidate(source, name));
    }
    return wanted.filter(name::equals).map(n -> ScoreColumn.named(source, wanted));
  }

  private void check(List<String> row, List<String> header, int line) {
    if (row.size() != header.size()) {
      throw error(
          row.size() + " fields where the header has " + header.size(),
          source + ", line " + line,
          "complete the line, or quote a field that holds a separator");
    }
  }

  /** The next row, without fields where the line is empty; null at the end. */
  private List<String> next() throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      return null;
    }
    List<String> row = new ArrayList<>();
    boolean quoted = false;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String field = parser.getText();
      // Quotes alone move the parser on from where the line starts.
      quoted = field.isEmpty() && row.isEmpty() && parser.currentLocation().getColumnNr() > 1;
      row.add(field);
    }
    boolean empty = row.size() == 1 && !quoted && row.get(0).isBlank();
    return empty ? List.of() : row;
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private static UserException error(String what, String where, String mend) {
    return new UserException(UserException.Kind.INPUT, what, where, mend, null);
  }
}
