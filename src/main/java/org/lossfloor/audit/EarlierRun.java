package org.lossfloor.audit;

import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.engine.Held;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;
import org.lossfloor.experiment.Fingerprint;
import org.lossfloor.experiment.MetricSettings;
import org.lossfloor.experiment.TrialColumn;
import org.lossfloor.store.PublishedRun;
import org.lossfloor.store.RunStore;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.ColumnName;
import org.lossfloor.table.ExperimentsTable;
import org.lossfloor.table.ReplicatesTable;

/**
 * The published run whose rows an incremental audit takes over where the fingerprint of an
 * experiment is the same; without one, everything is new.
 */
final class EarlierRun {
  private static final String RUN_ID = "run_id";
  private static final String FINGERPRINT = "fingerprint";

  /** Whether the rows of an experiment are in the run. */
  static final String UNCHANGED = "unchanged";

  private final SparkSession spark;
  private final Optional<PublishedRun> run;
  private final Optional<String> note;
  private final Map<String, Dataset<Row>> tables = new HashMap<>();

  private EarlierRun(SparkSession spark, Optional<PublishedRun> run, Optional<String> note) {
    this.spark = spark;
    this.run = run;
    this.note = note;
  }

  /**
   * Finds the run.
   *
   * @param spark the session
   * @param runs the runs of the output
   * @param reuse which one is wanted
   * @param replicates whether the draws are to be written
   * @throws UserException if a run that was named is not there
   */
  static EarlierRun find(SparkSession spark, RunStore runs, Reuse reuse, boolean replicates) {
    if (!reuse.wanted()) {
      return new EarlierRun(spark, Optional.empty(), Optional.empty());
    }
    Optional<PublishedRun> found = reuse.runId().map(runs::find).orElseGet(runs::latest);
    if (found.isEmpty() && reuse.runId().isPresent()) {
      throw new UsageException(
          "there is no published run `" + reuse.runId().get() + "`",
          runs.output(),
          "name one of its runs with --since, or leave --since out for the last one");
    }
    if (found.isEmpty()) {
      return none(spark, "no earlier run is there, so every experiment was estimated");
    }
    EarlierRun earlier = new EarlierRun(spark, found, Optional.empty());
    Optional<String> hindrance = earlier.hindrance(replicates);
    return hindrance
        .map(
            why ->
                none(
                    spark,
                    "every experiment was estimated, because run " + found.get().runId() + why))
        .orElse(earlier);
  }

  private static EarlierRun none(SparkSession spark, String note) {
    return new EarlierRun(spark, Optional.empty(), Optional.of(note));
  }

  /** Why nothing can be taken over although that was wanted. */
  Optional<String> note() {
    return note;
  }

  /** The differences that prevent rows of the run from being taken over. */
  private Optional<String> hindrance(boolean replicates) {
    if (replicates && !run.orElseThrow().has(ReplicatesTable.NAME)) {
      return Optional.of(" has no table `" + ReplicatesTable.NAME + "`");
    }
    Set<String> there = new TreeSet<>();
    for (StructField field : read(ExperimentsTable.NAME).schema().fields()) {
      there.add(field.name() + " " + field.dataType().catalogString());
    }
    return Arrays.stream(ExperimentsTable.ownColumns().fields())
        .filter(field -> !there.contains(field.name() + " " + field.dataType().catalogString()))
        .findFirst()
        .map(field -> " has no column `" + field.name() + "` as this version writes it");
  }

  /** The id of the run; nothing without one. */
  Optional<String> runId() {
    return run.map(PublishedRun::runId);
  }

  /** Spark opens a file to find the columns of a table, so this is done once. */
  private Dataset<Row> read(String table) {
    return tables.computeIfAbsent(
        table, name -> spark.read().parquet(run.orElseThrow().table(name)));
  }

  /**
   * All experiments, and which of them have their rows in the run.
   *
   * @param trials rows of {@link TrialColumn#schema}
   * @param settings what is estimated, by the name of the settings
   * @param seed the seed of the random streams
   * @param held keeps them where there is a run, because they are asked for again and again
   * @return rows of an id and {@link #UNCHANGED}; without a run nothing is
   */
  Dataset<Row> compared(
      Dataset<Row> trials, Map<String, MetricSettings> settings, long seed, Held held) {
    if (run.isEmpty()) {
      return trials.select(ExperimentKey.ID).distinct().withColumn(UNCHANGED, lit(false));
    }
    Dataset<Row> now = Fingerprint.ofAll(trials, settings, seed);
    Dataset<Row> then = read(ExperimentsTable.NAME).select(ExperimentKey.ID, FINGERPRINT);
    Column same =
        now.col(ExperimentKey.ID)
            .equalTo(then.col(ExperimentKey.ID))
            .and(now.col(FINGERPRINT).equalTo(then.col(FINGERPRINT)));
    return held.persisted(
        now.join(then, same, "left")
            .select(
                now.col(ExperimentKey.ID), then.col(ExperimentKey.ID).isNotNull().as(UNCHANGED)));
  }

  /**
   * The rows of experiments that have to be estimated.
   *
   * @param rows rows of any table with the ids of experiments
   * @param unchanged the ids of the unchanged experiments
   * @return the rows of all others
   */
  Dataset<Row> changed(Dataset<Row> rows, Dataset<Row> unchanged) {
    return run.isEmpty()
        ? rows
        : rows.join(
            unchanged,
            rows.col(ExperimentKey.ID).equalTo(unchanged.col(ExperimentKey.ID)),
            "left_anti");
  }

  /**
   * Adds the rows of unchanged experiments to those that were estimated.
   *
   * @param estimated rows of a table
   * @param table its name
   * @param unchanged the ids of the unchanged experiments
   * @param newRunId the run that is being written
   */
  Dataset<Row> complete(
      Dataset<Row> estimated, String table, Dataset<Row> unchanged, String newRunId) {
    if (run.isEmpty()) {
      return estimated;
    }
    Dataset<Row> earlier = read(table);
    Dataset<Row> kept =
        earlier.join(
            unchanged,
            earlier.col(ExperimentKey.ID).equalTo(unchanged.col(ExperimentKey.ID)),
            "left_semi");
    return estimated.unionAll(kept.select(columns(estimated.schema(), kept, newRunId)));
  }

  /** The columns of the new table; a key column that the earlier run does not have is empty. */
  private static Column[] columns(StructType wanted, Dataset<Row> kept, String newRunId) {
    Set<String> there = Set.of(kept.columns());
    return Arrays.stream(wanted.fields())
        .map(
            field ->
                field.name().equals(RUN_ID)
                    ? lit(newRunId).as(RUN_ID)
                    : there.contains(field.name())
                        ? kept.col(ColumnName.quoted(field.name()))
                        : lit(null).cast(field.dataType()).as(field.name()))
        .toArray(Column[]::new);
  }
}
