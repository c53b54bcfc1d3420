package org.lossfloor.distribution.band;

import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import org.lossfloor.math.MonotoneRoot;

/**
 * Where a band lies for a sample of size n: while exactly j of the n scores are &lt;= y, the cdf at
 * y lies in [lower(j), upper(j)], j = 0..n. The limits depend on n, the kind and the confidence
 * only, not on the scores.
 */
final class BandLimits {
  private final int size;
  private final long held;
  private final double criticalValue;
  private final IntToDoubleFunction lower;
  private final IntToDoubleFunction upper;

  private BandLimits(double criticalValue, double[] lower, double[] upper) {
    this(lower.length - 1, 2L * lower.length, criticalValue, j -> lower[j], j -> upper[j]);
  }

  private BandLimits(
      int size,
      long held,
      double criticalValue,
      IntToDoubleFunction lower,
      IntToDoubleFunction upper) {
    this.size = size;
    this.held = held;
    this.criticalValue = criticalValue;
    this.lower = lower;
    this.upper = upper;
  }

  /** j / n plus and minus a distance, within [0, 1]. */
  static BandLimits ofDistance(int n, double distance) {
    return new BandLimits(
        n,
        1,
        distance,
        j -> Math.max(0, (double) j / n - distance),
        j -> Math.min(1, (double) j / n + distance));
  }

  /**
   * The band of the Dvoretzky-Kiefer-Wolfowitz inequality with Massart's constant: distance
   * sqrt(log(2/(1-confidence)) / (2n)).
   */
  static BandLimits dvoretzkyKieferWolfowitz(int n, double confidence) {
    return ofDistance(n, massart(n, confidence));
  }

  private static double massart(int n, double confidence) {
    return Math.sqrt(Math.log(2 / (1 - confidence)) / (2.0 * n));
  }

  /** The band of the two-sided Kolmogorov test: P(D_n &lt;= distance) = confidence exactly. */
  static BandLimits kolmogorov(int n, double confidence) {
    // On the scale 2 n d^2 the logarithm of the tail probability has a slope near one.
    double least = 0.5 / n;
    double root =
        MonotoneRoot.find(
            x -> logit(kolmogorovProbability(n, Math.sqrt(x / (2 * n)))) - logit(confidence),
            2 * n * least * least,
            2.0 * n,
            kolmogorovStart(n, confidence));
    return ofDistance(n, Math.sqrt(root / (2 * n)));
  }

  /** Stephens (1970): the asymptotic quantile over sqrt(n) + 0.12 + 0.11 / sqrt(n). */
  private static double kolmogorovStart(int n, double confidence) {
    double root = Math.sqrt(n);
    double distance = massart(1, confidence) / (root + 0.12 + 0.11 / root);
    return 2 * n * distance * distance;
  }

  /**
   * P(D_n &lt;= distance): every order statistic within its distance of both neighbouring steps.
   */
  private static double kolmogorovProbability(int n, double distance) {
    double[] low = new double[n];
    double[] high = new double[n];
    for (int i = 0; i < n; i++) {
      low[i] = (i + 1.0) / n - distance;
      high[i] = (double) i / n + distance;
    }
    return NonCrossingProbability.of(low, high);
  }

  /**
   * The band of Learned-Miller and DeStefano, "A probabilistic upper bound on differential
   * entropy", IEEE Trans. Inf. Theory 54 (2008): intervals of the order statistics, of one coverage
   * chosen so that all hold at once with probability confidence. The coverage is the root of the
   * exact non-crossing probability.
   */
  static BandLimits learnedMillerDeStefano(
      int n, double confidence, OrderStatisticIntervals intervals) {
    DoubleUnaryOperator excess =
        x -> {
          intervals.moveTo(OrderStatistic.fromLogit(-x));
          return logit(NonCrossingProbability.of(intervals.lower(), intervals.upper()))
              - logit(confidence);
        };
    // The coverage of each is at least that of all, and Bonferroni's is enough.
    double miss = 1 - confidence;
    double guess = miss / (1 + Math.pow(Math.log(n), 2));
    double least = logit(confidence);
    double most = Math.max(least, -logit(miss / n));
    double root = MonotoneRoot.find(excess, least, most, -logit(guess));
    double missEach = OrderStatistic.fromLogit(-root);
    intervals.moveTo(missEach);
    return ofIntervals(1 - missEach, intervals);
  }

  /** Between order statistics i and i+1 the cdf lies in [lower_i, upper_(i+1)]. */
  private static BandLimits ofIntervals(double coverage, OrderStatisticIntervals intervals) {
    int n = intervals.lower().length;
    double[] lower = new double[n + 1];
    double[] upper = new double[n + 1];
    System.arraycopy(intervals.lower(), 0, lower, 1, n);
    System.arraycopy(intervals.upper(), 0, upper, 0, n);
    upper[n] = 1;
    return new BandLimits(coverage, lower, upper);
  }

  private static double logit(double p) {
    return Math.log(p) - Math.log1p(-p);
  }

  /** The distance of DKW and KS; the coverage of each interval otherwise. */
  double criticalValue() {
    return criticalValue;
  }

  /** The number of scores. */
  int size() {
    return size;
  }

  /** How many numbers it holds in memory. */
  long held() {
    return held;
  }

  double lower(int j) {
    return lower.applyAsDouble(j);
  }

  double upper(int j) {
    return upper.applyAsDouble(j);
  }
}
