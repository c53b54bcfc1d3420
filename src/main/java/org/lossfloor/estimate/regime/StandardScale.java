package org.lossfloor.estimate.regime;

import org.lossfloor.estimate.Interval;
import org.lossfloor.sweep.Direction;

/**
 * The scale on which everything is fitted: smaller is better, the best score seen is 0, and lengths
 * are divided by a power of two so that the better half of the scores spans about 1.
 *
 * <p>Differences of scores far from 0 stay exact on it, and the sign change of maximising is exact,
 * so an experiment and its mirror image give the same digits.
 *
 * @param direction which end of the score is the good one on the scale of the metric
 * @param origin the best score seen, negated when maximising; finite
 * @param exponent binary logarithm of the unit of length
 */
public record StandardScale(Direction direction, double origin, int exponent) {
  /**
   * The scale of given scores.
   *
   * @param direction which end of the score is the good one
   * @param best the best of them, negated when maximising
   * @param median half of them are better, negated when maximising
   * @return the scale
   */
  static StandardScale of(Direction direction, double best, double median) {
    double spread = median - best;
    boolean usable = spread > 0 && spread < Double.POSITIVE_INFINITY;
    return new StandardScale(direction, best, usable ? Math.getExponent(spread) : 0);
  }

  /** The unit of length below which parts of it are lost to underflow. */
  private static final int SMALLEST_EXPONENT = -900;

  /** Whether the smallest lengths that a fit needs are doubles with all their digits. */
  boolean resolves() {
    return exponent >= SMALLEST_EXPONENT;
  }

  /** Negates where larger is better. */
  public static double oriented(Direction direction, double score) {
    // Adding 0 turns -0 into 0: the two are one score.
    return (direction == Direction.MINIMIZE ? score : -score) + 0.0;
  }

  /** A score of the metric on this scale. */
  public double standardized(double score) {
    return fromOriented(oriented(direction, score));
  }

  /** A score that is already negated where larger is better. */
  double fromOriented(double score) {
    return Math.scalb(score - origin, -exponent);
  }

  /** A score on this scale as a score of the metric. */
  public double score(double standardized) {
    return oriented(direction, origin + Math.scalb(standardized, exponent));
  }

  /** A length on this scale in the unit of the metric. */
  public double length(double standardized) {
    return Math.scalb(standardized, exponent);
  }

  /** A length in the unit of the metric on this scale. */
  public double standardizedLength(double length) {
    return Math.scalb(length, -exponent);
  }

  /** An interval of scores on this scale as one of the metric. */
  public Interval scores(Interval standardized) {
    double one = score(standardized.lower());
    double other = score(standardized.upper());
    return direction == Direction.MINIMIZE ? new Interval(one, other) : new Interval(other, one);
  }

  /** An interval of lengths on this scale in the unit of the metric. */
  public Interval lengths(Interval standardized) {
    return new Interval(length(standardized.lower()), length(standardized.upper()));
  }
}
