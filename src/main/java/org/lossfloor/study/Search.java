package org.lossfloor.study;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A search on {@link Surface#QUADRATIC_3} with noise of 5 per cent of S: its trials in the order in
 * which they were made. For one experiment; not for use by two threads at once.
 */
final class Search {
  private static final Surface SURFACE = Surface.QUADRATIC_3;
  private static final double NOISE = .004;

  /** Home-made tree-structured Parzen estimator. */
  private static final int RANDOM_STARTS = 10;

  private static final double GOOD_SHARE = .25;
  private static final int CANDIDATES = 24;

  private static final int POPULATION = 12;
  private static final int TOURNAMENT = 3;
  private static final double MUTATION = .15;
  private static final double REFINEMENT = .1;

  private final UniformRandomProvider random;
  private final ZigguratSampler.NormalizedGaussian gaussian;
  private final double[][] points;
  private final double[] scores;

  Search(int trials, UniformRandomProvider random) {
    this.random = random;
    this.gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    this.points = new double[trials][];
    this.scores = new double[trials];
  }

  /** How a search picks the point of its trial i. */
  private interface Pick {
    double[] point(int i);
  }

  private double[] run(Pick pick) {
    for (int i = 0; i < scores.length; i++) {
      points[i] = pick.point(i);
      scores[i] = SURFACE.loss(points[i]) + NOISE * gaussian.sample();
    }
    return scores;
  }

  /** Every trial is uniform on the cube. */
  double[] uniform() {
    return run(i -> anywhere());
  }

  /** An additive recurrence from a random start: more even than chance. */
  double[] quasiRandom() {
    double[] steps = SurfaceLaw.steps(SURFACE.hyperparameters());
    double[] start = anywhere();
    return run(i -> each(j -> (start[j] + i * steps[j]) % 1));
  }

  /** All points of a grid, line by line; the last hyperparameter fastest. */
  double[] grid() {
    int side = (int) Math.ceil(Math.cbrt(scores.length));
    return run(i -> each(j -> (i / (int) Math.pow(side, 2.0 - j) % side + .5) / side));
  }

  /**
   * After ten random trials: of 24 candidates near the best quarter, the one with the highest ratio
   * of its density under the kernels of the good trials to that under the others.
   */
  double[] parzen() {
    return run(i -> i < RANDOM_STARTS ? anywhere() : likelyGood(i));
  }

  /** A tournament of 3 among the last 12 trials; its winner with every coordinate moved. */
  double[] evolution() {
    return run(i -> i < POPULATION ? anywhere() : near(points[winner(i)], MUTATION));
  }

  /** The second half around the best trial of the first. */
  double[] refinement() {
    int half = scores.length / 2;
    return run(i -> i < half ? anywhere() : near(points[best(half)], REFINEMENT));
  }

  private double[] anywhere() {
    return each(j -> random.nextDouble());
  }

  private double[] near(double[] center, double width) {
    return each(j -> Math.min(1, Math.max(0, center[j] + width * gaussian.sample())));
  }

  private static double[] each(IntToDoubleFunction coordinate) {
    double[] x = new double[SURFACE.hyperparameters()];
    Arrays.setAll(x, coordinate);
    return x;
  }

  private int best(int trials) {
    return IntStream.range(0, trials)
        .reduce((i, j) -> scores[i] <= scores[j] ? i : j)
        .orElseThrow();
  }

  private int winner(int trials) {
    return IntStream.generate(() -> trials - 1 - random.nextInt(POPULATION))
        .limit(TOURNAMENT)
        .reduce((i, j) -> scores[i] <= scores[j] ? i : j)
        .orElseThrow();
  }

  private double[] likelyGood(int trials) {
    double limit = quantile(trials, GOOD_SHARE);
    int[] good = IntStream.range(0, trials).filter(i -> scores[i] <= limit).toArray();
    int[] others = IntStream.range(0, trials).filter(i -> scores[i] > limit).toArray();
    double width = Math.pow(good.length, -1.0 / (SURFACE.hyperparameters() + 4)) * .3;
    double[] chosen = anywhere();
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < CANDIDATES; i++) {
      double[] candidate = near(points[good[random.nextInt(good.length)]], width);
      double ratio = density(candidate, good, width) / density(candidate, others, width);
      if (ratio > highest) {
        highest = ratio;
        chosen = candidate;
      }
    }
    return chosen;
  }

  private double quantile(int trials, double level) {
    double[] sorted = Arrays.copyOf(scores, trials);
    Arrays.sort(sorted);
    return sorted[(int) (level * (trials - 1))];
  }

  private double density(double[] x, int[] centres, double width) {
    double sum = 0;
    for (int centre : centres) {
      double distance = 0;
      for (int j = 0; j < x.length; j++) {
        double z = (x[j] - points[centre][j]) / width;
        distance += z * z;
      }
      sum += Math.exp(-.5 * distance);
    }
    return sum / centres.length + 1e-9;
  }
}
