package org.lossfloor.audit;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.key.Key;
import org.lossfloor.engine.Steps;
import org.lossfloor.experiment.AuditSettings;
import org.lossfloor.experiment.MetricSettings;
import org.lossfloor.store.OutputException;
import org.lossfloor.store.RunStore;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.ExperimentsTable;

/**
 * What every step of an audit works with.
 *
 * @param spark the session
 * @param config the audit in force
 * @param settings what is estimated, by the name of the settings
 * @param runId the run's id
 * @param runs the runs of the output
 * @param attempt this run while it is being written
 * @param steps names, times and logs the steps
 */
record AuditContext(
    SparkSession spark,
    AuditConfig config,
    Map<String, MetricSettings> settings,
    String runId,
    RunStore runs,
    RunStore.Attempt attempt,
    Steps steps) {

  /** What was written so far. */
  WrittenTables written() {
    return new WrittenTables(spark, attempt, runs.output());
  }

  /** The key columns of the table {@code experiments}. */
  Set<String> keyColumns() {
    return AuditSettings.keyColumns(config);
  }

  /** The seed of every random stream. */
  long seed() {
    return config.estimate().get(Key.RANDOM_SEED);
  }

  ExperimentsTable table() {
    return new ExperimentsTable(keyColumns(), runId, seed());
  }

  /** The table {@code experiments} as it was written. */
  Dataset<Row> experiments() {
    return written().read(ExperimentsTable.NAME, table().summarisedSchema());
  }

  /**
   * Writes a table.
   *
   * @throws OutputException if it cannot be written
   */
  void write(Dataset<Row> rows, String table) {
    try {
      rows.write().mode(SaveMode.ErrorIfExists).parquet(attempt.table(table));
    } catch (Exception e) {
      // Spark throws checked exceptions that it does not declare.
      Optional<OutputException> framed = OutputException.behind(e, runs.output());
      if (framed.isPresent()) {
        throw framed.get();
      }
      throw e;
    }
  }

  /**
   * Writes a table in files that hold ranges of experiments.
   *
   * @throws OutputException if it cannot be written
   */
  void writeSorted(Dataset<Row> rows, int files, String table, String... sort) {
    Column[] order = Arrays.stream(sort).map(functions::col).toArray(Column[]::new);
    // Ranges are found by a sample, for which the rows are made once more.
    Dataset<Row> ranges =
        files == 1
            ? rows.repartition(1)
            : rows.repartitionByRange(files, functions.col(ExperimentKey.ID));
    write(ranges.sortWithinPartitions(order), table);
  }
}
