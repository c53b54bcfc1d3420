package org.lossfloor.estimate.noise;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.lossfloor.sweep.Coded;
import org.lossfloor.sweep.Direction;

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
 * @param ofBest the mean score of reruns of the best configuration; nothing where it was not rerun
 */
public record RerunNoise(
    Source source, double sd, double degrees, double luck, boolean heavy, OptionalDouble ofBest) {
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
    /** From reruns of the best configuration alone, which the search does not hold. */
    BEST_RERUNS,
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
    this(source, sd, degrees, 0, false, OptionalDouble.empty());
  }

  /**
   * What reruns of the best configuration say.
   *
   * @param scores their scores, in any order, whose sum depends on it in its last digits
   * @return their noise with their mean
   * @throws IllegalArgumentException if there are fewer than two, or one is not finite
   */
  static RerunNoise ofBest(double... scores) {
    double mean = Arrays.stream(scores).average().orElse(0);
    double squares = Arrays.stream(scores).map(score -> (score - mean) * (score - mean)).sum();
    int degrees = scores.length - 1;
    double sd = Math.sqrt(squares / Math.max(1, degrees));
    return new RerunNoise(
        Source.BEST_RERUNS, sd, degrees, 0, /* heavy= */ false, OptionalDouble.of(mean));
  }

  /** The same, with heavy tails if they were seen elsewhere. */
  RerunNoise heavier(boolean seen) {
    return new RerunNoise(source, sd, degrees, luck, heavy || seen, ofBest);
  }

  /**
   * How much worse than the best score seen the best possible score may be.
   *
   * <p>The best possible score is at least as good as the mean score of the best trial. Where that
   * was rerun m times, the upper limit is {@code mean + t sd / sqrt(m)}. Else it is as much worse
   * than its observed score as its run was lucky: {@code max(3 sd, 1.25 luck)}, with the upper 90
   * per cent limit {@code sd sqrt(degrees / chi^2(.1; degrees))} for the standard deviation.
   *
   * @param best the best score seen
   * @param direction which end of the score is the good one
   * @param confidence of the interval that ends there at most, in (0, 1)
   * @return a distance in units of the score; negative where reruns were better than that
   */
  public double reach(double best, Direction direction, double confidence) {
    if (ofBest.isPresent()) {
      double worse = ofBest.getAsDouble() - best;
      return (direction == Direction.MINIMIZE ? worse : -worse) + error(confidence);
    }
    double most = Double.isInfinite(degrees) ? sd : sd * Math.sqrt(degrees / low());
    return Math.max(DEVIATIONS * most, MORE_LUCK * luck);
  }

  /**
   * The worst score that the best possible score may be.
   *
   * @param best the best score seen
   * @param direction which end of the score is the good one
   * @param confidence of the interval that ends there at most, in (0, 1)
   * @return a score, {@link #reach} worse than the best one seen
   */
  public double limit(double best, Direction direction, double confidence) {
    double reach = reach(best, direction, confidence);
    return direction == Direction.MINIMIZE ? best + reach : best - reach;
  }

  /** Half the width of Student's interval for the mean of the reruns. */
  private double error(double confidence) {
    double t = TDistribution.of(degrees).inverseSurvivalProbability((1 - confidence) / 2);
    return t * sd / Math.sqrt(degrees + 1);
  }

  private double low() {
    return ChiSquaredDistribution.of(degrees).inverseCumulativeProbability(LEVEL);
  }
}
