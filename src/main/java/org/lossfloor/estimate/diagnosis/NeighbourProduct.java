package org.lossfloor.estimate.diagnosis;

import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The law of {@code R = x_1 x_2 + x_2 x_3 + ... + x_n x_1} over all orders of given numbers x of
 * mean 0, by its first three moments.
 *
 * <p>The expectation of a product of distinct members is a monomial symmetric sum {@code [a, b,
 * ..]} over a falling factorial of n. With the power sums S_k and {@code S_1 = 0} the sums follow
 * from {@code [p, 1] = - sum over i of [p, the i-th part one larger]}. The powers of R count how
 * the edges of a circle meet: for the third {@code n [3,3] + 6n [3,2,1] + 3n(n-3) [2,2,1,1] + 6n
 * [2,2,1,1] + 6n(n-4) [2,1,1,1,1] + n(n-4)(n-5) [1,1,1,1,1,1]}, each over its falling factorial.
 * The first two moments are those of Wald and Wolfowitz (1943).
 *
 * @param mean the expectation of R
 * @param deviation its standard deviation; 0 where all numbers are equal
 * @param skewness its skewness
 */
record NeighbourProduct(double mean, double deviation, double skewness) {
  /** Below this skewness the gamma law is taken as normal. */
  private static final double SYMMETRIC = 1e-3;

  /** With fewer numbers the edges of the circle are not distinct. */
  static final int LEAST = 7;

  /**
   * Computes the moments.
   *
   * @param x numbers of mean 0, at least 7
   */
  static NeighbourProduct of(double[] x) {
    double n = x.length;
    double[] s = powerSums(x);
    double mean = -s[2] / (n - 1);
    double second = (s[2] * s[2] - s[4]) / (n - 1) + (s[2] * s[2] - 2 * s[4]) / ((n - 1) * (n - 2));
    double variance = second - mean * mean;
    if (!(variance > 0)) {
      return new NeighbourProduct(mean, 0, 0);
    }
    double third = thirdMoment(n, s) - 3 * mean * second + 2 * mean * mean * mean;
    return new NeighbourProduct(mean, Math.sqrt(variance), third / Math.pow(variance, 1.5));
  }

  private static double[] powerSums(double[] x) {
    double[] sums = new double[7];
    for (double value : x) {
      double power = value;
      for (int k = 2; k < sums.length; k++) {
        power *= value;
        sums[k] += power;
      }
    }
    return sums;
  }

  private static double thirdMoment(double n, double[] s) {
    double m33 = s[3] * s[3] - s[6];
    double m321 = -s[3] * s[3] - s[4] * s[2] + 2 * s[6];
    double m222 = s[2] * s[2] * s[2] - 3 * s[4] * s[2] + 2 * s[6];
    double m2211 = -2 * m321 - m222;
    double m411 = 2 * s[6] - s[4] * s[2];
    double m3111 = -m411 - 2 * m321;
    double m21111 = -m3111 - 3 * m2211;
    double m111111 = -5 * m21111;
    double two = n * (n - 1);
    double three = two * (n - 2);
    double four = three * (n - 3);
    double five = four * (n - 4);
    double six = five * (n - 5);
    return n * m33 / two
        + 6 * n * m321 / three
        + (3 * n * (n - 3) + 6 * n) * m2211 / four
        + 6 * n * (n - 4) * m21111 / five
        + n * (n - 4) * (n - 5) * m111111 / six;
  }

  /** The probability of at least a value, by the shifted gamma law with these moments. */
  double atLeast(double value) {
    if (deviation == 0) {
      return 1;
    }
    double z = (value - mean) / deviation;
    if (Math.abs(skewness) < SYMMETRIC) {
      return NormalDistribution.of(0, 1).survivalProbability(z);
    }
    double shape = 4 / (skewness * skewness);
    double gamma = shape + z * Math.sqrt(shape) * Math.signum(skewness);
    GammaDistribution law = GammaDistribution.of(shape, 1);
    return skewness > 0 ? law.survivalProbability(gamma) : law.cumulativeProbability(gamma);
  }
}
