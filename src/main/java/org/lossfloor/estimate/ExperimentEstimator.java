package org.lossfloor.estimate;

import java.util.List;
import java.util.Optional;

/**
 * Estimates what an experiment tells about its best possible score, effective dimension, noise and
 * tuning curve (recipe, section 2).
 *
 * <p>Immutable; may be used by several threads at once. The same scores in any order give the same
 * digits.
 */
public final class ExperimentEstimator {
  private static final String NO_LAW = "no law gives every score of the tail a probability above 0";

  private final EstimateSettings settings;
  private final IntervalPlan intervals;

  /**
   * An estimator with profile intervals.
   *
   * @param settings what is to be estimated, and under which assumptions
   */
  public ExperimentEstimator(EstimateSettings settings) {
    this(settings, IntervalPlan.PROFILE);
  }

  /**
   * An estimator.
   *
   * @param settings what is to be estimated, and under which assumptions
   * @param intervals how the intervals are made
   */
  public ExperimentEstimator(EstimateSettings settings, IntervalPlan intervals) {
    this.settings = settings;
    this.intervals = intervals;
  }

  /**
   * Estimates everything from the scores of one experiment.
   *
   * @param scores one score per trial in the direction and on the scale of the metric, in any
   *     order; NaN and infinite values are failed trials, which count as worse than every other.
   *     Not changed
   * @return a fitted law, or why there is none. With {@link Objective#REFERENCE} the point estimate
   *     of the reference library at the given threshold, or at the one that the recipe chooses,
   *     without intervals
   */
  public Estimate estimate(double[] scores) {
    Sample sample = Sample.of(scores, settings.minimize());
    if (!sample.sufficient()) {
      return new Estimate.TooFewTrials(sample.counts(0), sample.observedBest());
    }
    int size = largestTail(sample);
    if (tooFew(sample, size)) {
      return new Estimate.TooFewTrials(sample.counts(size), sample.observedBest());
    }
    double bound = bound(sample.scale());
    double end = threshold(sample, size);
    Optional<String> obstacle = sample.obstacle(size, end).or(() -> excluded(bound, end));
    if (obstacle.isPresent()) {
      return notIdentifiable(sample, size, obstacle.get());
    }
    Regime.Search search =
        new Regime.Search(bound, settings.minDimension(), settings.maxDimension());
    if (settings.threshold() instanceof Threshold.Auto) {
      return Regime.chosen(sample, search)
          .map(regime -> ofChosen(sample, regime, bound, scores))
          .orElseGet(() -> notIdentifiable(sample, size, NO_LAW));
    }
    Tail tail = given(sample, size);
    if (reference()) {
      return reference(sample, tail, List.of(), scores);
    }
    return Regime.given(sample, search, tail)
        .<Estimate>map(regime -> described(sample, regime, bound))
        .orElseGet(() -> notIdentifiable(sample, size, NO_LAW));
  }

  private Estimate ofChosen(Sample sample, Regime regime, double bound, double[] scores) {
    return reference()
        ? reference(sample, regime.tail().tail(), regime.sizes(), scores)
        : described(sample, regime, bound);
  }

  private Estimate described(Sample sample, Regime regime, double bound) {
    Estimate.Fitted fitted = new Description(settings, sample, regime, bound, intervals).fitted();
    PercentileIntervals percentiles = new PercentileIntervals(settings, intervals);
    return switch (intervals.method()) {
      case PROFILE, NARROW, CALIBRATED -> fitted;
      case PERCENTILE -> percentiles.ofSimulated(fitted);
      case NONPARAMETRIC ->
          percentiles.ofResampled(fitted, sample.best(regime.tail().tail().size()));
    };
  }

  private static Estimate notIdentifiable(Sample sample, int size, String detail) {
    return new Estimate.NotIdentifiable(sample.counts(size), sample.observedBest(), detail);
  }

  /** What is wrong if a bound leaves no room for a best score before the threshold. */
  private Optional<String> excluded(double bound, double threshold) {
    return bound < threshold
        ? Optional.empty()
        : Optional.of(
            "every score up to the threshold is better than the %s bound %s"
                .formatted(
                    settings.minimize() ? "lower" : "upper",
                    settings.minimize() ? settings.lowerBound() : settings.upperBound()));
  }

  /** A tail that is given must hold as much as the recipe asks of a sample. */
  private boolean tooFew(Sample sample, int size) {
    boolean chosen = settings.threshold() instanceof Threshold.Auto;
    return !chosen
        && (size < TailLadder.SMALLEST || sample.distinctAmongBest(size) < Sample.LEAST_DISTINCT);
  }

  private boolean reference() {
    return settings.objective() == Objective.REFERENCE;
  }

  private Estimate reference(
      Sample sample, Tail tail, List<Estimate.TailSize> sizes, double[] scores) {
    double threshold = Description.threshold(settings, sample, tail);
    return new ReferenceEstimate(settings, sample, tail, threshold, sizes).estimate(scores);
  }

  private double bound(StandardScale scale) {
    double bound = settings.minimize() ? settings.lowerBound() : settings.upperBound();
    return scale.standardized(bound);
  }

  /** The size of the given tail, or the largest one that may be chosen. */
  private int largestTail(Sample sample) {
    if (settings.threshold() instanceof Threshold.Auto) {
      List<Integer> sizes = TailLadder.eligible(sample.trials(), sample.finite());
      return sizes.get(sizes.size() - 1);
    }
    if (settings.threshold() instanceof Threshold.At at) {
      return sample.countUpTo(sample.scale().standardized(at.score()));
    }
    if (settings.threshold() instanceof Threshold.TailFraction fraction) {
      long size = Math.round(fraction.share() * sample.trials());
      return (int) Math.min(sample.finite(), size);
    }
    return sample.finite();
  }

  /** The threshold of the given tail, or of the largest one that may be chosen. */
  private double threshold(Sample sample, int size) {
    return settings.threshold() instanceof Threshold.At at
        ? sample.scale().standardized(at.score())
        : sample.threshold(size);
  }

  private Tail given(Sample sample, int size) {
    return settings.threshold() instanceof Threshold.At at
        ? sample.tailUpTo(sample.scale().standardized(at.score()))
        : sample.tail(size);
  }
}
