package org.lossfloor.job;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.ingest.SourceCounts;
import org.lossfloor.table.ExperimentsTable;
import org.lossfloor.table.RejectedRecordsTable;
import org.lossfloor.table.RunDirectory;
import org.lossfloor.table.TrialsTable;

/**
 * The tables of a run as they lie in its staging directory, held against what was counted on the
 * way there.
 *
 * @param spark the session
 * @param directory the run's directory
 */
record WrittenTables(SparkSession spark, RunDirectory directory) {
  /** Of a file without its columns Spark reads the footer only. */
  private static final StructType NO_COLUMNS = new StructType();

  /**
   * Counts the rows of every table.
   *
   * @return table to rows
   */
  Map<String, Long> rows() {
    Map<String, Long> rows = new TreeMap<>();
    directory.tables().forEach(table -> rows.put(table, 0L));
    rows.keySet().stream()
        .map(t -> read(t, NO_COLUMNS).select(lit(t).as("table")))
        .reduce(Dataset::unionAll)
        .orElseThrow()
        .groupBy("table")
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> rows.put(row.getString(0), row.getLong(1)));
    return rows;
  }

  /**
   * Requires that what was written is what was counted.
   *
   * @param rows the rows of every table
   * @param counts what became of the records that were read
   * @param experiments how many experiments there are
   * @throws IllegalStateException if a number differs
   */
  void requireComplete(Map<String, Long> rows, List<SourceCounts> counts, long experiments) {
    require(rows.get(ExperimentsTable.NAME), experiments, "rows of experiments");
    long trials = counts.stream().mapToLong(SourceCounts::trials).sum();
    require(rows.get(TrialsTable.NAME), trials, "rows of trials");
    Map<String, Long> rejected = rejected();
    for (SourceCounts source : counts) {
      require(
          rejected.getOrDefault(source.source(), 0L),
          source.rejected(),
          "rejected records of source " + source.source());
    }
  }

  private Map<String, Long> rejected() {
    Map<String, Long> rejected = new TreeMap<>();
    for (Row row :
        read(RejectedRecordsTable.NAME, RejectedRecordsTable.schema())
            .groupBy("source")
            .agg(sum("source_records"))
            .collectAsList()) {
      rejected.put(row.getString(0), row.getLong(1));
    }
    return rejected;
  }

  /** The rows of a table; Spark would open a file to find the columns. */
  Dataset<Row> read(String table, StructType schema) {
    return spark.read().schema(schema).parquet(directory.table(table));
  }

  private static void require(long written, long counted, String what) {
    if (written != counted) {
      throw new IllegalStateException(what + ": " + written + " written, " + counted + " counted");
    }
  }
}
