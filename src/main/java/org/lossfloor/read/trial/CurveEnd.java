package org.lossfloor.read.trial;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lossfloor.sweep.Point;

/**
 * What a curve without a value at its end means. Writers of JSON put {@code null} where a loss was
 * NaN, tables have an empty cell there, others leave the field out. If nearly every point has a
 * value, an end without one is a divergence, as NaN is. A metric that is logged every few steps has
 * gaps in between as well, so its end means nothing.
 */
final class CurveEnd {
  /** In a dense curve at most this share of the steps up to the last value has none. */
  private static final double DENSE = 0.2;

  private CurveEnd() {}

  /**
   * The point that stands for a divergence.
   *
   * @param points the points with a value, by ascending step, each step once
   * @param gaps the steps of the points without one
   * @return NaN at the first of the steps without a value that end the curve; nothing when the
   *     curve ends with a value, has none at all, or is sparse throughout
   */
  static Optional<Point> of(List<Point> points, List<Double> gaps) {
    if (gaps.isEmpty() || points.isEmpty()) {
      return Optional.empty();
    }
    double last = points.get(points.size() - 1).step();
    Set<Double> within = new HashSet<>();
    double end = Double.POSITIVE_INFINITY;
    for (double step : gaps) {
      if (step > last) {
        end = Math.min(end, step);
      } else {
        within.add(step);
      }
    }
    points.forEach(point -> within.remove(point.step()));
    boolean dense = within.size() <= DENSE * (within.size() + points.size());
    return dense && end < Double.POSITIVE_INFINITY
        ? Optional.of(new Point(end, Double.NaN))
        : Optional.empty();
  }
}
