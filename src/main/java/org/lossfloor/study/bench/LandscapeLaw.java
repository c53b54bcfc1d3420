package org.lossfloor.study.bench;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What is true of the random search of a landscape, by simulation: 2^20 trials, of which some 73
 * are better than the median of the best of 10,000, and 2^17 runs of the best configuration.
 */
final class LandscapeLaw {
  private static final int TRIALS = 1 << 20;
  private static final int RUNS = 1 << 17;

  /** Quantiles up to this level are kept. */
  private static final int LOW_SHARE = 32;

  private final double best;
  private final double quartile;
  private final double[] low;

  private LandscapeLaw(double best, double[] sorted) {
    this.best = best;
    this.quartile = sorted[TRIALS / 4];
    this.low = Arrays.copyOf(sorted, TRIALS / LOW_SHARE);
  }

  static LandscapeLaw of(Landscape landscape, UniformRandomProvider random) {
    double[] scores = new double[TRIALS];
    double[] x = new double[landscape.loss().hyperparameters()];
    for (int i = 0; i < TRIALS; i++) {
      Arrays.setAll(x, j -> random.nextDouble());
      scores[i] = landscape.score(x, random);
    }
    Arrays.sort(scores);
    double sum = 0;
    for (int i = 0; i < RUNS; i++) {
      sum += landscape.measure().score(0, random);
    }
    return new LandscapeLaw(sum / RUNS, scores);
  }

  /** The mean score of the best configuration. */
  double best() {
    return best;
  }

  /** S, the distance of the quartile of the scores from the best possible one. */
  double scale() {
    return quartile - best;
  }

  /** The median of the best of so many trials, at least 23. */
  double medianBestOf(double trials) {
    return low[(int) (-Math.expm1(-Math.log(2) / trials) * TRIALS)];
  }
}
