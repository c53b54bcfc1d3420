package org.lossfloor.estimate.interval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.IntervalPlan;

/**
 * Replaces the profile intervals by percentiles of simulated refits.
 *
 * @param settings what was asked for
 * @param plan how many replicates, and their streams
 */
public record PercentileIntervals(EstimateSettings settings, IntervalPlan plan) {
  /** The purpose of the streams of replicates that are drawn anew from the trials. */
  private static final String RESAMPLED = "nonparametric";

  /**
   * Intervals from samples simulated at the fit; the set of dimensions and the verdict stay.
   *
   * @param fitted an estimate without intervals
   * @param replicates the numbers of every replicate that counts
   * @return the same with percentile intervals, or without intervals if fewer than half of the
   *     replicates count
   */
  public Estimate.Fitted ofSimulated(Estimate.Fitted fitted, List<double[]> replicates) {
    return summarised(fitted, replicates.stream().map(Replicate::of).toList());
  }

  /**
   * As {@link #ofSimulated}, with the trials themselves drawn anew with replacement.
   *
   * @param fitted an estimate without intervals
   * @param size how many scores are not worse than the threshold
   * @param tail the i-th best of them, from 0, on the scale of the metric
   * @return the same with percentile intervals
   */
  public Estimate.Fitted ofResampled(Estimate.Fitted fitted, int size, IntToDoubleFunction tail) {
    ReplicatePlan replicates = ReplicatePlan.of(fitted, settings);
    return summarised(
        fitted,
        plan.seeds(RESAMPLED)
            .mapToObj(seed -> replicates.tryResample(size, tail, seed))
            .flatMap(Optional::stream)
            .toList());
  }

  private Estimate.Fitted summarised(Estimate.Fitted fitted, List<Replicate> drawn) {
    Optional<ReplicateSummary> summary =
        2 * drawn.size() < plan.replicates()
            ? Optional.empty()
            : Optional.of(ReplicateSummary.of(drawn, settings.confidence()));
    return fitted.withQuantities(
        new Estimate.Quantities(
            new Estimate.Quantity(
                fitted.bestScore().estimate(), summary.map(ReplicateSummary::bestScore)),
            new Estimate.Quantity(fitted.noise().estimate(), summary.map(ReplicateSummary::noise)),
            curve(fitted.tuningCurve(), summary),
            Optional.of(plan.method()),
            drawn.size()));
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
