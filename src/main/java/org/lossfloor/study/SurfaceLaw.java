package org.lossfloor.study;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * The distribution of the scores of a random search, by 2^20 points of an additive recurrence (its
 * steps are the negative powers of the root of x^(d+1) = x + 1, which generalises the golden ratio
 * to d dimensions). At n = 1000 trials some 70 points lie below the median of the best of 10 n, the
 * smallest quantile that is asked for, which fixes it to a few thousandths of S.
 */
final class SurfaceLaw {
  private static final int POINTS = 1 << 20;

  /** Quantiles up to this level are kept. */
  private static final int LOW_SHARE = 64;

  private static final Map<SurfaceSearch, SurfaceLaw> KNOWN = new ConcurrentHashMap<>();

  private final double noise;
  private final double quartile;
  private final double[] low;

  private SurfaceLaw(double noise, double[] sorted) {
    this.noise = noise;
    this.quartile = sorted[POINTS / 4];
    this.low = Arrays.copyOf(sorted, POINTS / LOW_SHARE);
  }

  /** The distribution for a search; made once in a JVM, the same in all. */
  static SurfaceLaw of(SurfaceSearch search) {
    return KNOWN.computeIfAbsent(search, SurfaceLaw::made);
  }

  private static SurfaceLaw made(SurfaceSearch search) {
    double[] noiseless = sorted(search.surface(), 0);
    double noise = search.noise() * noiseless[POINTS / 4];
    return new SurfaceLaw(noise, noise == 0 ? noiseless : sorted(search.surface(), noise));
  }

  /** Failed runs are NaN and sort last. */
  private static double[] sorted(Surface surface, double noise) {
    int d = surface.hyperparameters();
    double[] steps = steps(d + 1);
    double[] at = new double[d + 1];
    Arrays.fill(at, .5);
    double[] x = new double[d];
    double[] scores = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      for (int j = 0; j <= d; j++) {
        at[j] += steps[j];
        at[j] -= Math.floor(at[j]);
      }
      System.arraycopy(at, 0, x, 0, d);
      scores[i] = surface.loss(x) + (noise == 0 ? 0 : noise * normal(at[d]));
    }
    Arrays.sort(scores);
    return scores;
  }

  /** The steps of the recurrence, one per dimension. */
  static double[] steps(int dimensions) {
    DoubleUnaryOperator next = x -> Math.pow(1 + x, 1.0 / (dimensions + 1));
    double root = 2;
    for (int i = 0; i < 100; i++) {
      root = next.applyAsDouble(root);
    }
    double[] steps = new double[dimensions];
    for (int j = 0; j < dimensions; j++) {
      steps[j] = Math.pow(root, -(j + 1.0));
    }
    return steps;
  }

  private static double normal(double level) {
    return -Math.sqrt(2) * InverseErfc.value(2 * Math.max(level, Double.MIN_NORMAL));
  }

  /** The standard deviation of the noise. */
  double noise() {
    return noise;
  }

  /** S: the best possible score is 0. */
  double quartile() {
    return quartile;
  }

  /**
   * A low quantile.
   *
   * @param level below 1/64
   */
  double lowQuantile(double level) {
    int index = (int) (level * POINTS);
    if (index >= low.length) {
      throw new IllegalArgumentException(
          "Cannot use %s as level: it must be below 1/%d".formatted(level, LOW_SHARE));
    }
    return low[index];
  }
}
