package org.lossfloor.estimate.noise;

import java.util.Arrays;

/** The kurtosis test of Anscombe and Glynn (method.md, section 9). */
final class HeavyTails {
  /** Fewer residuals are not tested. */
  private static final int LEAST = 20;

  /** The upper .5 per cent point of the standard normal distribution. */
  private static final double CERTAIN = 2.5758;

  private HeavyTails() {}

  /** Whether residuals have heavier tails than normal ones, at a level of .5 per cent. */
  static boolean in(double... residuals) {
    if (residuals.length < LEAST) {
      return false;
    }
    double mean = Arrays.stream(residuals).average().orElse(0);
    double second = moment(residuals, mean, 2);
    return second > 0
        && normal(moment(residuals, mean, 4) / (second * second), residuals.length) > CERTAIN;
  }

  private static double moment(double[] values, double mean, int power) {
    return Arrays.stream(values).map(v -> Math.pow(v - mean, power)).average().orElse(0);
  }

  /**
   * The kurtosis of a normal sample on a scale on which it is nearly standard normal.
   *
   * @param kurtosis the fourth central moment over the square of the second
   * @param n the size of the sample, at least 20
   */
  static double normal(double kurtosis, double n) {
    double mean = 3 * (n - 1) / (n + 1);
    double variance = 24 * n * (n - 2) * (n - 3) / ((n + 1) * (n + 1) * (n + 3) * (n + 5));
    double x = (kurtosis - mean) / Math.sqrt(variance);
    double skewness =
        6
            * (n * n - 5 * n + 2)
            / ((n + 7) * (n + 9))
            * Math.sqrt(6 * (n + 3) * (n + 5) / (n * (n - 2) * (n - 3)));
    double degrees = 6 + 8 / skewness * (2 / skewness + Math.sqrt(1 + 4 / (skewness * skewness)));
    double spread = Math.sqrt(2 / (9 * degrees));
    double share = (1 - 2 / degrees) / (1 + x * Math.sqrt(2 / (degrees - 4)));
    return (1 - 2 / (9 * degrees) - Math.cbrt(share)) / spread;
  }
}
