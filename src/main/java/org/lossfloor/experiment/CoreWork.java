package org.lossfloor.experiment;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.lossfloor.estimate.Draws;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.interval.Replicate;
import org.lossfloor.estimate.interval.ReplicatePlan;
import org.lossfloor.estimate.interval.ReplicateSummary;
import org.lossfloor.math.Seeds;

/**
 * The work of an audit's executors for one experiment, done in this thread and without Spark.
 *
 * @param wallNanos the time from start to end
 * @param cpuNanos the time of a core
 */
public record CoreWork(long wallNanos, long cpuNanos) {
  /** Nothing done. */
  public static final CoreWork NONE = new CoreWork(0, 0);

  public CoreWork plus(CoreWork other) {
    return new CoreWork(wallNanos + other.wallNanos, cpuNanos + other.cpuNanos);
  }

  /**
   * Estimates one experiment and draws its replicates; the result is discarded.
   *
   * @param wanted what to estimate
   * @param seed the run's seed
   * @param id the experiment
   * @param draws what is known of its trials besides their scores
   * @param scores one score per trial
   * @return what that took
   */
  public static CoreWork of(
      MetricSettings wanted, long seed, String id, Draws draws, double... scores) {
    long wall = System.nanoTime();
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Estimate estimate = wanted.estimator(seed, id).answer(scores, draws).estimate();
    // The percentile intervals rest on the same replicates.
    if (estimate instanceof Estimate.Fitted fitted
        && wanted.intervals() != IntervalMethod.PERCENTILE) {
      bootstrap(
          ReplicatePlan.of(fitted, wanted.settings()), wanted, Seeds.base(seed, id, "bootstrap"));
    }
    return new CoreWork(
        System.nanoTime() - wall,
        ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu);
  }

  private static void bootstrap(ReplicatePlan plan, MetricSettings wanted, long base) {
    List<Replicate> draws = new ArrayList<>();
    for (int i = 0; i < wanted.replicates(); i++) {
      plan.tryDraw(Seeds.replicate(base, i)).ifPresent(draws::add);
    }
    if (draws.size() > 1) {
      ReplicateSummary.of(draws, wanted.settings().confidence());
    }
  }
}
