package org.lossfloor.distribution;

import java.util.Arrays;

/**
 * A distribution on finitely many values, each of positive probability; the ends may be infinite.
 * The empirical distribution is one, and so is each edge of a band.
 */
public final class StepDistribution {
  /**
   * A level this close to a step counts as on it: the exact level may equal the step k/n, while
   * 1-q, the n-th root or a sum of weights rounds it. Steps of any sample lie much further apart.
   */
  private static final double ON_THE_STEP = 1e-14;

  private final double lowerEnd;
  private final double[] values;
  private final double[] cdf;

  /** 1 - cdf with its own digits: near cdf = 1 the difference would lose them. */
  private final double[] survival;

  /**
   * Keeps the values at which the cdf rises.
   *
   * @param lowerEnd lower end of the support, the quantile of level 0
   * @param values ascending, distinct
   * @param cdf nondecreasing, the last one 1
   * @param survival 1 - cdf
   */
  public StepDistribution(double lowerEnd, double[] values, double[] cdf, double[] survival) {
    int[] rising = rising(cdf);
    this.lowerEnd = lowerEnd;
    this.values = pick(values, rising);
    this.cdf = pick(cdf, rising);
    this.survival = pick(survival, rising);
  }

  private static int[] rising(double[] cdf) {
    int[] kept = new int[cdf.length];
    int count = 0;
    double reached = 0;
    for (int i = 0; i < cdf.length; i++) {
      if (cdf[i] > reached) {
        kept[count++] = i;
        reached = cdf[i];
      }
    }
    return Arrays.copyOf(kept, count);
  }

  private static double[] pick(double[] from, int[] indices) {
    return Arrays.stream(indices).mapToDouble(i -> from[i]).toArray();
  }

  /** P(Y &lt;= y). */
  public double cdf(double y) {
    requireNumber("y", y);
    int i = Arrays.binarySearch(values, y + 0.0);
    int last = i >= 0 ? i : -i - 2;
    return last < 0 ? 0 : cdf[last];
  }

  /** The smallest y in the support with p &lt;= P(Y &lt;= y). */
  public double quantile(double p) {
    requireProbability("p", p);
    if (p == 0) {
      return lowerEnd;
    }
    int i = Arrays.binarySearch(cdf, p * (1 - ON_THE_STEP));
    return values[i >= 0 ? i : -i - 1];
  }

  /** The q quantile of the best of a number of independent draws. */
  public double quantileOfBest(double trials, double q, boolean minimize) {
    requireTrials(trials);
    requireProbability("q", q);
    return quantile(minimize ? -Math.expm1(Math.log1p(-q) / trials) : Math.pow(q, 1 / trials));
  }

  /**
   * The mean of the best of a number of independent draws: the first value plus the gaps times the
   * probabilities that the best lies beyond them. Infinite where an infinite value has positive
   * probability; minus infinity if both have.
   */
  public double meanOfBest(double trials, boolean minimize) {
    requireTrials(trials);
    int last = values.length - 1;
    if (Double.isInfinite(values[0])) {
      return values[0];
    }
    if (Double.isInfinite(values[last])) {
      return values[last];
    }
    double sum = 0;
    for (int i = 0; i < last; i++) {
      double below =
          minimize ? power(survival[i], cdf[i], trials) : power(cdf[i], survival[i], trials);
      sum += below * (values[i + 1] - values[i]);
    }
    return minimize ? values[0] + sum : values[last] - sum;
  }

  /** p^n, through the logarithm of 1 - complement where p is near one and would be rounded. */
  private static double power(double p, double complement, double n) {
    return complement < 0.5 ? Math.exp(n * Math.log1p(-complement)) : Math.pow(p, n);
  }

  /** The largest value. */
  public double largest() {
    return values[values.length - 1];
  }

  static void requireNumber(String name, double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException(name + " is NaN");
    }
  }

  private static void requireProbability(String name, double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException(name + " must lie in [0, 1], was " + p);
    }
  }

  private static void requireTrials(double trials) {
    if (!(trials >= 1 && trials < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("trials must be finite and at least 1, was " + trials);
    }
  }
}
