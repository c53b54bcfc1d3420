package org.lossfloor.read.parquet;

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
import org.lossfloor.read.row.RowRecords;
import org.lossfloor.read.text.FileKind;
import org.lossfloor.read.text.Head;

/** Apache Parquet, one record a row; Spark decodes it. */
public final class ParquetLog implements LogReader {
  @Override
  public String code() {
    return "parquet";
  }

  @Override
  public String title() {
    return "Parquet";
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.of(Trait.NESTED, Trait.SCHEMA);
  }

  @Override
  public Unit unit() {
    return Unit.ROWS;
  }

  @Override
  public Recognition recognise(LogFile file, Head head) {
    return head.is(FileKind.PARQUET)
        ? Recognition.of(1, "its first bytes are PAR1")
        : Recognition.NONE;
  }

  @Override
  public List<FieldName> fields(LogFile file, TextLayout layout) throws IOException {
    return file.schema().names().stream().map(FieldName::of).toList();
  }

  @Override
  public List<String> pointFields(LogFile file, TextLayout layout, String curve)
      throws IOException {
    return file.schema().pointFields(curve);
  }

  @Override
  public RecordReader open(LogPiece piece, TextLayout layout, Plan plan, FileTally tally)
      throws IOException {
    return new RowRecords(piece.rows(), plan);
  }
}
