package org.lossfloor.simulate;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.audit.AuditJob;
import org.lossfloor.audit.AuditResult;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;
import org.lossfloor.estimate.Draws;
import org.lossfloor.estimate.Pruned;
import org.lossfloor.estimate.noise.NoiseRule;
import org.lossfloor.estimate.noise.Reruns;
import org.lossfloor.experiment.AuditSettings;
import org.lossfloor.experiment.CoreWork;
import org.lossfloor.experiment.MetricSettings;
import org.lossfloor.simulate.BenchReport.Audits;
import org.lossfloor.sweep.Sampler;

/**
 * Measures whole audits of simulated sweeps, and the same estimates in one thread without Spark.
 *
 * @param trials how many trials each experiment has
 * @param replicates how many bootstrap replicates each gets
 * @param repeats how many audits of each size are measured
 */
public record ScaleBench(int trials, int replicates, int repeats) {
  private static final long SEED = 1;
  private static final int WARM_UP = 500;
  private static final double NANOS = 1e9;

  /**
   * Checks the sizes.
   *
   * @throws UserException if there is nothing to measure
   */
  public ScaleBench {
    if (trials < 1 || replicates < 0 || repeats < 1) {
      throw new UsageException(
          "cannot measure "
              + repeats
              + " times on experiments of "
              + trials
              + " trials with "
              + replicates
              + " replicates",
          "--trials, --replicates, --repeats",
          "give at least 1 repeat and 1 trial, and 0 replicates or more");
    }
  }

  /**
   * The cost of a piece of work.
   *
   * @param wallSeconds from start to end
   * @param cpuSeconds of all threads of the process for an audit, of its one thread for the core
   * @param stepSeconds wall time of the steps of an audit
   * @param peakBytes the largest heap in use; 0 if it was not measured
   */
  public record Taken(
      double wallSeconds, double cpuSeconds, Map<String, Double> stepSeconds, long peakBytes) {
    /** Copies the steps. */
    public Taken {
      stepSeconds = Map.copyOf(stepSeconds);
    }
  }

  /**
   * Writes the logs, many experiments to a file.
   *
   * @param spark the session
   * @param folder where a folder for each size and {@code few} are made
   * @param sizes how many experiments there are
   * @throws UserException if there are none
   */
  public void simulate(SparkSession spark, Path folder, List<Long> sizes) {
    if (sizes.stream().anyMatch(count -> count < 1)) {
      throw new UsageException(
          "cannot audit " + sizes + " experiments", "--experiments", "give at least 1");
    }
    sizes.stream().distinct().forEach(count -> write(spark, folder.resolve("" + count), count));
    write(spark, folder.resolve("few"), Math.min(WARM_UP, Collections.max(sizes)));
  }

  private void write(SparkSession spark, Path logs, long count) {
    new SimulateJob(count, trials, SEED)
        .lines(spark)
        .select("value")
        .write()
        .mode(SaveMode.ErrorIfExists)
        .text(logs.toUri().toString());
  }

  /**
   * Audits the logs after a warm-up on a few of them, the sizes in turn.
   *
   * @param spark the session, on the number of cores to be measured
   * @param folder the folder of {@link #simulate}
   * @param cores this number
   * @param sizes how many experiments there are
   * @return what the audits took
   */
  public List<Audits> audits(SparkSession spark, Path folder, int cores, List<Long> sizes) {
    run(spark, folder, "few", "few");
    Map<Long, List<Taken>> taken = new LinkedHashMap<>();
    for (int i = 0; i < repeats; i++) {
      for (long count : sizes) {
        taken
            .computeIfAbsent(count, size -> new ArrayList<>())
            .add(audit(spark, folder, count, count + "-" + i));
      }
    }
    return taken.entrySet().stream()
        .map(each -> new Audits(each.getKey(), cores, each.getValue()))
        .toList();
  }

  private Taken audit(SparkSession spark, Path folder, long experiments, String runId) {
    heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    long start = System.nanoTime();
    double cpu = processCpuSeconds();
    AuditResult result = run(spark, folder, Long.toString(experiments), runId);
    if (result.experiments() != experiments) {
      throw new IllegalStateException(
          result.experiments() + " experiments came out, not " + experiments);
    }
    return new Taken(
        (System.nanoTime() - start) / NANOS,
        processCpuSeconds() - cpu,
        result.stepSeconds(),
        heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum());
  }

  private AuditResult run(SparkSession spark, Path folder, String logs, String runId) {
    return new AuditJob(config(folder.resolve(logs)), runId, null)
        .run(spark, folder.resolve("runs").toUri().toString());
  }

  private AuditConfig config(Path logs) {
    return AuditConfig.parse(
        "bench",
        """
        name: bench
        sources:
          - name: sim
            format: jsonl
            path: '%s'
            trial_id: trial
            group_by: [model, dataset]
            sampler: random
            hyperparameters: ['hparams.*']
            metrics:
              - {name: loss, curve: curve, step: epoch, value: val_loss, reduce: last, direction: minimize}
        estimate: {max_dimension: 5, replicates: %d}
        """
            .formatted(logs.toUri(), replicates));
  }

  /**
   * Estimates the same experiments in this thread, without Spark and without files.
   *
   * @param experiments how many
   * @return what that took, after a warm-up on a few of them
   */
  public Taken core(long experiments) {
    AuditConfig unread = config(Path.of("logs"));
    MetricSettings settings = AuditSettings.of(unread).values().iterator().next();
    estimate(settings, Math.min(WARM_UP, experiments));
    return estimate(settings, experiments);
  }

  /** Only estimating is measured; drawing the scores takes time too. */
  private Taken estimate(MetricSettings settings, long count) {
    CoreWork sum = CoreWork.NONE;
    for (long number = 0; number < count; number++) {
      SimulatedSweep sweep = SimulatedSweep.of(SEED, number, trials);
      Draws draws =
          new Draws(
              sweep.scores(),
              /* ordered= */ false,
              Optional.of(sweep.configurations()),
              0,
              Reruns.NONE,
              new double[0],
              Pruned.NONE,
              List.of(),
              Sampler.RANDOM,
              NoiseRule.Word.AUTO);
      sum = sum.plus(CoreWork.of(settings, SEED, Long.toString(number), draws, sweep.scores()));
    }
    return new Taken(sum.wallNanos() / NANOS, sum.cpuNanos() / NANOS, Map.of(), 0);
  }

  private static List<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static double processCpuSeconds() {
    return ProcessClock.cpuNanos() / NANOS;
  }
}
