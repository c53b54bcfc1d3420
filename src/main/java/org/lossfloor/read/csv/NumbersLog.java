package org.lossfloor.read.csv;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lossfloor.config.key.HeaderLine;
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
import org.lossfloor.sweep.LoggedNumber;

/** One number a line and nothing else: a table of one column, {@code score}, without a header. */
public final class NumbersLog implements LogReader {
  private static final double BY_NUMBER = 0.8;
  private static final String SCORE = "score";

  @Override
  public String code() {
    return "numbers";
  }

  @Override
  public String title() {
    return "plain numbers";
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.of(Trait.TEXT);
  }

  @Override
  public Unit unit() {
    return Unit.FILE;
  }

  @Override
  public Optional<String> onlyField() {
    return Optional.of(SCORE);
  }

  @Override
  public Recognition recognise(LogFile file, Head head) {
    try {
      LoggedNumber.parse(head.line());
      return head.line().isEmpty()
          ? Recognition.NONE
          : new Recognition(BY_NUMBER, "its first line is a number", bare(TextLayout.DEFAULT));
    } catch (LoggedNumber.Unreadable e) {
      return Recognition.NONE;
    }
  }

  @Override
  public List<FieldName> fields(LogFile file, TextLayout layout) {
    return List.of(FieldName.of(SCORE));
  }

  @Override
  public RecordReader open(LogPiece piece, TextLayout layout, Plan plan, FileTally tally)
      throws IOException {
    return CsvRows.open(piece.lines(layout, tally), bare(layout), plan, tally);
  }

  private static TextLayout bare(TextLayout layout) {
    return new TextLayout(
        layout.encoding(),
        layout.delimiter(),
        HeaderLine.NONE,
        List.of(SCORE),
        layout.cellLines(),
        layout.cellBytes(),
        Optional.empty());
  }
}
