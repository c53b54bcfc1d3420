package org.lossfloor.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the percentiles of simulated refits in the place of the profile intervals.
 *
 * @param settings what was asked for
 * @param plan how many replicates, and their streams
 */
record PercentileIntervals(EstimateSettings settings, IntervalPlan plan) {
  /** The purpose of the streams: those of the replicates of an audit, so that they are the same. */
  private static final String PURPOSE = "bootstrap";

  /**
   * Returns the estimate with other intervals; the dimension's set and the verdict stay.
   *
   * @param fitted an estimate with profile intervals
   * @return the same with percentile intervals, or without any where fewer than half the replicates
   *     count
   */
  Estimate.Fitted of(Estimate.Fitted fitted) {
    ReplicatePlan replicates = ReplicatePlan.of(fitted, settings);
    List<Replicate> drawn =
        plan.seeds(PURPOSE).boxed().flatMap(seed -> replicates.tryDraw(seed).stream()).toList();
    Optional<ReplicateSummary> summary =
        2 * drawn.size() < plan.replicates()
            ? Optional.empty()
            : Optional.of(ReplicateSummary.of(drawn, settings.confidence()));
    return fitted.withIntervals(
        IntervalMethod.PERCENTILE.code(),
        drawn.size(),
        summary.map(ReplicateSummary::bestScore),
        summary.map(ReplicateSummary::noise),
        curve(fitted.tuningCurve(), summary));
  }

  private static List<Estimate.TuningPoint> curve(
      List<Estimate.TuningPoint> points, Optional<ReplicateSummary> summary) {
    List<Estimate.TuningPoint> result = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      Estimate.TuningPoint point = points.get(i);
      int column = i;
      Optional<Interval> interval = summary.map(s -> s.medians().get(column));
      Estimate.Quantity median = new Estimate.Quantity(point.median().estimate(), interval);
      result.add(new Estimate.TuningPoint(point.trials(), median, point.mean()));
    }
    return result;
  }
}
