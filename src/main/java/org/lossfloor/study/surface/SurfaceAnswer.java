package org.lossfloor.study.surface;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The best possible score as the smallest value of a surface through the trials: the mean of a
 * {@link GaussianProcess}, where that is smallest.
 *
 * <p>Scores beyond the median count by the logarithm of their distance from it, so that the worst
 * ones do not shape the surface near the optimum.
 *
 * @param best the smallest mean
 * @param sd the standard deviation of the process there, above 0
 */
record SurfaceAnswer(double best, double sd) {
  /** The best trials of a larger search are used. */
  private static final int MOST_TRIALS = 250;

  private static final int LEAST_TRIALS = 12;
  private static final int STARTS = 5;
  private static final int STEPS = 120;
  private static final double FIRST_STEP = .2;
  private static final double LAST_STEP = .005;

  /**
   * Answers.
   *
   * @param points the configurations
   * @param scores their scores, smaller is better; NaN for failed trials
   * @param random for the search of the minimum
   * @return nothing where fewer than twelve trials succeeded, or all scores are equal
   */
  static Optional<SurfaceAnswer> of(
      double[][] points, double[] scores, UniformRandomProvider random) {
    int[] used =
        IntStream.range(0, scores.length)
            .filter(i -> Double.isFinite(scores[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .limit(MOST_TRIALS)
            .mapToInt(i -> i)
            .toArray();
    if (used.length < LEAST_TRIALS || scores[used[0]] == scores[used[used.length - 1]]) {
      return Optional.empty();
    }
    double[][] places = Arrays.stream(used).mapToObj(i -> points[i]).toArray(double[][]::new);
    GaussianProcess surface =
        GaussianProcess.fit(
            places, bent(Arrays.stream(used).mapToDouble(i -> scores[i]).toArray()));
    double[] optimum = minimum(surface, places, random);
    double sd = surface.sd(optimum);
    return sd > 0 ? Optional.of(new SurfaceAnswer(surface.mean(optimum), sd)) : Optional.empty();
  }

  /** Ascending scores, those beyond the median by the logarithm of their distance. */
  private static double[] bent(double... ascending) {
    double median = ascending[ascending.length / 2];
    double depth = median - ascending[0];
    if (!(depth > 0)) {
      return ascending;
    }
    return Arrays.stream(ascending)
        .map(y -> y <= median ? y : median + depth * Math.log1p((y - median) / depth))
        .toArray();
  }

  /** Steps at random, smaller and smaller, from the points with the smallest means. */
  private static double[] minimum(
      GaussianProcess surface, double[][] points, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[][] starts =
        Arrays.stream(points)
            .sorted(Comparator.comparingDouble(surface::mean))
            .limit(STARTS)
            .toArray(double[][]::new);
    double[] best = starts[0];
    for (double[] start : starts) {
      double[] at = start;
      for (int i = 0; i < STEPS; i++) {
        double step = FIRST_STEP * Math.pow(LAST_STEP / FIRST_STEP, (double) i / STEPS);
        double[] next = at.clone();
        Arrays.setAll(next, d -> Math.min(1, Math.max(0, next[d] + step * normal.sample())));
        at = surface.mean(next) < surface.mean(at) ? next : at;
      }
      best = surface.mean(at) < surface.mean(best) ? at : best;
    }
    return best;
  }
}
