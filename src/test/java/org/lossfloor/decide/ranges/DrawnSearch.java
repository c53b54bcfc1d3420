package org.lossfloor.decide.ranges;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A random search of a bowl with noise: the sum of w (x - optimum)^2 over hyperparameters in [0,
 * 1], the curvatures w over a decade and a half.
 */
final class DrawnSearch {
  private final UniformRandomProvider random;
  private final ZigguratSampler.NormalizedGaussian normal;
  final double[][] x;
  final double[] scores;
  final boolean[] failed;
  final double[] optimum;

  /**
   * Draws.
   *
   * @param beyond how far beyond the upper end of the first hyperparameter the optimum lies, in
   *     ranges; inside where it is NaN
   * @param noise the standard deviation as a share of the distance from the best score to the
   *     median
   */
  DrawnSearch(long seed, int trials, int hyperparameters, double beyond, double noise) {
    random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    normal = ZigguratSampler.NormalizedGaussian.of(random);
    x = new double[trials][hyperparameters];
    optimum = new double[hyperparameters];
    double[] w = new double[hyperparameters];
    for (int j = 0; j < hyperparameters; j++) {
      optimum[j] = .15 + .7 * random.nextDouble();
      w[j] = Math.pow(10, -1.5 * random.nextDouble());
    }
    w[0] = Math.pow(10, -.5 * random.nextDouble());
    if (!Double.isNaN(beyond)) {
      optimum[0] = 1 + beyond;
    }
    double[] clean = new double[trials];
    for (int i = 0; i < trials; i++) {
      for (int j = 0; j < hyperparameters; j++) {
        x[i][j] = random.nextDouble();
        clean[i] += w[j] * (x[i][j] - optimum[j]) * (x[i][j] - optimum[j]);
      }
    }
    double[] sorted = Arrays.stream(clean).sorted().toArray();
    double deviation = noise * (sorted[trials / 2] - sorted[0]);
    scores = Arrays.stream(clean).map(f -> f + deviation * normal.sample()).toArray();
    failed = new boolean[trials];
  }

  /** Lets trials fail, more often where a hyperparameter is large. */
  DrawnSearch failing(int hyperparameter, double from, double there, double elsewhere) {
    for (int i = 0; i < scores.length; i++) {
      failed[i] = random.nextDouble() < (x[i][hyperparameter] > from ? there : elsewhere);
      scores[i] = failed[i] ? Double.NaN : scores[i];
    }
    return this;
  }

  SweptTrials trials() {
    List<Hyperparameter> all = new ArrayList<>();
    for (int j = 0; j < optimum.length; j++) {
      int at = j;
      all.add(
          Hyperparameter.of(
              "h" + j,
              IntStream.range(0, x.length).mapToObj(i -> Double.toString(x[i][at])).toList(),
              Optional.empty()));
    }
    return new SweptTrials(all, scores, failed, SweptTrials.bestQuarter(scores));
  }

  List<String> codes() {
    return SearchSpace.of(trials()).ranges().stream().flatMap(r -> r.codes().stream()).toList();
  }
}
