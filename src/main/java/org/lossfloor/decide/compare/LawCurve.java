package org.lossfloor.decide.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.distribution.TuningCurve;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.Interval;

/**
 * The tuning curve of a fitted law with the intervals of its median at some numbers of trials.
 * Between those, the distance of each end from the median follows a straight line in the logarithm
 * of the number of trials; beyond the last one that line goes on, but never narrows.
 *
 * @param law the law, on the scale of the metric
 * @param points where the median has an interval, by ascending number of trials
 */
public record LawCurve(NoisyQuadratic law, List<Point> points) {
  /**
   * The interval of the median at a number of trials.
   *
   * @param trials the number of trials, at least 1
   * @param median the interval; an end may be infinite
   */
  public record Point(double trials, Interval median) {}

  /** How far the ends lie from the median. */
  private record Reach(double below, double above) {}

  /** Sorts the points. */
  public LawCurve {
    points = points.stream().sorted(Comparator.comparingDouble(Point::trials)).toList();
  }

  /**
   * Takes the curve of an estimate.
   *
   * @param fitted the estimate; its settings name the numbers of trials
   * @return nothing where the median has no interval anywhere
   */
  public static Optional<LawCurve> of(Estimate.Fitted fitted) {
    List<Point> points =
        fitted.tuningCurve().stream()
            .flatMap(p -> p.median().interval().map(i -> new Point(p.trials(), i)).stream())
            .toList();
    return points.isEmpty() ? Optional.empty() : Optional.of(new LawCurve(fitted.law(), points));
  }

  /** The curve of the negated scores. */
  LawCurve mirrored() {
    return new LawCurve(
        law.mirrored(),
        points.stream().map(p -> new Point(p.trials(), p.median().negated())).toList());
  }

  /**
   * The expected best score after a number of trials, with an interval: that of the median, moved
   * by the distance of mean and median.
   */
  Estimate.Quantity expected(double trials) {
    TuningCurve curve = TuningCurve.of(law, true);
    double mean = curve.mean(trials);
    Reach reach = reach(curve, trials);
    return new Estimate.Quantity(
        mean, Optional.of(new Interval(mean - reach.below(), mean + reach.above())));
  }

  /** Scores that split the distribution of the best of so many trials into equal parts. */
  double[] splits(double trials, int parts) {
    TuningCurve curve = TuningCurve.of(law, true);
    return IntStream.range(0, parts)
        .mapToDouble(i -> curve.quantile(trials, (i + .5) / parts))
        .toArray();
  }

  private Reach reach(TuningCurve curve, double trials) {
    int next = 0;
    while (next < points.size() && points.get(next).trials() < trials) {
      next++;
    }
    if (next < points.size() && (next == 0 || points.get(next).trials() == trials)) {
      return at(curve, next);
    }
    int last = points.size() - 1;
    if (last == 0) {
      return at(curve, 0);
    }
    int after = Math.min(next, last);
    Reach left = at(curve, after - 1);
    Reach right = at(curve, after);
    double from = Math.log(points.get(after - 1).trials());
    double share = (Math.log(trials) - from) / (Math.log(points.get(after).trials()) - from);
    return new Reach(
        line(left.below(), right.below(), share), line(left.above(), right.above(), share));
  }

  private static double line(double left, double right, double share) {
    if (Double.isInfinite(left) || Double.isInfinite(right)) {
      return Double.POSITIVE_INFINITY;
    }
    double there = left + share * (right - left);
    return share > 1 ? Math.max(right, there) : there;
  }

  /** An interval that was confined to the bounds of a metric may not hold the median. */
  private Reach at(TuningCurve curve, int point) {
    Interval interval = points.get(point).median();
    double median = curve.median(points.get(point).trials());
    return new Reach(
        DoubleStream.of(0, median - interval.lower()).max().getAsDouble(),
        DoubleStream.of(0, interval.upper() - median).max().getAsDouble());
  }
}
