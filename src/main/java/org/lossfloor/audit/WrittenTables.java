package org.lossfloor.audit;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.ingest.count.SourceCounts;
import org.lossfloor.store.OutputException;
import org.lossfloor.store.RunStore;
import org.lossfloor.table.ExperimentsTable;
import org.lossfloor.table.RejectedRecordsTable;
import org.lossfloor.table.TrialsTable;

/**
 * The tables of a run in its staging directory, compared with what was counted on the way.
 *
 * @param spark the session
 * @param attempt the run that is being written
 * @param output the directory of all runs
 */
record WrittenTables(SparkSession spark, RunStore.Attempt attempt, String output) {
  /** Without columns Spark reads only the footer of a file. */
  private static final StructType NO_COLUMNS = new StructType();

  private static final String TABLE = "table";
  private static final String SOURCE = "source";
  private static final String ROWS = "rows";

  /**
   * Counts the rows of every table.
   *
   * @return table to rows
   */
  Map<String, Long> rows() {
    Map<String, Long> rows = new TreeMap<>();
    attempt.tables().forEach(table -> rows.put(table, 0L));
    rows.keySet().stream()
        .map(t -> read(t, NO_COLUMNS).select(lit(t).as(TABLE)))
        .reduce(Dataset::unionAll)
        .orElseThrow()
        .groupBy(TABLE)
        .agg(count(lit(1)).as(ROWS))
        .collectAsList()
        .forEach(row -> rows.put(row.getAs(TABLE), row.getAs(ROWS)));
    return rows;
  }

  /**
   * Requires that all trials and rejected records that were counted were written.
   *
   * @param counts what became of the records that were read
   * @param rejections source to how many rejections it has
   * @throws OutputException if some are not there
   */
  void requireIngested(List<SourceCounts> counts, Map<String, Long> rejections) {
    Map<String, Long> there = ingested();
    long trials = counts.stream().mapToLong(SourceCounts::trials).sum();
    require(TrialsTable.NAME, trials, there.getOrDefault(null, 0L));
    rejections.forEach(
        (source, rejected) ->
            require(RejectedRecordsTable.NAME, rejected, there.getOrDefault(source, 0L)));
  }

  /** The records of every source that were rejected, and under null the trials of all. */
  private Map<String, Long> ingested() {
    Dataset<Row> trials =
        read(TrialsTable.NAME, NO_COLUMNS).select(lit(null).as(SOURCE), lit(1L).as(ROWS));
    Dataset<Row> rejected =
        read(RejectedRecordsTable.NAME, RejectedRecordsTable.schema())
            .select(SOURCE, "source_records");
    Map<String, Long> there = new HashMap<>();
    trials
        .unionAll(rejected)
        .groupBy(SOURCE)
        .agg(sum(ROWS).as(ROWS))
        .collectAsList()
        .forEach(row -> there.put(row.getAs(SOURCE), row.getAs(ROWS)));
    return there;
  }

  /**
   * Requires that every table of estimates is complete.
   *
   * @param rows the rows of every table
   * @param experiments how many experiments there are
   * @throws OutputException if some are not there
   */
  void requireEstimated(Map<String, Long> rows, long experiments) {
    require(ExperimentsTable.NAME, experiments, rows.getOrDefault(ExperimentsTable.NAME, 0L));
  }

  /** The rows of a table; Spark would open a file to find the columns. */
  Dataset<Row> read(String table, StructType schema) {
    return spark.read().schema(schema).parquet(attempt.table(table));
  }

  private void require(String table, long written, long there) {
    if (there < written) {
      throw OutputException.incomplete(table, written, there, output);
    }
    if (there > written) {
      throw new IllegalStateException(
          there + " rows of " + table + " are there, " + written + " were written");
    }
  }
}
