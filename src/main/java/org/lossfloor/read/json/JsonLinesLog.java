package org.lossfloor.read.json;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
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
import org.lossfloor.read.text.FileKind;
import org.lossfloor.read.text.Head;
import org.lossfloor.read.text.LineReader;

/** JSON, one object a line. */
public final class JsonLinesLog implements LogReader {
  private static final double BY_LINE = 0.9;
  private static final double BY_BRACE = 0.5;

  @Override
  public String code() {
    return "jsonl";
  }

  @Override
  public String title() {
    return "JSON lines";
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.of(Trait.TEXT, Trait.NESTED);
  }

  @Override
  public Unit unit() {
    return Unit.LINES;
  }

  @Override
  public Recognition recognise(LogFile file, Head head) {
    if (!head.line().startsWith("{")) {
      return Recognition.NONE;
    }
    return FileKind.document(head.line()).isPresent()
        ? Recognition.of(BY_BRACE, "its first line is a brace")
        : Recognition.of(BY_LINE, "its first line begins an object");
  }

  @Override
  public List<FieldName> fields(LogFile file, TextLayout layout) throws IOException {
    try (LineReader lines = new LineReader(file.text(layout.encoding()).bytes())) {
      return JsonNames.of(lines);
    }
  }

  @Override
  public List<String> pointFields(LogFile file, TextLayout layout, String curve)
      throws IOException {
    try (LineReader lines = new LineReader(file.text(layout.encoding()).bytes())) {
      return JsonNames.ofPoints(lines, curve);
    }
  }

  @Override
  public RecordReader open(LogPiece piece, TextLayout layout, Plan plan, FileTally tally)
      throws IOException {
    return new JsonLines(piece.lines(layout, tally), plan, tally);
  }
}
