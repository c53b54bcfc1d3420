package org.lossfloor.job;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.ingest.Ingest;
import org.lossfloor.ingest.Ingested;
import org.lossfloor.ingest.SourceCounts;
import org.lossfloor.table.ExperimentsTable;
import org.lossfloor.table.Manifest;
import org.lossfloor.table.RejectedRecordsTable;
import org.lossfloor.table.RunDirectory;
import org.lossfloor.table.TrialsTable;
import org.lossfloor.table.TuningCurvesTable;

/**
 * The audit: logs to trials, trials to experiments, experiments to estimates, estimates to tables.
 * Every step reads what the one before it has written to the staging directory, so that nothing is
 * computed twice and what is counted is what was written.
 */
public final class AuditJob {
  private static final int EXPERIMENTS_PER_FILE = 20_000;
  private static final List<String> TABLES =
      List.of(
          TrialsTable.NAME,
          RejectedRecordsTable.NAME,
          ExperimentsTable.NAME,
          TuningCurvesTable.NAME);

  private final SparkSession spark;
  private final AuditConfig config;
  private final String runId;
  private final PrintWriter terminal;
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, Long> timings = new LinkedHashMap<>();

  /**
   * Makes a job.
   *
   * @param spark the session
   * @param config the audit in force
   * @param runId the run's id: letters, digits, dot, dash and underscore
   * @param terminal where progress is shown; null shows none
   */
  public AuditJob(SparkSession spark, AuditConfig config, String runId, PrintWriter terminal) {
    if (!runId.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "Cannot use `" + runId + "` as run id: letters, digits, `.`, `-` and `_` only");
    }
    this.spark = spark;
    this.config = config;
    this.runId = runId;
    this.terminal = terminal;
  }

  /**
   * Runs the audit and publishes its tables.
   *
   * @param output the directory of all runs, any Hadoop file system
   * @return what to tell the person who ran it
   */
  public AuditResult run(String output) {
    RunDirectory directory =
        RunDirectory.stage(spark.sparkContext().hadoopConfiguration(), output, runId);
    try {
      return run(directory);
    } catch (RuntimeException | Error e) {
      directory.discard();
      throw e;
    }
  }

  private AuditResult run(RunDirectory directory) {
    List<SourceCounts> counts = timed("ingest", () -> ingest(directory));
    long experiments = timed("estimate", () -> estimate(directory));
    timed("publish", () -> publish(directory, counts, experiments));
    Dataset<Row> published =
        spark.read().parquet(directory.publishedPath() + "/" + ExperimentsTable.NAME);
    return new AuditResult(
        directory.publishedPath(),
        experiments,
        AuditSummary.verdicts(published),
        counts,
        warnings,
        AuditSummary.lines(published, keyColumns()));
  }

  private List<SourceCounts> ingest(RunDirectory directory) {
    describe("ingest: read " + config.sources().size() + " sources into trials");
    try (Ingested ingested =
        Ingest.read(spark, config, new RowCodecs.Trials(), new RowCodecs.Rejected())) {
      write(ingested.trials(), directory.table(TrialsTable.NAME));
      write(ingested.rejected(), directory.table(RejectedRecordsTable.NAME));
      describe("ingest: count records in and out");
      List<SourceCounts> counts = ingested.counts();
      counts.forEach(AuditJob::requireBalanced);
      warnings.addAll(ingested.warnings());
      return counts;
    }
  }

  private static void requireBalanced(SourceCounts counts) {
    if (!counts.balanced()) {
      throw new IllegalStateException("records in differ from records out: " + counts);
    }
  }

  private long estimate(RunDirectory directory) {
    Dataset<Row> trials = read(directory, TrialsTable.NAME, TrialsTable.schema());
    long experiments = trials.select("experiment_id").distinct().count();
    LongAccumulator done = spark.sparkContext().longAccumulator("experiments estimated");
    EstimateExperiments estimate =
        new EstimateExperiments(AuditSettings.of(config), keyColumns(), runId, seed(), done);
    describe("estimate: fit " + experiments + " experiments");
    Dataset<Row> estimates =
        estimate
            .estimate(trials.select(PackedExperiment.columnsOfTrials()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    int files = (int) (1 + experiments / EXPERIMENTS_PER_FILE);
    Progress.show(terminal, "experiments", experiments, done::value, estimates::count);
    describe("estimate: write tables");
    writeSorted(estimates.select("experiment.*"), files, directory.table(ExperimentsTable.NAME));
    writeSorted(
        estimates.select(functions.explode(functions.col("curve")).as("point")).select("point.*"),
        files,
        directory.table(TuningCurvesTable.NAME));
    estimates.unpersist();
    return experiments;
  }

  private Void publish(RunDirectory directory, List<SourceCounts> counts, long experiments) {
    describe("publish");
    Map<String, Long> rows = new TreeMap<>();
    for (String table : TABLES) {
      rows.put(table, spark.read().parquet(directory.table(table)).count());
    }
    if (rows.get(ExperimentsTable.NAME) != experiments) {
      throw new IllegalStateException(
          "the table of experiments has "
              + rows.get(ExperimentsTable.NAME)
              + " rows and not "
              + experiments);
    }
    directory.publish(
        new Manifest()
            .with("audit", config.name())
            .with("run_id", runId)
            .with("lossfloor_version", version())
            .with("statistics_version", ExperimentsTable.STATISTICS_VERSION)
            .with("spark_version", spark.version())
            .with("java_version", Runtime.version().toString())
            .with("seed", seed())
            .with("experiments", experiments)
            .with("rows", rows)
            .with("counts", counts)
            .with("settings", config.settings())
            .with("elapsed_ms", timings)
            .toJson());
    return null;
  }

  private static String version() {
    String version = AuditJob.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }

  private Dataset<Row> read(RunDirectory directory, String table, StructType schema) {
    return spark.read().schema(schema).parquet(directory.table(table));
  }

  private static void write(Dataset<Row> rows, String path) {
    rows.write().mode(SaveMode.ErrorIfExists).parquet(path);
  }

  private static void writeSorted(Dataset<Row> rows, int files, String path) {
    write(
        rows.repartitionByRange(files, functions.col("experiment_id"))
            .sortWithinPartitions("experiment_id"),
        path);
  }

  private Set<String> keyColumns() {
    return AuditSettings.keyColumns(config);
  }

  private long seed() {
    return config.estimate().seed();
  }

  private void describe(String step) {
    spark.sparkContext().setJobDescription("lossfloor " + runId + ": " + step);
  }

  private <T> T timed(String step, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    timings.put(step, (System.nanoTime() - start) / 1_000_000);
    return result;
  }
}
