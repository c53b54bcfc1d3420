package org.lossfloor.distribution;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The distribution of the best score after {@code n} independent trials from one law.
 *
 * <p>With {@code F} the distribution function of one trial, {@code P(best > y) = (1 - F(y))^n} when
 * minimising and {@code P(best <= y) = F(y)^n} when maximising. The number of trials is a real
 * number of at least 1; it is meant for values up to about 1e9. Either direction works with either
 * shape of the law. Immutable.
 *
 * @param law the law of one trial
 * @param minimize whether the best score is the smallest one
 */
public record TuningCurve(NoisyQuadratic law, boolean minimize) {
  /**
   * Checks that there is a law.
   *
   * @param law the law of one trial
   * @param minimize whether the best score is the smallest one
   * @throws NullPointerException if {@code law} is null
   */
  public TuningCurve {
    Objects.requireNonNull(law, "law");
  }

  /**
   * The tuning curve of a law.
   *
   * @param law the law of one trial
   * @param minimize whether the best score is the smallest one
   * @return the curve
   */
  public static TuningCurve of(NoisyQuadratic law, boolean minimize) {
    return new TuningCurve(law, minimize);
  }

  /**
   * Quantile of the best score.
   *
   * @param n number of trials, at least 1
   * @param q probability from 0 to 1
   * @return the score {@code y} with {@code P(best <= y) = q}
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public double quantile(double n, double q) {
    requireTrials(n);
    requireProbability(q);
    double log = (minimize ? Math.log1p(-q) : Math.log(q)) / n;
    double staying = Math.exp(log);
    double leaving = 0.0 - Math.expm1(log);
    // One trial lies on the far side of y with probability "staying".
    if (minimize) {
      return leaving < 0.5 ? law.quantile(leaving) : law.survivalQuantile(staying);
    }
    return leaving < 0.5 ? law.survivalQuantile(leaving) : law.quantile(staying);
  }

  /**
   * Median of the best score.
   *
   * @param n number of trials, at least 1
   * @return the median of the best of {@code n}
   * @throws IllegalArgumentException if {@code n} is below 1 or not finite
   */
  public double median(double n) {
    return quantile(n, 0.5);
  }

  /**
   * Mean of the best score.
   *
   * @param n number of trials, at least 1
   * @return the expected best of {@code n}
   * @throws IllegalArgumentException if {@code n} is below 1 or not finite
   */
  public double mean(double n) {
    requireTrials(n);
    return n == 1 ? law.mean() : BestScoreMean.of(this).mean(n);
  }

  /**
   * Expected further improvement of the best score when {@code m} more trials follow {@code n}:
   * {@code |mean(n + m) - mean(n)|}, integrated as one positive quantity, so that it keeps its
   * digits when the gain is small.
   *
   * @param n number of trials done, at least 1
   * @param m number of trials to come, not negative
   * @return the expected gain, not negative, in the unit of the score
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public double expectedGain(double n, double m) {
    requireTrials(n);
    if (!(m >= 0) || !Double.isFinite(m)) {
      throw new IllegalArgumentException("further trials must be finite and not negative: " + m);
    }
    return m == 0 ? 0 : BestScoreMean.of(this).gain(n, m);
  }

  /**
   * Number of trials after which the best score is at least as good as a given one with a given
   * probability: {@code log(1 - probability) / log(P(one trial is worse))}, and no less than 1.
   *
   * @param score the score to reach
   * @param probability how surely, strictly between 0 and 1
   * @return the smallest real number of trials of at least 1; empty if the law cannot produce such
   *     a score (its probability is zero, or too small for the number of trials to be finite)
   * @throws IllegalArgumentException if {@code score} is NaN or {@code probability} is not strictly
   *     between 0 and 1
   */
  public OptionalDouble trialsToReach(double score, double probability) {
    if (!(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "probability must be strictly between 0 and 1: " + probability);
    }
    double trials = Math.log1p(-probability) / logWorse(score);
    return Double.isFinite(trials)
        ? OptionalDouble.of(Math.max(1, trials))
        : OptionalDouble.empty();
  }

  /** Logarithm of the probability that one trial is worse than y. */
  double logWorse(double y) {
    return minimize ? law.logSurvival(y) : law.logCdf(y);
  }

  private static void requireTrials(double n) {
    if (!(n >= 1) || !Double.isFinite(n)) {
      throw new IllegalArgumentException("number of trials must be finite and at least 1: " + n);
    }
  }

  private static void requireProbability(double q) {
    if (!(q >= 0 && q <= 1)) {
      throw new IllegalArgumentException("probability must be in [0, 1]: " + q);
    }
  }
}
