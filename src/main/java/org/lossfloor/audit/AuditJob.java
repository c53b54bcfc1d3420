package org.lossfloor.audit;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.engine.KeptRows;
import org.lossfloor.engine.Progress;
import org.lossfloor.error.UserException;
import org.lossfloor.experiment.AuditSettings;
import org.lossfloor.experiment.Bootstrap;
import org.lossfloor.experiment.EstimateExperiments;
import org.lossfloor.experiment.FanOut;
import org.lossfloor.experiment.MetricSettings;
import org.lossfloor.experiment.OrderReplicates;
import org.lossfloor.experiment.TrialColumn;
import org.lossfloor.ingest.Ingest;
import org.lossfloor.ingest.Ingested;
import org.lossfloor.ingest.SourceReport;
import org.lossfloor.ingest.count.SourceCounts;
import org.lossfloor.read.note.Note;
import org.lossfloor.report.ExperimentLine;
import org.lossfloor.store.Manifest;
import org.lossfloor.store.OutputException;
import org.lossfloor.store.RunDirectory;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.ExperimentsTable;
import org.lossfloor.table.RejectedRecordsTable;
import org.lossfloor.table.ReplicatesTable;
import org.lossfloor.table.SourcesTable;
import org.lossfloor.table.TrialsTable;
import org.lossfloor.table.TuningCurvesTable;

/**
 * The audit: logs to trials, trials to experiments, experiments to estimates, estimates to tables.
 * The estimates start from the trials that were written to the staging directory, and a run is
 * published only if the written rows are those that were counted while reading.
 */
public final class AuditJob {
  private static final int EXPERIMENTS_PER_FILE = 20_000;

  private final AuditConfig config;
  private final Map<String, MetricSettings> settings;
  private final String runId;
  private final Reuse reuse;
  private final PrintWriter terminal;

  /**
   * Makes a job that estimates every experiment.
   *
   * @param config the audit in force
   * @param runId the run's id: letters, digits, dot, dash and underscore
   * @param terminal where progress is shown; null shows none
   * @throws UserException if the run id or a setting cannot be used
   */
  public AuditJob(AuditConfig config, String runId, PrintWriter terminal) {
    this(config, runId, Reuse.NOTHING, terminal);
  }

  /**
   * Makes a job; an error in its settings shows here, before anything runs.
   *
   * @param config the audit in force
   * @param runId the run's id: letters, digits, dot, dash and underscore
   * @param reuse which earlier run has the rows of experiments that have not changed
   * @param terminal where progress is shown; null shows none
   * @throws UserException if the run id or a setting cannot be used
   */
  public AuditJob(AuditConfig config, String runId, Reuse reuse, PrintWriter terminal) {
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
    this.reuse = reuse;
    this.terminal = terminal;
  }

  /**
   * Runs the audit and publishes its tables.
   *
   * @param session the session
   * @param output the directory of all runs, any Hadoop file system
   * @return the result for the user
   * @throws UserException if the input cannot be read or the output cannot be written
   */
  public AuditResult run(SparkSession session, String output) {
    return RunDirectory.write(
        session.sparkContext().hadoopConfiguration(),
        output,
        runId,
        directory -> new Run(session, directory, output).run());
  }

  /** The result of the estimates. */
  private record Estimated(
      long experiments, long reused, long replicates, Optional<String> reusedFrom) {}

  /** Replicates, rows of {@link FanOut#DRAW}, and how many were asked for. */
  private record Drawn(Dataset<Row> rows, long replicates) {}

  /** What was fitted, and how many replicates are still to be drawn. */
  private record Fits(KeptRows kept, long replicates) {}

  /** One run: the session, the directory and what is counted on the way. */
  private final class Run {
    private final SparkSession spark;
    private final RunDirectory directory;
    private final String output;
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Long> timings = new LinkedHashMap<>();
    private final LongAccumulator fits;
    private final WrittenTables written;

    Run(SparkSession spark, RunDirectory directory, String output) {
      this.spark = spark;
      this.fits = spark.sparkContext().longAccumulator("experiments estimated");
      this.directory = directory;
      this.output = output;
      written = new WrittenTables(spark, directory, output);
    }

    AuditResult run() {
      List<SourceReport> sources = timed("ingest", this::ingest);
      List<SourceCounts> counts = sources.stream().flatMap(s -> s.counts().stream()).toList();
      List<Note> notes = sources.stream().flatMap(s -> s.notes().stream()).toList();
      Estimated estimated = estimate(Doubts.added(config, settings, notes));
      RunNumbers numbers = timed("validate", () -> validated(sources, estimated.experiments()));
      warnings.addAll(AuditSummary.notes(numbers.unordered()));
      List<ExperimentLine> lines = AuditSummary.lines(experiments(), keyColumns());
      List<String> broken = numbers.broken(config.limits());
      publish(sources, counts, estimated, numbers, broken);
      return new AuditResult(
          directory.publishedPath(),
          estimated.experiments(),
          numbers.verdicts(),
          counts.stream().map(AuditSummary::counted).toList(),
          warnings,
          broken,
          seconds(),
          lines);
    }

    private Map<String, Double> seconds() {
      Map<String, Double> seconds = new TreeMap<>();
      timings.forEach((step, millis) -> seconds.put(step, millis / 1000.0));
      return seconds;
    }

    private List<SourceReport> ingest() {
      describe("ingest: read " + config.sources().size() + " sources into trials");
      try (Ingested ingested = Ingest.read(spark, config, Optional.of(output))) {
        write(ingested.trials(), directory.table(TrialsTable.NAME));
        write(ingested.rejected(), directory.table(RejectedRecordsTable.NAME));
        describe("ingest: count records in and out");
        List<SourceCounts> counts = ingested.counts();
        counts.forEach(Run::requireBalanced);
        written.requireIngested(counts);
        write(
            spark
                .createDataFrame(SourceRecords.rows(ingested.sources()), SourcesTable.schema())
                .coalesce(1),
            directory.table(SourcesTable.NAME));
        warnings.addAll(SourceRecords.broken(ingested.sources()));
        warnings.addAll(ingested.warnings());
        return ingested.sources();
      }
    }

    private static void requireBalanced(SourceCounts counts) {
      if (!counts.balanced()) {
        throw new IllegalStateException("records in differ from records out: " + counts);
      }
    }

    private Estimated estimate(Map<String, MetricSettings> judged) {
      EarlierRun earlier =
          EarlierRun.find(spark, output, reuse, config.writeReplicates(), warnings);
      Dataset<Row> trials =
          written.read(TrialsTable.NAME, TrialsTable.schema()).select(TrialColumn.ofTrials());
      describe("estimate: compare with the earlier run");
      Dataset<Row> compared = earlier.compared(trials, judged, seed());
      Column same = functions.col(EarlierRun.UNCHANGED);
      Row counted =
          timed(
              "compare",
              () ->
                  compared
                      .agg(functions.count(functions.lit(1)), functions.count_if(same))
                      .first());
      long experiments = counted.getLong(0);
      long reused = counted.getLong(1);
      Dataset<Row> unchanged = compared.filter(same).select(ExperimentKey.ID);
      Dataset<Row> changed = earlier.changed(trials, unchanged);
      Drawn drawn = draw(changed);
      Fits fitted = timed("fit", () -> fit(judged, changed, drawn, experiments - reused));
      Dataset<Row> estimates = fitted.kept().rows();
      int files = (int) (1 + experiments / EXPERIMENTS_PER_FILE);
      timed("bootstrap", () -> bootstrap(fitted, drawn, earlier, unchanged, files));
      timed("write", () -> write(estimates, earlier, unchanged, files));
      fitted.kept().close();
      compared.unpersist();
      drawn.rows().unpersist();
      return new Estimated(
          experiments, reused, drawn.replicates() + fitted.replicates(), earlier.runId());
    }

    /** The replicates that intervals rest on. */
    private Drawn draw(Dataset<Row> trials) {
      OrderReplicates ordering = new OrderReplicates(settings, seed());
      if (!ordering.isNeeded()) {
        return new Drawn(spark.createDataFrame(List.of(), FanOut.DRAW), 0);
      }
      describe("estimate: find what has to be drawn for intervals");
      Dataset<Row> orders = ordering.orders(trials).persist(StorageLevel.MEMORY_AND_DISK());
      long replicates = timed("order", () -> FanOut.replicates(orders));
      describe("estimate: draw " + replicates + " replicates for intervals");
      LongAccumulator done = spark.sparkContext().longAccumulator("replicates drawn");
      Dataset<Row> rows =
          new FanOut(seed(), done).draw(orders).persist(StorageLevel.MEMORY_AND_DISK());
      timed("draw", () -> shown("replicates", replicates, done, rows::count));
      orders.unpersist();
      return new Drawn(rows, replicates);
    }

    private Fits fit(
        Map<String, MetricSettings> judged, Dataset<Row> trials, Drawn drawn, long experiments) {
      describe("estimate: fit " + experiments + " experiments");
      KeptRows estimates =
          new KeptRows(
              spark,
              new EstimateExperiments(judged, keyColumns(), runId, seed(), fits)
                  .estimate(trials, drawn.rows()));
      Dataset<Row> wanted = orders(estimates.rows()).agg(Bootstrap.replicatesMissing());
      Row replicates = shown("experiments", experiments, fits, wanted::first);
      return new Fits(estimates, replicates.isNullAt(0) ? 0 : replicates.getLong(0));
    }

    /** Writes the replicates that the fits ask for. */
    private Void bootstrap(
        Fits fitted, Drawn drawn, EarlierRun earlier, Dataset<Row> unchanged, int files) {
      Dataset<Row> orders = orders(fitted.kept().rows());
      describe("estimate: draw " + fitted.replicates() + " bootstrap replicates");
      LongAccumulator done = spark.sparkContext().longAccumulator("replicates drawn");
      Dataset<Row> draws =
          new FanOut(seed(), done)
              .draw(Bootstrap.missing(orders))
              .unionAll(Bootstrap.there(orders, drawn.rows()))
              .transform(Bootstrap::replicates);
      Dataset<Row> all =
          config.writeReplicates()
              ? earlier.complete(draws, ReplicatesTable.NAME, unchanged, runId)
              : draws;
      return shown(
          "replicates",
          fitted.replicates(),
          done,
          () ->
              writeSorted(
                  all,
                  files,
                  directory.table(ReplicatesTable.NAME),
                  ExperimentKey.ID,
                  "replicate"));
    }

    private <T> T shown(String counted, long total, LongAccumulator done, Supplier<T> work) {
      return Progress.show(terminal, counted, total, done::value, work);
    }

    private static Dataset<Row> orders(Dataset<Row> estimates) {
      return estimates
          .filter(functions.col("order").isNotNull())
          .select(functions.col(ExperimentKey.ID), functions.col("order"));
    }

    private Void write(
        Dataset<Row> estimates, EarlierRun earlier, Dataset<Row> unchanged, int files) {
      describe("estimate: write tables");
      Dataset<Row> all = written.read(ReplicatesTable.NAME, ReplicatesTable.schema());
      // Experiments that were taken over are summarised already.
      Dataset<Row> drawn = config.writeReplicates() ? earlier.changed(all, unchanged) : all;
      Dataset<Row> fitted = estimates.select("experiment.*");
      OrderAlarms alarms =
          OrderAlarms.among(
              earlier.complete(
                  fitted.select(ExperimentKey.ID, ExperimentsTable.ORDER_P_VALUE),
                  ExperimentsTable.NAME,
                  unchanged,
                  runId));
      writeSorted(
          alarms.judged(
              earlier.complete(
                  Bootstrap.summarised(estimates, drawn, table()),
                  ExperimentsTable.NAME,
                  unchanged,
                  runId)),
          files,
          directory.table(ExperimentsTable.NAME),
          ExperimentKey.ID);
      Dataset<Row> curves =
          estimates.select(functions.explode(functions.col("curve")).as("point")).select("point.*");
      writeSorted(
          earlier.complete(curves, TuningCurvesTable.NAME, unchanged, runId),
          files,
          directory.table(TuningCurvesTable.NAME),
          ExperimentKey.ID,
          "kind",
          "statistic",
          "trials");
      return null;
    }

    /** If an estimate of an experiment is missing, the run is not published. */
    private RunNumbers validated(List<SourceReport> sources, long experiments) {
      describe("validate what was written");
      if (!config.writeReplicates()) {
        directory.drop(ReplicatesTable.NAME);
      }
      Map<String, Long> rows = written.rows();
      written.requireEstimated(rows, experiments);
      return RunNumbers.of(rows, experiments(), sources, keyColumns());
    }

    private Dataset<Row> experiments() {
      return written.read(ExperimentsTable.NAME, table().summarisedSchema());
    }

    private ExperimentsTable table() {
      return new ExperimentsTable(keyColumns(), runId, seed());
    }

    private void publish(
        List<SourceReport> sources,
        List<SourceCounts> counts,
        Estimated estimated,
        RunNumbers numbers,
        List<String> broken) {
      describe("publish");
      directory.publish(
          new Manifest()
              .with("audit", config.name())
              .with("run_id", runId)
              .with("lossfloor_version", version())
              .with("statistics_version", ExperimentsTable.STATISTICS_VERSION)
              .with("spark_version", spark.version())
              .with("java_version", Runtime.version().toString())
              .with("seed", seed())
              .with("experiments", estimated.experiments())
              .with("estimated", estimated.experiments() - estimated.reused())
              .with("reused", estimated.reused())
              .with("reused_from", estimated.reusedFrom().orElse(null))
              .with("verdicts", numbers.verdicts())
              .with("metrics", numbers.named())
              .with("fail_on", broken)
              .with("rows", numbers.rows())
              .with("sources", SourceRecords.summary(sources))
              .with("counts", counts)
              .with("slowest", numbers.slowest())
              .with("rates", rates(estimated))
              .with("elapsed_ms", timings)
              .with("settings", config.settings()));
    }

    /** Per second of wall time on the cores of the run. */
    private Map<String, Double> rates(Estimated estimated) {
      Map<String, Double> rates = new TreeMap<>();
      long fitted = estimated.experiments() - estimated.reused();
      rates.put("experiments_per_second", perSecond(fitted, "fit"));
      rates.put("replicates_per_second", perSecond(estimated.replicates(), "draw", "bootstrap"));
      return rates;
    }

    /** Rate of a count over the steps that ran. */
    private double perSecond(long count, String... steps) {
      long millis = Stream.of(steps).mapToLong(step -> timings.getOrDefault(step, 0L)).sum();
      return count * 1000.0 / Math.max(1, millis);
    }

    private static String version() {
      String version = AuditJob.class.getPackage().getImplementationVersion();
      return version == null ? "unpackaged" : version;
    }

    private void write(Dataset<Row> rows, String path) {
      try {
        rows.write().mode(SaveMode.ErrorIfExists).parquet(path);
      } catch (Exception e) {
        // Spark throws checked exceptions that it does not declare.
        Optional<OutputException> framed = OutputException.behind(e, output);
        if (framed.isPresent()) {
          throw framed.get();
        }
        throw e;
      }
    }

    private Void writeSorted(Dataset<Row> rows, int files, String path, String... sort) {
      Column[] order = Arrays.stream(sort).map(functions::col).toArray(Column[]::new);
      write(
          rows.repartitionByRange(files, functions.col(ExperimentKey.ID))
              .sortWithinPartitions(order),
          path);
      return null;
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
