package org.lossfloor.audit.run;

import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.sweep.SourceRecord;

/** Rows of the table {@code sources} as records. */
final class SourceRows {
  private SourceRows() {}

  static SourceRecord record(Row row, StructType columns) {
    NamedCells cells = new NamedCells(row, columns);
    return new SourceRecord(
        cells.text("source"),
        cells.text("format"),
        cells.<String>list("paths"),
        Optional.ofNullable(cells.text("reason")),
        cells.count("files"),
        cells.count("files_left_out"),
        cells.count("broken_files"),
        cells.count("lines"),
        cells.count("records"),
        cells.count("rejected"),
        cells.rows("metrics").stream().map(SourceRows::metric).toList(),
        cells.byText("states"),
        cells.rows("notes").stream().map(SourceRows::noted).toList(),
        cells.<String>list("warnings"));
  }

  private static SourceRecord.Metric metric(NamedCells cells) {
    return new SourceRecord.Metric(
        cells.text("metric"),
        cells.count("scored"),
        cells.count("failed"),
        cells.byText("excluded"));
  }

  private static SourceRecord.Noted noted(NamedCells cells) {
    return new SourceRecord.Noted(
        cells.text("kind"),
        cells.count("count"),
        cells.text("path"),
        cells.count("line"),
        cells.text("detail"),
        cells.text("text"));
  }
}
