package org.lossfloor.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.config.key.Key;
import org.lossfloor.engine.HadoopSettings;
import org.lossfloor.error.UserException;
import org.lossfloor.experiment.AuditSettings;
import org.lossfloor.experiment.MetricSettings;
import org.lossfloor.ingest.Ingest;
import org.lossfloor.ingest.Sample;
import org.lossfloor.ingest.SourceReport;
import org.lossfloor.ingest.files.InputSize;
import org.lossfloor.store.RunStore;
import org.lossfloor.sweep.RejectedRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A check before a large run: reads a sample of every source as the audit would, and reports what
 * the audit would make of it. Every source is judged by itself, so that one check shows everything
 * that is wrong.
 */
public final class CheckJob {
  private static final Logger LOG = LoggerFactory.getLogger(CheckJob.class);
  private static final double MEGABYTE = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

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
   * @param spark gives the session; not asked where the samples are read without it
   * @param each receives the result of a source as soon as it is known
   * @return the sources in the order of the file
   */
  public List<SourceCheck> sources(Supplier<SparkSession> spark, Consumer<SourceCheck> each) {
    return sources(spark, each, Ingest.MOST);
  }

  /** The same, with Spark for samples of more than so many bytes. */
  List<SourceCheck> sources(
      Supplier<SparkSession> spark, Consumer<SourceCheck> each, long withoutSpark) {
    return config.sources().stream()
        .map(source -> source(spark, source, withoutSpark))
        .peek(each)
        .toList();
  }

  /**
   * Tries to write to an output, and removes what it wrote.
   *
   * @param output the directory of all runs
   * @throws UserException if it cannot be written to
   */
  public static void writable(String output) {
    RunStore.of(HadoopSettings.withoutSession().get(), output)
        .stage("check-" + UUID.randomUUID())
        .discard();
  }

  private SourceCheck source(Supplier<SparkSession> spark, SourceConfig source, long withoutSpark) {
    long start = System.nanoTime();
    AuditConfig one =
        new AuditConfig(config.name(), List.of(source), config.estimate(), false, List.of());
    try (Sample sample = Ingest.sample(spark, one, output, bytes, withoutSpark)) {
      SourceReport report = sample.report();
      SourceCheck found = report.fault().isPresent() ? broken(report) : found(report, sample);
      LOG.info(
          "check: look at source {}: {} trials, {} experiments in {} s",
          source.name(),
          found.trials(),
          found.experiments(),
          String.format(Locale.ROOT, "%.1f", (System.nanoTime() - start) / NANOS_PER_SECOND));
      return found;
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

  private SourceCheck found(SourceReport report, Sample sample) {
    SampledTrials trials = new SampledTrials();
    sample.trials().forEachRemaining(trials::add);
    return new SourceCheck(
        report.name(),
        report.size(),
        trials.experiments(),
        trials.trials(),
        report.counts().stream().map(AuditSummary::counted).toList(),
        trials.keys(),
        trials.samplers(),
        trials.hyperparameters(),
        examples(report, sample, trials),
        CostSample.of(trials.first(), settings, config.estimate().get(Key.RANDOM_SEED)),
        report.warnings(),
        Optional.empty());
  }

  /** Only what occurs in the counts is searched. */
  private static List<String> examples(SourceReport report, Sample sample, SampledTrials trials) {
    List<String> examples = new ArrayList<>();
    if (report.rejected() > 0 || report.brokenFiles() > 0) {
      Examples<RejectedRecord> rejected =
          new Examples<>(RejectedRecord::path, RejectedRecord::line);
      sample.rejected().forEachRemaining(rejected::add);
      rejected.found().forEach(record -> examples.add(rejected(record)));
    }
    examples.addAll(trials.unscored());
    return examples;
  }

  private static String rejected(RejectedRecord record) {
    return "rejected: " + Examples.place(record.path(), record.line()) + ": " + record.reason();
  }
}
