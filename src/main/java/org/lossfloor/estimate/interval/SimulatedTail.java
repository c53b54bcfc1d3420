package org.lossfloor.estimate.interval;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.lossfloor.estimate.spacing.SpacingFit;

/** Tails of simulated or resampled samples; scores beyond the threshold are censored. */
public final class SimulatedTail {
  private SimulatedTail() {}

  /**
   * Draws trials and keeps those up to a limit.
   *
   * @param law the law
   * @param trials how many trials are drawn
   * @param limit the largest score that is kept
   * @param random where the trials come from
   * @return the scores that are kept, ascending
   */
  public static double[] draw(
      SpacingFit law, int trials, double limit, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] tail = new double[trials];
    int size = 0;
    for (int i = 0; i < trials; i++) {
      double mean = law.a() + law.h() * Math.pow(random.nextDouble(), 2.0 / law.c());
      double score = mean + law.o() * normal.sample();
      if (score <= limit) {
        tail[size++] = score;
      }
    }
    double[] sorted = Arrays.copyOf(tail, size);
    Arrays.sort(sorted);
    return sorted;
  }

  /**
   * Draws trials of an experiment with replacement and keeps those that belong to its tail.
   *
   * @param tail the scores of its tail
   * @param trials all its trials, and how many are drawn
   * @param random where the draws come from
   * @return the scores that are kept, ascending
   */
  public static double[] resample(double[] tail, int trials, UniformRandomProvider random) {
    return IntStream.range(0, trials)
        .map(i -> random.nextInt(trials))
        .filter(i -> i < tail.length)
        .mapToDouble(i -> tail[i])
        .sorted()
        .toArray();
  }
}
