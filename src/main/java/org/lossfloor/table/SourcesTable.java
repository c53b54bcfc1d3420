package org.lossfloor.table;

import java.util.List;
import java.util.SortedMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.sweep.SourceRecord;
import scala.jdk.javaapi.CollectionConverters;

/** Table {@code sources}: one row for each source, those that could not be used included. */
public final class SourcesTable {
  /** The table's name. */
  public static final String NAME = "sources";

  /** The status of a source that was read. */
  public static final String OK = "ok";

  /** The status of a source that could not be used. */
  public static final String BROKEN = "broken";

  private static final DataType COUNTS =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType);

  private static final Columns<SourceRecord.Metric> METRIC =
      new Columns<SourceRecord.Metric>()
          .text("metric", SourceRecord.Metric::metric)
          .big("scored", SourceRecord.Metric::scored)
          .big("failed", SourceRecord.Metric::failed)
          .add("excluded", COUNTS, m -> counts(m.excluded()));

  private static final Columns<SourceRecord.Noted> NOTE =
      new Columns<SourceRecord.Noted>()
          .text("kind", SourceRecord.Noted::kind)
          .big("count", SourceRecord.Noted::count)
          .text("path", SourceRecord.Noted::path)
          .big("line", SourceRecord.Noted::line)
          .text("detail", SourceRecord.Noted::detail)
          .text("text", SourceRecord.Noted::text);

  private static final Columns<SourceRecord> COLUMNS =
      new Columns<SourceRecord>()
          .text("source", SourceRecord::source)
          .says("Its name.")
          .text("format", SourceRecord::format)
          .says("Its format.")
          .texts("paths", SourceRecord::paths)
          .says("Its paths, secrets masked.")
          .text("status", r -> r.reason().isPresent() ? BROKEN : OK)
          .says("`ok` or `broken`.")
          .text("reason", r -> Columns.orNull(r.reason()))
          .says("", "it was read", "Why it is broken.")
          .big("files", SourceRecord::files)
          .says("files", "never", "Files that were read.")
          .big("files_left_out", SourceRecord::filesLeftOut)
          .says("files", "never", "Files that are no logs, or are empty.")
          .big("broken_files", SourceRecord::brokenFiles)
          .says("files", "never", "Files that broke while they were read.")
          .big("lines", SourceRecord::lines)
          .says("lines", "never", "Lines that were read.")
          .big("records", SourceRecord::records)
          .says("records", "never", "Records: those in trials and those rejected.")
          .big("rejected", SourceRecord::rejected)
          .says("records", "never", "Records that could not be read.")
          .add("metrics", list(METRIC), r -> rows(METRIC, r.metrics()))
          .says(
              "trials",
              "never",
              "For each metric: trials with a score, failed ones, excluded ones by reason.")
          .add("states", COUNTS, r -> counts(r.states()))
          .says("trials", "never", "Trials by state.")
          .add("notes", list(NOTE), r -> rows(NOTE, r.notes()))
          .says("What was noticed, guesses among it: kind, how often, where first, what.")
          .texts("warnings", SourceRecord::warnings)
          .says("What Spark or Hadoop warned of.");

  private SourcesTable() {}

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
   * Writes a source as a row.
   *
   * @param source the source
   * @return a row of {@link #schema}
   */
  public static Row row(SourceRecord source) {
    return COLUMNS.row(source);
  }

  private static DataType list(Columns<?> columns) {
    return DataTypes.createArrayType(columns.schema());
  }

  private static <T> Object rows(Columns<T> columns, List<T> records) {
    return Columns.sequence(records.stream().map(columns::row).toList());
  }

  private static Object counts(SortedMap<String, Long> counts) {
    return CollectionConverters.asScala(counts);
  }
}
