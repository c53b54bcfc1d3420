package org.lossfloor.estimate.noise;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.lossfloor.sweep.Coded;

/**
 * The standard deviation of the score between runs of one configuration, known from elsewhere than
 * the fitted law (method.md, section 9). Scores alone cannot tell a lucky run from a good
 * configuration; this can.
 *
 * @param source where it is known from
 * @param sd the standard deviation, in units of the score; finite, at least 0
 * @param degrees the degrees of freedom it rests on, positive; infinite where it is known exactly
 * @param luck by how much the luckiest run was better than its configuration, as far as that was
 *     seen, in units of the score; 0 where it was not
 * @param heavy whether it was seen to have heavier tails than a normal distribution
 */
public record RerunNoise(Source source, double sd, double degrees, double luck, boolean heavy) {
  /** The best configuration is at most this many standard deviations worse than the best score. */
  private static final double DEVIATIONS = 3;

  /** Noise with heavy tails, or more of it near the optimum, shows in the luckiest run. */
  private static final double MORE_LUCK = 1.25;

  /** The true standard deviation is larger than the one that is taken with this probability. */
  private static final double LEVEL = .1;

  /** Where the noise is known from. */
  public enum Source implements Coded {
    /** The user gave it. */
    GIVEN,
    /** From trials of one configuration, or several executions of one trial. */
    RERUNS,
    /** From trials of the regime with neighbouring hyperparameters. */
    NEIGHBOURS
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public RerunNoise {
    boolean finite = sd < Double.POSITIVE_INFINITY && luck < Double.POSITIVE_INFINITY;
    if (!(sd >= 0 && luck >= 0 && degrees > 0 && finite)) {
      throw new IllegalArgumentException(
          "Cannot use a noise of "
              + sd
              + " from "
              + degrees
              + " degrees of freedom and a luck of "
              + luck);
    }
  }

  /**
   * Noise of which nothing but its size is known.
   *
   * @param source where it is known from
   * @param sd the standard deviation, in units of the score; finite, at least 0
   * @param degrees the degrees of freedom it rests on, positive; infinite where it is known exactly
   * @throws IllegalArgumentException if a number is out of range
   */
  public RerunNoise(Source source, double sd, double degrees) {
    this(source, sd, degrees, 0, false);
  }

  /**
   * How much worse than the best score seen the best possible score may be.
   *
   * <p>The best possible score is at least as good as the mean score of the best trial, and that is
   * as much worse than its observed score as its run was lucky: {@code max(3 sd, 1.25 luck)}, with
   * the upper 90 per cent limit {@code sd sqrt(degrees / chi^2(.1; degrees))} for the standard
   * deviation.
   *
   * @return a distance in units of the score, at least 0
   */
  public double reach() {
    double most = Double.isInfinite(degrees) ? sd : sd * Math.sqrt(degrees / low());
    return Math.max(DEVIATIONS * most, MORE_LUCK * luck);
  }

  private double low() {
    return ChiSquaredDistribution.of(degrees).inverseCumulativeProbability(LEVEL);
  }
}
