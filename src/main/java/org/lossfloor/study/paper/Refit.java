package org.lossfloor.study.paper;

import java.util.List;
import java.util.stream.DoubleStream;
import org.lossfloor.distribution.EmpiricalDistribution;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.distribution.band.BandKind;
import org.lossfloor.distribution.band.ConfidenceBand;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.sweep.Direction;

/**
 * A published fit, made again.
 *
 * @param published what was printed
 * @param scores one score per run
 * @param asPublished the fit by the objective, the limits and the constraints of the reference
 * @param byDefault the answer of somebody who knows nothing but the scores
 */
public record Refit(
    PublishedFit published, List<Double> scores, Answer asPublished, Answer byDefault) {
  private static final int PARAMETERS = 4;

  /** Copies the scores. */
  public Refit {
    scores = List.copyOf(scores);
  }

  /**
   * Fits again.
   *
   * @param published what was printed
   * @param scores one score per run, NaN for a failed one
   * @param trials the numbers of trials at which the tuning curve is wanted
   * @return both answers
   * @throws IllegalArgumentException if no law can be fitted to the scores as it was published
   */
  public static Refit of(PublishedFit published, double[] scores, List<Double> trials) {
    Answer again = new ExperimentEstimator(published.asPublished(trials)).answer(scores);
    if (again.estimate().fitted().isEmpty()) {
      throw new IllegalArgumentException(
          "No law: " + again.estimate().obstacle().orElse("of " + published.title()));
    }
    return new Refit(
        published,
        DoubleStream.of(scores).boxed().toList(),
        again,
        new ExperimentEstimator(published.byDefault()).answer(scores));
  }

  /**
   * Returns the fitted law.
   *
   * @return that of the fit as published
   */
  public NoisyQuadratic law() {
    return fitted().law();
  }

  private Estimate.Fitted fitted() {
    return asPublished.estimate().fitted().orElseThrow();
  }

  /**
   * Returns the share of the search space in the regime.
   *
   * @return by the law, in (0, 1]
   */
  public double share() {
    return fitted().tail().probability();
  }

  /**
   * Compares every printed number.
   *
   * @return a, b, c, o and the share in per cent
   */
  public List<Comparison> comparisons() {
    NoisyQuadratic law = law();
    return List.of(
        new Comparison("a", published.a(), law.a()),
        new Comparison("b", published.b(), law.b()),
        new Comparison("c", published.c(), law.c()),
        new Comparison("o", published.o(), law.o()),
        new Comparison("regime, %", published.percent(), 100 * share()));
  }

  /**
   * Returns whether every printed digit is the same.
   *
   * @return whether all comparisons are
   */
  public boolean same() {
    return comparisons().stream().allMatch(Comparison::same);
  }

  /**
   * Returns whether every printed digit of the law is the same.
   *
   * @return whether a, b, c and o are
   */
  public boolean sameLaw() {
    return comparisons().stream().limit(PARAMETERS).allMatch(Comparison::same);
  }

  /**
   * Returns the share of the scores of the regime at which the law lies inside the simultaneous
   * band of the scores.
   *
   * @return 1 if it does everywhere
   */
  public double inside() {
    boolean minimize = published.rule().direction() == Direction.MINIMIZE;
    double worst = minimize ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    EmpiricalDistribution seen =
        EmpiricalDistribution.of(
                scores.stream().mapToDouble(y -> Double.isNaN(y) ? worst : y).toArray())
            .withSupport(published.lower(), published.upper());
    ConfidenceBand band =
        ConfidenceBand.of(seen, BandKind.HIGHEST_DENSITY, asPublished.settings().confidence());
    double[] regime =
        scores.stream()
            .mapToDouble(y -> y)
            .filter(y -> minimize ? y <= published.threshold() : y >= published.threshold())
            .toArray();
    // Just before a step, too, where the band is lower.
    long inside =
        DoubleStream.of(regime)
            .filter(y -> band.cdf(y).contains(law().cdf(y)))
            .filter(y -> band.cdf(Math.nextDown(y)).contains(law().cdf(y)))
            .count();
    return (double) inside / regime.length;
  }

  /**
   * Returns after how many trials the median best score lies in the regime.
   *
   * @return a real number; 1 or less from the first trial on
   */
  public double firstTrials() {
    return Math.log(.5) / Math.log1p(-share());
  }
}
