package org.lossfloor.read.csv;

import java.io.IOException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.Recognition;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.FieldName;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.record.RecordReader;
import org.lossfloor.read.text.Head;
import org.lossfloor.read.text.LineReader;

/** A table of separated values with one header line a file, or none. */
public final class CsvLog implements LogReader {
  private static final double BY_SEPARATOR = 0.4;
  private static final double BY_TEXT = 0.2;
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

  @Override
  public String code() {
    return "csv";
  }

  @Override
  public String title() {
    return "CSV";
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.of(Trait.TEXT, Trait.TABLE, Trait.DELIMITED);
  }

  @Override
  public Unit unit() {
    return Unit.FILE;
  }

  @Override
  public OptionalInt joiner() {
    return OptionalInt.of(CsvReader.QUOTE);
  }

  /**
   * The header has to be the first line. In a table of one column blank lines are values, unless
   * they are at the end, which a part does not know.
   */
  @Override
  public boolean cuts(LogFile file, TextLayout layout) throws IOException {
    if (layout.columns().size() == 1) {
      return false;
    }
    try (LineReader lines = head(file)) {
      return lines.next() && lines.text(lines.length()).indexOf(layout.delimiter()) >= 0;
    }
  }

  /** The lines of a file of plain UTF-8 from its start. */
  private static LineReader head(LogFile file) throws IOException {
    return new LineReader(file.open(0), 0, Long.MAX_VALUE - 1, 0);
  }

  /** Any line of text can be the header of a table of one column; no bracket begins one. */
  @Override
  public Recognition recognise(LogFile file, Head head) {
    String line = head.line();
    if (line.isEmpty() || line.startsWith("{") || line.startsWith("[") || !head.isText()) {
      return Recognition.NONE;
    }
    char separator = separator(line);
    return count(line, separator) > 0
        ? new Recognition(
            BY_SEPARATOR,
            "its first line has values between `" + separator + "`",
            TextLayout.of(separator))
        : Recognition.of(BY_TEXT, "its first line is text");
  }

  /**
   * Finds the separator of a table.
   *
   * @param header its first line
   * @return what of comma, semicolon, tab and bar occurs most; a comma if none does
   */
  public static char separator(String header) {
    return SEPARATORS.stream()
        .max(Comparator.comparingLong(separator -> count(header, separator)))
        .filter(separator -> count(header, separator) > 0)
        .orElse(',');
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  @Override
  public List<FieldName> fields(LogFile file, TextLayout layout) throws IOException {
    try (LineReader lines = new LineReader(file.text(layout.encoding()).bytes())) {
      return CsvNames.of(lines, layout);
    }
  }

  @Override
  public RecordReader open(LogPiece piece, TextLayout layout, Plan plan, FileTally tally)
      throws IOException {
    LineReader lines = piece.lines(layout, tally);
    return piece.first()
        ? CsvRows.open(lines, layout, plan, tally)
        : CsvRows.behind(head(piece.file()), lines, layout, plan, tally);
  }
}
