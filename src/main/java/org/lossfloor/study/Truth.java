package org.lossfloor.study;

import java.io.Serializable;

/**
 * What is true of an experiment.
 *
 * @param best the best possible score
 * @param scale S, the distance of the true best quartile of the scores from {@code best}: the unit
 *     of errors and widths; above 0
 * @param dimension the effective dimension; 0 where no single one is true
 * @param medianTwice the median best score after twice as many trials as the experiment has
 * @param medianTenfold the median best score after ten times as many trials
 */
public record Truth(
    double best, double scale, int dimension, double medianTwice, double medianTenfold)
    implements Serializable {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is not finite or out of range
   */
  public Truth {
    boolean finite = Double.isFinite(best + scale + medianTwice + medianTenfold);
    if (!finite || !(scale > 0) || dimension < 0) {
      throw new IllegalArgumentException(
          "Cannot use best %s, scale %s, dimension %d, medians %s and %s as a truth"
              .formatted(best, scale, dimension, medianTwice, medianTenfold));
    }
  }

  /**
   * The probability whose quantile is the median of the best of several trials.
   *
   * @param trials how many trials, at least 1
   * @return {@code 1 - 2^(-1/trials)}
   */
  static double medianLevel(double trials) {
    return -Math.expm1(-Math.log(2) / trials);
  }
}
