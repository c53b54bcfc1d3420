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
 */
public record RerunNoise(Source source, double sd, double degrees) {
  /** The best configuration is at most this many standard deviations worse than the best score. */
  private static final double DEVIATIONS = 3;

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
    if (!(sd >= 0 && sd < Double.POSITIVE_INFINITY && degrees > 0)) {
      throw new IllegalArgumentException(
          "Cannot use a noise of " + sd + " from " + degrees + " degrees of freedom");
    }
  }

  /**
   * How much worse than the best score seen the best possible score may be.
   *
   * <p>The best possible score is at least as good as the mean score of the best trial, and that is
   * as much worse than its observed score as its run was lucky: {@code 3 sd}, with the upper 90 per
   * cent limit {@code sd sqrt(degrees / chi^2(.1; degrees))} for the standard deviation.
   *
   * @return a distance in units of the score, at least 0
   */
  public double reach() {
    return DEVIATIONS * (Double.isInfinite(degrees) ? sd : sd * Math.sqrt(degrees / low()));
  }

  private double low() {
    return ChiSquaredDistribution.of(degrees).inverseCumulativeProbability(LEVEL);
  }
}
