package org.lossfloor.estimate;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.lossfloor.distribution.NoisyQuadratic;

/** The scores that benchmarks fit: laws of dimension 1 to 4 with little and much noise, in turn. */
final class BenchmarkScores {
  private static final double[] NOISES = {.001, .05, .3};

  private BenchmarkScores() {}

  static double[] draw(int number, int trials, UniformRandomProvider random) {
    double noise = NOISES[number % NOISES.length];
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, 1 + number % 4, noise);
    double[] scores = new double[trials];
    Arrays.setAll(scores, i -> law.sample(random));
    return scores;
  }
}
