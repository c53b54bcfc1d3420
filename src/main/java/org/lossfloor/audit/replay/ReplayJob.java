package org.lossfloor.audit.replay;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.lossfloor.audit.compare.TrialCosts;
import org.lossfloor.audit.run.RunTables;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.engine.KeptRows;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;
import org.lossfloor.experiment.AuditSettings;
import org.lossfloor.report.KeyColumns;
import org.lossfloor.report.replay.ReplayedExperiment;
import org.lossfloor.report.replay.ReplayedRun;
import org.lossfloor.store.Manifest;
import org.lossfloor.store.RunStore;
import org.lossfloor.sweep.Coded;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.decide.ForecastsTable;
import org.lossfloor.table.decide.ReplaysTable;

/**
 * Replays the experiments of a published run and publishes the tables {@code replays} and {@code
 * forecasts} as a run of their own, in place of an earlier one of the same id.
 */
public final class ReplayJob {
  /** The folder beside the runs of an audit in which replays of them are published. */
  public static final String FOLDER = "replay";

  /** More would take hours and say no more. */
  public static final int MOST_ORDERS = 10_000;

  /** In the manifest: where the tables of the replayed run are. */
  private static final String REPLAYED = "replayed";

  /** In the manifest: which experiments were not replayed, in words. */
  private static final String NOT_REPLAYED = "not_replayed";

  private final Optional<Integer> orders;
  private final Optional<String> cost;
  private final Optional<String> output;

  /**
   * Makes a job.
   *
   * @param orders in how many random orders; nothing for the usual number where the sampler was
   *     random, and for the order in which the trials ran elsewhere
   * @param cost the column with the cost of a trial; nothing for its duration
   * @param output where the tables are published; nothing for the folder {@value #FOLDER} beside
   *     the run
   */
  public ReplayJob(Optional<Integer> orders, Optional<String> cost, Optional<String> output) {
    this.orders = orders;
    this.cost = cost;
    this.output = output;
  }

  /**
   * Replays.
   *
   * @param spark the session
   * @param run the directory of a run, or the output of audits, whose last run is taken
   * @return what was found
   * @throws UserException if there is no such run, or nothing in it can be replayed
   */
  public ReplayResult run(SparkSession spark, String run) {
    RunTables tables = RunTables.open(spark, run);
    Dataset<Row> trials = tables.trials();
    Set<String> keys = new TreeSet<>(KeyColumns.of(tables.experiments()).names());
    AuditConfig config =
        AuditConfig.parse(
            tables.published().tables() + "/manifest.json",
            tables.published().manifest().required("settings").toString());
    ReplayExperiments replay =
        new ReplayExperiments(
            AuditSettings.of(config),
            TrialCosts.of(trials, cost.orElse(TrialCosts.DURATION)),
            keys,
            tables.published().runId(),
            orders,
            tables.run().seed());
    RunStore runs = tables.decisions(FOLDER, output);
    return runs.write(
        tables.published().runId(),
        attempt -> {
          try (KeptRows kept = new KeptRows(spark, replay.replay(trials))) {
            return written(spark, attempt, tables, keys, kept.rows());
          }
        });
  }

  private ReplayResult written(
      SparkSession spark,
      RunStore.Attempt attempt,
      RunTables tables,
      Set<String> keys,
      Dataset<Row> replayed) {
    String runId = tables.published().runId();
    ReplaysTable replays = new ReplaysTable(keys, runId, tables.run().seed());
    ForecastsTable forecasts = new ForecastsTable(keys, runId);
    write(
        replayed, ReplayExperiments.REPLAYS, List.of("rule", "budget"), attempt, ReplaysTable.NAME);
    write(
        replayed,
        ReplayExperiments.FORECASTS,
        List.of("order", "trials", "next_trials"),
        attempt,
        ForecastsTable.NAME);
    SortedMap<Hindrance, Integer> hindrances = hindrances(replayed);
    List<String> notReplayed =
        hindrances.entrySet().stream().map(e -> e.getValue() + " " + e.getKey().words()).toList();
    Dataset<Row> stops =
        spark.read().schema(replays.schema()).parquet(attempt.table(ReplaysTable.NAME));
    Dataset<Row> told =
        spark.read().schema(forecasts.schema()).parquet(attempt.table(ForecastsTable.NAME));
    ReplayedRun found = read(tables, notReplayed, stops, told);
    if (found.experiments().isEmpty()) {
      throw nothing(tables, notReplayed);
    }
    attempt.publish(manifest(tables, found, stops.count(), told.count()));
    return new ReplayResult(attempt.publishedPath(), found);
  }

  private static ReplayedRun read(
      RunTables tables, List<String> notReplayed, Dataset<Row> stops, Dataset<Row> told) {
    List<ReplayedExperiment> experiments =
        new ReplayRows(stops.schema())
            .experiments(
                stops.orderBy(col(ExperimentKey.ID), col("rule"), col("budget")).collectAsList());
    return new ReplayedRun(
        tables.published().runId(),
        notReplayed,
        OptionalDouble.of(tables.confidence()),
        ForecastCounts.cells(told),
        ForecastCounts.calibration(told, experiments.size() == 1),
        experiments);
  }

  /**
   * Reads what was published for a run.
   *
   * @param run the run of an audit
   * @return its replay; nothing where there was none, or the run has been replaced since
   */
  public static Optional<ReplayedRun> find(RunTables run) {
    return run.decided(FOLDER, REPLAYED)
        .map(
            there ->
                read(
                    run,
                    StreamSupport.stream(there.manifest().path(NOT_REPLAYED).spliterator(), false)
                        .map(JsonNode::asText)
                        .toList(),
                    run.spark().read().parquet(there.table(ReplaysTable.NAME)),
                    run.spark().read().parquet(there.table(ForecastsTable.NAME))));
  }

  private static void write(
      Dataset<Row> replayed,
      String column,
      List<String> order,
      RunStore.Attempt attempt,
      String table) {
    Column[] sorted =
        Stream.concat(Stream.of(ExperimentKey.ID), order.stream())
            .map(functions::col)
            .toArray(Column[]::new);
    replayed
        .select(explode(col(column)).as(column))
        .select(column + ".*")
        .sort(sorted)
        .write()
        .parquet(attempt.table(table));
  }

  private static SortedMap<Hindrance, Integer> hindrances(Dataset<Row> replayed) {
    SortedMap<Hindrance, Integer> counts = new TreeMap<>();
    replayed
        .filter(col(ReplayExperiments.HINDRANCE).isNotNull())
        .groupBy(ReplayExperiments.HINDRANCE)
        .count()
        .collectAsList()
        .forEach(
            row ->
                counts.put(
                    Coded.parse(Hindrance.class, row.getString(0)).orElseThrow(),
                    (int) row.getLong(1)));
    return counts;
  }

  private static UserException nothing(RunTables tables, List<String> notReplayed) {
    String why =
        "no experiment can be replayed"
            + (notReplayed.isEmpty()
                ? ": the run has none"
                : ": " + String.join(", ", notReplayed));
    return new UsageException(
        why,
        tables.published().tables(),
        "give a run of longer sweeps, or --orders 20 where the trials are independent draws");
  }

  private Manifest manifest(RunTables tables, ReplayedRun found, long stops, long told) {
    return new Manifest()
        .with("audit", tables.run().audit())
        .with("run_id", tables.published().runId())
        .finished()
        .with(REPLAYED, tables.published().tables())
        .with("replay_version", ReplaysTable.REPLAY_VERSION)
        .with("seed", tables.run().seed())
        .with("experiments", found.experiments().size())
        .with(NOT_REPLAYED, found.notReplayed())
        .with("rows", Map.of(ReplaysTable.NAME, stops, ForecastsTable.NAME, told));
  }
}
