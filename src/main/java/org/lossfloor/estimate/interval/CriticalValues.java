package org.lossfloor.estimate.interval;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.lossfloor.estimate.spacing.Functional;

/**
 * The limit of twice the rise of a profiled spacing objective inside a confidence set (method.md,
 * section 8.2).
 *
 * <p>Measured coverage fixed the values at 80 and 95 per cent. They exceed the chi-squared quantile
 * with one degree of freedom because the profile runs over a discrete dimension: by the factors 1.4
 * and 1.2 for the best score, 1.2 and 1.1 for the tuning curve, 1.1 and 1 for the dimension. At any
 * other confidence p the value is that quantile times the factor on the straight line in p through
 * the two anchors, never below 1. Only the two anchors were measured.
 */
public enum CriticalValues {
  /** For the best score; the noise uses it too, where it was not calibrated separately. */
  BEST_SCORE(2.30, 4.61),
  /** For the medians of the tuning curve. */
  TUNING_CURVE(1.97, 4.23),
  /** For the set of dimensions. */
  DIMENSION(1.81, 3.84);

  private static final ChiSquaredDistribution CHI_SQUARED = ChiSquaredDistribution.of(1);
  private static final double LOW = 0.80;
  private static final double HIGH = 0.95;

  private final double atLow;
  private final double atHigh;

  CriticalValues(double atLow, double atHigh) {
    this.atLow = atLow;
    this.atHigh = atHigh;
  }

  /**
   * Returns the critical value.
   *
   * @param confidence in [0.5, 0.999]
   * @return a positive number that rises with the confidence; the anchor itself at 0.80 and 0.95
   */
  public double at(double confidence) {
    double low = atLow / quantile(LOW);
    double high = atHigh / quantile(HIGH);
    double share = (confidence - LOW) / (HIGH - LOW);
    double factor = (1 - share) * low + share * high;
    // 3.84 is the printed chi-squared quantile, a little below the exact one.
    return quantile(confidence) * Math.max(factor, Math.min(1, high));
  }

  /**
   * The kind that holds for a functional of the law.
   *
   * @param g the functional
   * @return the tuning curve's for a quantile, the best score's for the end point and the noise
   */
  static CriticalValues of(Functional g) {
    return g instanceof Functional.Quantile ? TUNING_CURVE : BEST_SCORE;
  }

  private static double quantile(double confidence) {
    return CHI_SQUARED.inverseCumulativeProbability(confidence);
  }
}
