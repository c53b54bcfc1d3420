package org.lossfloor.table;

import static org.lossfloor.table.Columns.orNull;

import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.sweep.RejectedRecord;

/** Table {@code rejected_records}: every piece of input that could not be read, and why. */
public final class RejectedRecordsTable {
  /** The table's name. */
  public static final String NAME = "rejected_records";

  private static final Columns<RejectedRecord> COLUMNS =
      new Columns<RejectedRecord>()
          .text("source", RejectedRecord::source)
          .says("The source.")
          .text("source_path", RejectedRecord::path)
          .says("The file, secrets masked.")
          .big("source_line", r -> orNull(r.line()))
          .says("", "no lines", "The line.")
          .text("reason", RejectedRecord::reason)
          .says("What is wrong, with the value, and how to mend it.")
          .text("text", RejectedRecord::text)
          .says("The beginning of the record.")
          .big("source_records", RejectedRecord::records)
          .says("records", "never", "How many records it stands for.");

  private RejectedRecordsTable() {}

  static List<ColumnDoc> docs() {
    return COLUMNS.docs();
  }

  /**
   * Returns the table's columns.
   *
   * @return the schema
   */
  public static StructType schema() {
    return COLUMNS.schema();
  }

  /**
   * Writes a rejected record as a row.
   *
   * @param rejected the record
   * @return a row of {@link #schema}
   */
  public static Row row(RejectedRecord rejected) {
    return COLUMNS.row(rejected);
  }

  /**
   * Reads a row back.
   *
   * @param row a row of {@link #schema}
   * @return the record
   */
  public static RejectedRecord record(Row row) {
    Long line = row.getAs("source_line");
    return new RejectedRecord(
        row.getAs("source"),
        row.getAs("source_path"),
        line == null ? OptionalLong.empty() : OptionalLong.of(line),
        row.getAs("reason"),
        row.getAs("text"),
        row.<Long>getAs("source_records"));
  }
}
