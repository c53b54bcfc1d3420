package org.lossfloor.audit;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.Key;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.engine.Steps;
import org.lossfloor.error.UserException;
import org.lossfloor.experiment.AuditSettings;
import org.lossfloor.experiment.MetricSettings;
import org.lossfloor.ingest.Ingest;
import org.lossfloor.ingest.Ingested;
import org.lossfloor.ingest.SourceReport;
import org.lossfloor.ingest.files.InputSize;
import org.lossfloor.store.RunDirectory;
import org.lossfloor.sweep.ExperimentKey;

/**
 * A check before a large run: reads a sample of every source as the audit would, and reports what
 * the audit would make of it. Every source is judged by itself, so that one check shows everything
 * that is wrong.
 */
public final class CheckJob {
  private static final double MEGABYTE = 1e6;

  private static final String KEY = "key";
  private static final String TRIALS = "trials";
  private static final String SAMPLERS = "samplers";
  private static final String PARAMS = "params";

  private static final int EXAMPLES = 3;
  private static final int KEYS = 5;

  private final AuditConfig config;
  private final Map<String, MetricSettings> settings;
  private final long bytes;
  private final Optional<String> output;

  /**
   * Makes a job.
   *
   * @param config the audit in force
   * @param bytes how much to read of each source
   * @param output the directory of all runs, which the audit does not read
   * @throws UserException if a setting cannot be used
   */
  public CheckJob(AuditConfig config, long bytes, Optional<String> output) {
    this.output = output;
    this.settings = AuditSettings.of(config);
    AuditSettings.requireDistinctColumns(config);
    this.config = config;
    this.bytes = bytes;
  }

  /**
   * What a sample of one source shows.
   *
   * @param source its name
   * @param size how large it is and how much was read
   * @param experiments how many experiments the sample holds
   * @param trials how many trials
   * @param counts where the records went, one sentence per metric
   * @param keys some of the experiments
   * @param samplers how the trials were drawn
   * @param hyperparameters which hyperparameters the mapping found
   * @param examples trials that count as failed or are excluded, records that are rejected
   * @param cost what the estimate of an experiment costs; nothing if the sample holds none that can
   *     be estimated
   * @param warnings what looks odd
   * @param problem why the source cannot be used, if it cannot
   */
  public record SourceCheck(
      String source,
      InputSize size,
      long experiments,
      long trials,
      List<String> counts,
      List<String> keys,
      List<String> samplers,
      List<String> hyperparameters,
      List<String> examples,
      Optional<CostSample> cost,
      List<String> warnings,
      Optional<UserException> problem) {
    /** Copies the lists. */
    public SourceCheck {
      counts = List.copyOf(counts);
      keys = List.copyOf(keys);
      samplers = List.copyOf(samplers);
      hyperparameters = List.copyOf(hyperparameters);
      examples = List.copyOf(examples);
      warnings = List.copyOf(warnings);
    }

    /**
     * How large the source is, and what the sample reads of it.
     *
     * @return files and megabytes in words; empty if there are no files
     */
    public Optional<String> extent() {
      return Optional.of(size)
          .filter(s -> s.files() > 0)
          .map(
              s ->
                  String.format(
                      Locale.ROOT,
                      "%d, %.1f MB; sample: %d, %.1f MB",
                      s.files(),
                      s.bytes() / MEGABYTE,
                      s.sampledFiles(),
                      s.sampledBytes() / MEGABYTE));
    }

    /**
     * How often the sample fits into the source.
     *
     * @return at least 1
     */
    public double factor() {
      return Math.max(1, (double) size.bytes() / Math.max(1, size.sampledBytes()));
    }
  }

  /**
   * Looks at every source, one after the other.
   *
   * @param spark the session
   * @param each receives the result of a source as soon as it is known
   * @return the sources in the order of the file
   */
  public List<SourceCheck> sources(SparkSession spark, Consumer<SourceCheck> each) {
    Steps steps = new Steps(spark.sparkContext(), "check", null);
    return config.sources().stream()
        .map(
            source ->
                steps.run(
                    "check",
                    "look at source " + source.name(),
                    () -> source(spark, source),
                    found -> found.trials() + " trials, " + found.experiments() + " experiments"))
        .peek(each)
        .toList();
  }

  /**
   * Tries to write to an output, and removes what it wrote.
   *
   * @param spark the session
   * @param output the directory of all runs
   * @throws UserException if it cannot be written to
   */
  public static void writable(SparkSession spark, String output) {
    RunDirectory.stage(
            spark.sparkContext().hadoopConfiguration(), output, "check-" + UUID.randomUUID())
        .discard();
  }

  private SourceCheck source(SparkSession spark, SourceConfig source) {
    AuditConfig one =
        new AuditConfig(config.name(), List.of(source), config.estimate(), false, List.of());
    try (Ingested sample = Ingest.sample(spark, one, output, bytes)) {
      SourceReport report = sample.sources().get(0);
      return report.fault().isPresent() ? broken(report) : found(report, sample);
    }
  }

  private static SourceCheck broken(SourceReport report) {
    return new SourceCheck(
        report.name(),
        report.size(),
        0,
        0,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        report.warnings(),
        Optional.of(report.fault().get()));
  }

  private SourceCheck found(SourceReport report, Ingested sample) {
    Dataset<Row> trials = sample.trials();
    List<Row> experiments = experiments(trials);
    return new SourceCheck(
        report.name(),
        report.size(),
        experiments.size(),
        experiments.stream().mapToLong(row -> row.<Long>getAs(TRIALS)).sum(),
        report.counts().stream().map(AuditSummary::counted).toList(),
        experiments.stream().map(row -> row.<String>getAs(KEY)).sorted().limit(KEYS).toList(),
        texts(experiments, SAMPLERS),
        texts(experiments, PARAMS),
        examples(report, trials, sample.rejected()),
        CostSample.of(
            trials,
            experiments.stream().map(row -> row.<String>getAs(ExperimentKey.ID)).sorted().toList(),
            settings,
            config.estimate().get(Key.RANDOM_SEED)),
        report.warnings(),
        Optional.empty());
  }

  /** Everything about the experiments in one query: id, key, trials, samplers, parameters. */
  private static List<Row> experiments(Dataset<Row> trials) {
    return trials
        .groupBy(ExperimentKey.ID)
        .agg(
            first(col("experiment").cast("string")).as(KEY),
            count(lit(1)).as(TRIALS),
            collect_set("sampler").as(SAMPLERS),
            array_distinct(flatten(collect_set(map_keys(col("params"))))).as(PARAMS))
        .collectAsList();
  }

  private static List<String> texts(List<Row> experiments, String column) {
    return experiments.stream()
        .flatMap(row -> row.<String>getList(row.fieldIndex(column)).stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** Only what occurs in the counts is searched. */
  private static List<String> examples(
      SourceReport report, Dataset<Row> trials, Dataset<Row> rejected) {
    List<String> examples = new ArrayList<>();
    if (report.rejected() > 0 || report.brokenFiles() > 0) {
      examples.addAll(rejected(rejected));
    }
    if (report.counts().stream().anyMatch(counts -> counts.trials() > counts.scored())) {
      examples.addAll(unscored(trials));
    }
    return examples;
  }

  private static List<String> rejected(Dataset<Row> rejected) {
    List<String> examples = new ArrayList<>();
    for (Row row : rejected.orderBy("source_path", "source_line").limit(EXAMPLES).collectAsList()) {
      examples.add("rejected: " + place(row) + ": " + row.<String>getAs("reason"));
    }
    return examples;
  }

  private static List<String> unscored(Dataset<Row> trials) {
    List<String> examples = new ArrayList<>();
    for (Row row :
        trials
            .filter(col("failed").or(col("excluded_reason").isNotNull()))
            .dropDuplicates("state", "value_status", "excluded_reason")
            .orderBy("source_path", "source_line")
            .limit(EXAMPLES)
            .collectAsList()) {
      String excluded = row.getAs("excluded_reason");
      examples.add(
          (excluded == null ? "failed: " : "excluded, " + excluded + ": ")
              + place(row)
              + ": state "
              + row.<String>getAs("state")
              + ", value "
              + row.<String>getAs("value_status"));
    }
    return examples;
  }

  private static String place(Row row) {
    Long line = row.getAs("source_line");
    return row.<String>getAs("source_path") + (line == null ? "" : ", line " + line);
  }
}
