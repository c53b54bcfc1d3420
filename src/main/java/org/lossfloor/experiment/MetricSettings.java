package org.lossfloor.experiment;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.IntervalPlan;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.noise.NoiseRule;
import org.lossfloor.estimate.prospect.DecideSettings;
import org.lossfloor.sweep.RerunRule;

/**
 * What is to be estimated of the experiments of one source and metric.
 *
 * @param settings the settings of the core
 * @param replicates how many bootstrap replicates each experiment gets
 * @param intervals how the intervals are made
 * @param decide what to compute about further trials
 * @param noise where the noise between runs of one configuration may be taken from
 * @param reruns what becomes of reruns
 * @param doubts reasons that reading the source has given, each once
 */
public record MetricSettings(
    EstimateSettings settings,
    int replicates,
    IntervalMethod intervals,
    DecideSettings decide,
    NoiseRule noise,
    RerunRule reruns,
    List<Reason> doubts)
    implements Serializable {

  /** Copies the reasons. */
  public MetricSettings {
    doubts = List.copyOf(doubts);
  }

  /** Settings before anything is read, for trials that need not have hyperparameters. */
  public MetricSettings(
      EstimateSettings settings,
      int replicates,
      IntervalMethod intervals,
      DecideSettings decide,
      NoiseRule noise) {
    this(settings, replicates, intervals, decide, noise, RerunRule.DEFAULT, List.of());
  }

  /** The same with one more reason, in the order of their declaration. */
  public MetricSettings doubting(Reason reason) {
    Set<Reason> all = EnumSet.of(reason);
    all.addAll(doubts);
    return new MetricSettings(
        settings, replicates, intervals, decide, noise, reruns, List.copyOf(all));
  }

  /**
   * How the intervals of an experiment are made.
   *
   * @throws IllegalArgumentException if the method needs more replicates
   */
  IntervalPlan plan(long seed, String experimentId) {
    return new IntervalPlan(intervals, replicates, seed, experimentId);
  }

  /** What answers one experiment. */
  ExperimentEstimator estimator(long seed, String experimentId) {
    return new ExperimentEstimator(settings, plan(seed, experimentId), decide);
  }
}
