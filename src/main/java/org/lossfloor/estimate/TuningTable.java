package org.lossfloor.estimate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.lossfloor.distribution.EmpiricalDistribution;
import org.lossfloor.distribution.TuningCurve;
import org.lossfloor.distribution.band.BandKind;
import org.lossfloor.distribution.band.BandPoint;
import org.lossfloor.distribution.band.ConfidenceBand;
import org.lossfloor.estimate.regime.Scores;

/**
 * The tuning curve of the fitted law beside that of the scores themselves.
 *
 * @param band the kind of band around the empirical one
 * @param rows the points, by ascending number of trials
 */
public record TuningTable(BandKind band, List<Row> rows) {
  /**
   * Beyond this number of scores exact bands take seconds; the closed form is then tight enough.
   */
  private static final int EXACT = 10_000;

  /**
   * A point of both curves: the best score after a number of trials.
   *
   * @param trials the number of trials
   * @param law what the law says, if one was fitted
   * @param median the median of the empirical curve; infinite where it is a failed trial
   * @param limits the simultaneous band around it
   */
  public record Row(double trials, Optional<LawPoint> law, double median, BandPoint limits) {}

  /**
   * What the law says.
   *
   * @param median the median, with its interval
   * @param mean the mean
   * @param q05 the 5 per cent quantile
   * @param q95 the 95 per cent quantile
   */
  public record LawPoint(Estimate.Quantity median, double mean, double q05, double q95) {}

  /**
   * Computes both curves at the numbers of trials in the settings.
   *
   * @param scores the scores of all trials; those of a sketch stand in the middle of their cells
   * @param settings what was asked for
   * @param estimate what was estimated from the scores with these settings
   */
  public static TuningTable of(Scores scores, EstimateSettings settings, Estimate estimate) {
    boolean minimize = settings.minimize();
    EmpiricalDistribution seen =
        seen(scores, minimize).withSupport(settings.lowerBound(), settings.upperBound());
    BandKind kind = bandOf(scores.trials());
    ConfidenceBand band = ConfidenceBand.of(seen, kind, settings.confidence());
    Map<Double, LawPoint> law = law(estimate, settings);
    return new TuningTable(
        kind,
        settings.trials().stream()
            .distinct()
            .sorted()
            .map(
                n ->
                    new Row(
                        n,
                        Optional.ofNullable(law.get(n)),
                        seen.quantileTuningCurve(n, .5, minimize),
                        band.quantileTuningCurve(n, .5, minimize)))
            .toList());
  }

  private static EmpiricalDistribution seen(Scores scores, boolean minimize) {
    double worst = minimize ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    if (!scores.sketched()) {
      return EmpiricalDistribution.of(
          DoubleStream.of(scores.each()).map(y -> Double.isNaN(y) ? worst : y).toArray());
    }
    SortedMap<Double, Long> counted = new TreeMap<>(Map.of(worst, (long) scores.failed()));
    double[] middles = scores.middles();
    long[] counts = scores.counts();
    for (int i = 0; i < counts.length; i++) {
      counted.merge(middles[i] + 0.0, counts[i], Long::sum);
    }
    counted.values().removeIf(count -> count == 0);
    return EmpiricalDistribution.counted(counted);
  }

  /**
   * Returns the kind of band around a number of scores.
   *
   * @param scores how many there are
   * @return the tightest one that takes less than a second
   */
  public static BandKind bandOf(int scores) {
    return scores <= EXACT ? BandKind.HIGHEST_DENSITY : BandKind.DKW;
  }

  private static Map<Double, LawPoint> law(Estimate estimate, EstimateSettings settings) {
    if (!(estimate instanceof Estimate.Fitted fitted)) {
      return Map.of();
    }
    TuningCurve curve = TuningCurve.of(fitted.law(), settings.minimize());
    Interval bounds = settings.bounds();
    Function<Estimate.TuningPoint, LawPoint> point =
        p ->
            new LawPoint(
                p.median(),
                p.mean(),
                bounds.nearest(curve.quantile(p.trials(), .05)),
                bounds.nearest(curve.quantile(p.trials(), .95)));
    return fitted.tuningCurve().stream()
        .collect(Collectors.toMap(Estimate.TuningPoint::trials, point));
  }
}
