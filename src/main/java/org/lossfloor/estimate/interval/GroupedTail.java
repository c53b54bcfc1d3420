package org.lossfloor.estimate.interval;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.bins.Bins;
import org.lossfloor.estimate.spacing.SpacingFit;

/**
 * Tails of simulated or resampled giant samples, of which only the order statistics are drawn that
 * the bins keep (method.md, section 8.6): the number in the tail is binomial, and with independent
 * G_j ~ Gamma(r_j - r_(j-1)) the shares at the ranks r_1 &lt; r_2 &lt; ... of k are distributed as
 * (G_1 + ... + G_j) / (G_1 + ... + G_(k+1)).
 *
 * @param trials how many trials are drawn
 * @param share the probability that one is in the tail
 * @param score the score at a share of the tail, from 0 to 1
 */
record GroupedTail(int trials, double share, DoubleUnaryOperator score) {
  /** Up to so many trials every one is drawn. */
  static final int EACH = 1 << 20;

  /** Trials of a law that are not worse than a limit. */
  static GroupedTail of(SpacingFit law, int trials, double limit) {
    NoisyQuadratic drawn = NoisyQuadratic.convex(law.a(), law.b(), law.c(), law.o());
    double inside = drawn.cdf(limit);
    return new GroupedTail(trials, inside, u -> Math.min(limit, drawn.quantile(u * inside)));
  }

  /**
   * Trials of an experiment, drawn with replacement. What a score stands for is spread evenly to
   * its neighbours.
   *
   * @param trials all its trials
   * @param size how many are in its tail
   * @param tail the i-th best of these, from 0
   */
  static GroupedTail of(int trials, int size, IntToDoubleFunction tail) {
    return new GroupedTail(
        trials,
        (double) size / trials,
        u -> {
          double at = Math.max(0, Math.min(size - 1.0, u * size - .5));
          int low = (int) at;
          double best = tail.applyAsDouble(low);
          double next = tail.applyAsDouble(Math.min(size - 1, low + 1));
          return best + (at - low) * (next - best);
        });
  }

  /**
   * Draws one.
   *
   * @param least with fewer scores in the tail there are no bins
   * @param limit the threshold
   * @param openWeight weight of the open bin beyond the best score
   * @param random where the trials come from
   * @return the bins; nothing if there are too few scores in the tail
   */
  Optional<Bins> bins(int least, double limit, double openWeight, UniformRandomProvider random) {
    int k =
        BinomialDistribution.of(trials, share).inverseCumulativeProbability(random.nextDouble());
    if (k < least) {
      return Optional.empty();
    }
    int[] ranks = Bins.kept(k, trials - k);
    double[] scores = scores(ranks, random);
    return Optional.of(
        Bins.ofTail(i -> scores[Arrays.binarySearch(ranks, i + 1)], k, limit, trials, openWeight));
  }

  private double[] scores(int[] ranks, UniformRandomProvider random) {
    double[] at = new double[ranks.length];
    double sum = 0;
    int before = 0;
    for (int i = 0; i < ranks.length; i++) {
      sum += gamma(ranks[i] - before, random);
      at[i] = sum;
      before = ranks[i];
    }
    double all = sum + gamma(1, random);
    Arrays.setAll(at, i -> score.applyAsDouble(at[i] / all));
    // The inversion of the law may be off by a last digit.
    Arrays.parallelPrefix(at, Math::max);
    return at;
  }

  private static double gamma(int shape, UniformRandomProvider random) {
    return AhrensDieterMarsagliaTsangGammaSampler.of(random, shape, 1).sample();
  }
}
