package org.lossfloor.job;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.UserException;
import org.lossfloor.ingest.Ingest;
import org.lossfloor.ingest.Ingested;
import org.lossfloor.ingest.SourceCounts;
import org.lossfloor.table.ExperimentsTable;
import org.lossfloor.table.Manifest;
import org.lossfloor.table.RejectedRecordsTable;
import org.lossfloor.table.ReplicatesTable;
import org.lossfloor.table.RunDirectory;
import org.lossfloor.table.TrialsTable;
import org.lossfloor.table.TuningCurvesTable;

/**
 * The audit: logs to trials, trials to experiments, experiments to estimates, estimates to tables.
 * The estimates start from the trials that were written to the staging directory, and a run is
 * published only if what was written is what was counted while reading.
 */
public final class AuditJob {
  private static final String ID = "experiment_id";
  private static final int EXPERIMENTS_PER_FILE = 20_000;

  private final AuditConfig config;
  private final Map<String, MetricSettings> settings;
  private final String runId;
  private final PrintWriter terminal;

  /**
   * Makes a job; whatever is wrong with its settings shows here, before anything runs.
   *
   * @param config the audit in force
   * @param runId the run's id: letters, digits, dot, dash and underscore
   * @param terminal where progress is shown; null shows none
   * @throws UserException if the run id or a setting cannot be used
   */
  public AuditJob(AuditConfig config, String runId, PrintWriter terminal) {
    if (!runId.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new UserException(
          UserException.Kind.USAGE,
          "`" + runId + "` cannot be a run id",
          "--run-id",
          "use letters, digits, `.`, `-` and `_`; it becomes the name of a directory",
          null);
    }
    this.config = config;
    this.settings = AuditSettings.of(config);
    AuditSettings.requireDistinctColumns(config);
    this.runId = runId;
    this.terminal = terminal;
  }

  /**
   * Runs the audit and publishes its tables.
   *
   * @param session the session
   * @param output the directory of all runs, any Hadoop file system
   * @return what to tell the person who ran it
   * @throws UserException if the input cannot be read or the output cannot be written
   */
  public AuditResult run(SparkSession session, String output) {
    RunDirectory directory =
        RunDirectory.stage(session.sparkContext().hadoopConfiguration(), output, runId);
    try {
      return new Run(session, directory).run();
    } catch (RuntimeException | Error e) {
      try {
        directory.discard();
      } catch (RuntimeException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  /** One run: the session, the directory and what is counted on the way. */
  private final class Run {
    private final SparkSession spark;
    private final RunDirectory directory;
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Long> timings = new LinkedHashMap<>();

    Run(SparkSession spark, RunDirectory directory) {
      this.spark = spark;
      this.directory = directory;
    }

    AuditResult run() {
      List<SourceCounts> counts = timed("ingest", () -> ingest());
      long experiments = timed("estimate", () -> estimate());
      timed("publish", () -> publish(counts, experiments));
      Dataset<Row> published =
          spark.read().parquet(directory.publishedPath() + "/" + ExperimentsTable.NAME);
      return new AuditResult(
          directory.publishedPath(),
          experiments,
          AuditSummary.verdicts(published),
          counts.stream().map(AuditSummary::counted).toList(),
          warnings,
          AuditSummary.lines(published, keyColumns()));
    }

    private List<SourceCounts> ingest() {
      describe("ingest: read " + config.sources().size() + " sources into trials");
      try (Ingested ingested =
          Ingest.read(spark, config, new RowCodecs.Trials(), new RowCodecs.Rejected())) {
        write(ingested.trials(), directory.table(TrialsTable.NAME));
        write(ingested.rejected(), directory.table(RejectedRecordsTable.NAME));
        describe("ingest: count records in and out");
        List<SourceCounts> counts = ingested.counts();
        counts.forEach(Run::requireBalanced);
        warnings.addAll(ingested.warnings());
        return counts;
      }
    }

    private static void requireBalanced(SourceCounts counts) {
      if (!counts.balanced()) {
        throw new IllegalStateException("records in differ from records out: " + counts);
      }
    }

    private long estimate() {
      Dataset<Row> trials = read(TrialsTable.NAME, TrialsTable.schema());
      long experiments = trials.select(ID).distinct().count();
      LongAccumulator done = spark.sparkContext().longAccumulator("experiments estimated");
      EstimateExperiments estimate =
          new EstimateExperiments(settings, keyColumns(), runId, seed(), done);
      describe("estimate: fit " + experiments + " experiments");
      Dataset<Row> estimates =
          estimate
              .estimate(trials.select(PackedExperiment.columnsOfTrials()))
              .persist(StorageLevel.MEMORY_AND_DISK());
      int files = (int) (1 + experiments / EXPERIMENTS_PER_FILE);
      Progress.show(terminal, "experiments", experiments, done::value, estimates::count);
      Dataset<Row> summaries = bootstrap(estimates, files);
      describe("estimate: write tables");
      Dataset<Row> experimentRows = estimates.select("experiment.*");
      writeSorted(
          Bootstrap.append(experimentRows, summaries),
          files,
          directory.table(ExperimentsTable.NAME),
          ID);
      writeSorted(
          estimates.select(functions.explode(functions.col("curve")).as("point")).select("point.*"),
          files,
          directory.table(TuningCurvesTable.NAME),
          ID,
          "kind",
          "statistic",
          "trials");
      estimates.unpersist();
      return experiments;
    }

    /** Draws the replicates that the fits ask for into their table; one summary per experiment. */
    private Dataset<Row> bootstrap(Dataset<Row> estimates, int files) {
      Dataset<Row> orders =
          estimates
              .filter(functions.col("order").isNotNull())
              .select(functions.col("experiment.experiment_id").as(ID), functions.col("order"));
      Long total = orders.agg(functions.sum("order.replicates").cast("long")).first().getAs(0);
      long replicates = total == null ? 0 : total;
      describe("estimate: draw " + replicates + " bootstrap replicates");
      LongAccumulator done = spark.sparkContext().longAccumulator("replicates drawn");
      Dataset<Row> draws = new Bootstrap(seed(), done).draw(orders);
      Progress.show(
          terminal,
          "replicates",
          replicates,
          done::value,
          () -> writeSorted(draws, files, directory.table(ReplicatesTable.NAME), ID, "replicate"));
      Dataset<Row> drawn = read(ReplicatesTable.NAME, ReplicatesTable.schema());
      return Bootstrap.summarise(orders, drawn);
    }

    private Void publish(List<SourceCounts> counts, long experiments) {
      describe("publish");
      if (!config.writeReplicates()) {
        directory.drop(ReplicatesTable.NAME);
      }
      Map<String, Long> rows = new TreeMap<>();
      for (String table : directory.tables()) {
        rows.put(table, spark.read().parquet(directory.table(table)).count());
      }
      require(rows.get(ExperimentsTable.NAME), experiments, "rows of experiments");
      long trials = counts.stream().mapToLong(SourceCounts::trials).sum();
      require(rows.get(TrialsTable.NAME), trials, "rows of trials");
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
              .with("elapsed_ms", timings));
      return null;
    }

    /** What was written is what was counted while reading, or the run is not published. */
    private static void require(long written, long counted, String what) {
      if (written != counted) {
        throw new IllegalStateException(
            what + ": " + written + " written, " + counted + " counted");
      }
    }

    private static String version() {
      String version = AuditJob.class.getPackage().getImplementationVersion();
      return version == null ? "unpackaged" : version;
    }

    private Dataset<Row> read(String table, StructType schema) {
      return spark.read().schema(schema).parquet(directory.table(table));
    }

    private static void write(Dataset<Row> rows, String path) {
      rows.write().mode(SaveMode.ErrorIfExists).parquet(path);
    }

    private static void writeSorted(Dataset<Row> rows, int files, String path, String... sort) {
      Column[] order = Arrays.stream(sort).map(functions::col).toArray(Column[]::new);
      write(rows.repartitionByRange(files, functions.col(ID)).sortWithinPartitions(order), path);
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
}
