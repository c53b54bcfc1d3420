package org.lossfloor.estimate.diagnosis;

/** Joins p-values of tests of one hypothesis that may depend on each other. */
final class PValues {
  /** A one-sided test that lies far on the other side must not outvote the others. */
  private static final double LARGEST = .99;

  private PValues() {}

  /**
   * The Cauchy combination (Liu and Xie 2020): the mean of {@code tan((1/2 - p) pi)} has Cauchy
   * tails under the hypothesis, however the p-values depend on each other.
   *
   * @param values p-values in [0, 1], at least one
   * @return the joint p-value, in [0, 1]; more exact the smaller it is
   */
  static double cauchy(double... values) {
    double sum = 0;
    for (double p : values) {
      sum += 1 / Math.tan(Math.min(p, LARGEST) * Math.PI);
    }
    double mean = sum / values.length;
    // The complement of the arc tangent, without its cancellation at large means.
    return mean > 0 ? Math.atan(1 / mean) / Math.PI : .5 - Math.atan(mean) / Math.PI;
  }
}
