package org.lossfloor.study.compare;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.distribution.TuningCurve;

/**
 * One experiment of a pair: trials that follow the convex law between 0 and 1 or fail.
 *
 * @param dimension the effective dimension c
 * @param noise the noise o as a share of the spread S, the noise-free quartile's distance from the
 *     best possible score
 * @param failed the share of trials that fail
 * @param trials how many trials are run
 */
public record PairSide(int dimension, double noise, double failed, int trials)
    implements Serializable {
  private static final int PARTS = 4_000;

  /**
   * Returns the spread S of the regime.
   *
   * @return {@code 0.25^(2/c)}
   */
  public double spread() {
    return Math.pow(.25, 2.0 / dimension);
  }

  /** The law of a trial that succeeds. */
  NoisyQuadratic law(double shift) {
    return NoisyQuadratic.convex(shift, 1 + shift, dimension, noise * spread());
  }

  /** Draws the scores; NaN where a trial failed. */
  double[] draw(double shift, UniformRandomProvider random) {
    NoisyQuadratic law = law(shift);
    double[] scores = new double[trials];
    Arrays.setAll(scores, i -> random.nextDouble() < failed ? Double.NaN : law.sample(random));
    return scores;
  }

  /** The expected best of n, given that one succeeds; only without failures. */
  double expected(double shift, double n) {
    if (failed > 0) {
      throw new IllegalStateException("the number of trials that succeed is random");
    }
    return TuningCurve.of(law(shift), true).mean(n);
  }

  /** The probability that the best of n is worse than a score. */
  double worse(double shift, double score, double n) {
    return Math.pow(failed + (1 - failed) * law(shift).survival(score), n);
  }

  /**
   * The probability that the best of n of this side beats that of another, where nobody's n trials
   * all fail.
   */
  double beats(PairSide other, double shiftOfOther, double n) {
    double sum = 0;
    double all = Math.pow(failed, n);
    for (int i = 0; i < PARTS; i++) {
      // The best of n is worse than y with this probability.
      double level = all + (1 - all) * (i + .5) / PARTS;
      double survival = (Math.pow(level, 1 / n) - failed) / (1 - failed);
      double score = law(0).survivalQuantile(Math.min(1, Math.max(0, survival)));
      sum += other.worse(shiftOfOther, score, n) / PARTS;
    }
    return (1 - all) * sum + all * Math.pow(other.failed, n) / 2;
  }
}
