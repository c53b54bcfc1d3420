package org.lossfloor.estimate;

/**
 * Estimates what an experiment tells about its best possible score, effective dimension, noise and
 * tuning curve (recipe, section 2).
 *
 * <p>Immutable; may be used by several threads at once. The same scores in any order give the same
 * digits.
 */
public final class ExperimentEstimator {
  private final EstimateSettings settings;

  /**
   * An estimator.
   *
   * @param settings what is to be estimated, and under which assumptions
   */
  public ExperimentEstimator(EstimateSettings settings) {
    this.settings = settings;
  }

  /**
   * Estimates everything from the scores of one experiment.
   *
   * @param scores one score per trial in the direction and on the scale of the metric, in any
   *     order; NaN and infinite values are failed trials, which count as worse than every other.
   *     Not changed
   * @return a fitted law, or why there is none
   */
  public Estimate estimate(double[] scores) {
    Sample sample = Sample.of(scores, settings.minimize());
    if (!sample.sufficient()) {
      return new Estimate.TooFewTrials(sample.counts(0), sample.observedBest());
    }
    if (!sample.resolved()) {
      return new Estimate.NotIdentifiable(
          sample.counts(0),
          sample.observedBest(),
          "the best scores cannot be told apart in double precision");
    }
    double bound = bound(sample.scale());
    Regime.Search search =
        new Regime.Search(bound, settings.minDimension(), settings.maxDimension());
    if (settings.threshold() instanceof Threshold.Auto) {
      return described(sample, Regime.chosen(sample, search), bound);
    }
    Tail tail = given(sample);
    if (tail.size() < TailLadder.SMALLEST || sample.distinctAmongBest(tail.size()) < 6) {
      return new Estimate.TooFewTrials(sample.counts(tail.size()), sample.observedBest());
    }
    return described(sample, Regime.given(sample, search, tail), bound);
  }

  private double bound(StandardScale scale) {
    double bound = settings.minimize() ? settings.lowerBound() : settings.upperBound();
    return scale.standardized(bound);
  }

  private Tail given(Sample sample) {
    if (settings.threshold() instanceof Threshold.At at) {
      return sample.tailUpTo(sample.scale().standardized(at.score()));
    }
    if (settings.threshold() instanceof Threshold.TailFraction fraction) {
      int size = (int) Math.round(fraction.share() * sample.trials());
      return sample.tail(Math.min(sample.finite(), size));
    }
    return sample.tail(sample.finite());
  }

  private Estimate described(Sample sample, Regime regime, double bound) {
    if (regime.tail().lowest() == Double.POSITIVE_INFINITY) {
      return new Estimate.NotIdentifiable(
          sample.counts(regime.tail().tail().size()),
          sample.observedBest(),
          "no law gives every score of the tail a probability above 0");
    }
    return new Description(settings, sample, regime, bound).fitted();
  }
}
