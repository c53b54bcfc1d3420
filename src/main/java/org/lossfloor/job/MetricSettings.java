package org.lossfloor.job;

import java.io.Serializable;
import org.lossfloor.decide.DecideSettings;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.IntervalPlan;

/**
 * What is to be estimated of the experiments of one source and metric.
 *
 * @param settings the settings of the core
 * @param replicates how many bootstrap replicates each experiment gets
 * @param intervals how the intervals are made
 * @param decide what a person wants to know before the next trials
 */
record MetricSettings(
    EstimateSettings settings, int replicates, IntervalMethod intervals, DecideSettings decide)
    implements Serializable {

  /**
   * How the intervals of an experiment are made.
   *
   * @throws IllegalArgumentException if the method needs more replicates
   */
  IntervalPlan plan(long seed, String experimentId) {
    return new IntervalPlan(intervals, replicates, seed, experimentId);
  }
}
