package org.lossfloor.estimate.spacing;

import java.io.Serializable;

/**
 * A number read off a fitted law on the minimising scale, for which a profile can be computed: the
 * noise o, or g = a + h xi, with xi = 0 for the end point and xi the p-quantile of the standardised
 * law otherwise.
 */
public sealed interface Functional extends Serializable {
  /** The best end a of the mean part. */
  record EndPoint() implements Functional {}

  /**
   * The p-quantile of the law.
   *
   * @param p probability in (0, 1)
   */
  record Quantile(double p) implements Functional {
    /** Checks the probability. */
    public Quantile {
      if (!(p > 0 && p < 1)) {
        throw new IllegalArgumentException("a probability must be in (0, 1): " + p);
      }
    }
  }

  /** The standard deviation o of the noise. */
  record Noise() implements Functional {}

  /**
   * The noise.
   *
   * @return the functional g = o
   */
  static Functional noise() {
    return new Noise();
  }

  /**
   * The end point.
   *
   * @return the functional g = a
   */
  static Functional endPoint() {
    return new EndPoint();
  }

  /**
   * The median of the best of m trials, the quantile at p = 1 - 2^(-1/m).
   *
   * @param trials m, positive
   * @return the functional
   * @throws IllegalArgumentException if trials is not positive and finite
   */
  static Functional medianBestOf(double trials) {
    if (!(trials > 0) || Double.isInfinite(trials)) {
      throw new IllegalArgumentException("the number of trials must be positive: " + trials);
    }
    return new Quantile(-Math.expm1(-Math.log(2) / trials));
  }
}
