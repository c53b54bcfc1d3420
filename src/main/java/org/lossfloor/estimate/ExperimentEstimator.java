package org.lossfloor.estimate;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lossfloor.estimate.interval.ReplicateSource;
import org.lossfloor.estimate.interval.Replications;
import org.lossfloor.estimate.prospect.DecideSettings;
import org.lossfloor.estimate.regime.Regime;
import org.lossfloor.estimate.regime.Sample;
import org.lossfloor.estimate.regime.Scores;
import org.lossfloor.estimate.regime.StandardScale;
import org.lossfloor.estimate.regime.Tail;
import org.lossfloor.estimate.regime.TailLadder;

/**
 * Estimates the best possible score, effective dimension, noise and tuning curve of an experiment
 * (method.md).
 *
 * <p>Immutable; may be used by several threads at once. The same scores in any order give the same
 * digits.
 */
public final class ExperimentEstimator {
  private static final String NO_LAW = "no law gives every score of the tail a probability above 0";

  private final EstimateSettings settings;
  private final IntervalPlan intervals;
  private final DecideSettings decide;

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
    this(settings, intervals, DecideSettings.DEFAULT);
  }

  /**
   * An estimator.
   *
   * @param settings what is to be estimated, and under which assumptions
   * @param intervals how the intervals are made
   * @param decide what is asked of the fitted law
   */
  public ExperimentEstimator(
      EstimateSettings settings, IntervalPlan intervals, DecideSettings decide) {
    this.settings = settings;
    this.intervals = intervals;
    this.decide = decide;
  }

  /**
   * Estimates everything from the scores of one experiment and judges it.
   *
   * @param scores one score per trial in the direction and on the scale of the metric, in any
   *     order; NaN and infinite values are failed trials. Not changed
   * @return the estimate with its verdict, as {@code lossfloor fit} gives it for these scores
   */
  public Answer answer(double[] scores) {
    return answer(scores, Draws.ofScores(Optional.empty()));
  }

  /**
   * Estimates everything from the scores of one experiment and judges it, as {@link
   * #answer(double[])}, by everything known about its draws.
   *
   * @param scores one score per trial
   * @param draws what is known besides, such as the order of the draws
   * @return the estimate with its verdict
   */
  public Answer answer(double[] scores, Draws draws) {
    return answer(Scores.of(scores), draws);
  }

  /**
   * Estimates everything from the scores of one experiment, which may be a sketch, and judges it.
   *
   * @param scores the scores of all trials
   * @param draws what is known besides, such as the order of the draws
   * @return the estimate with its verdict
   */
  public Answer answer(Scores scores, Draws draws) {
    return answer(scores, draws, intervals::draw);
  }

  /**
   * Estimates everything and judges it, as {@link #answer(double[], Draws)}, from replicates that
   * were drawn before.
   *
   * @param scores the scores of all trials
   * @param draws what is known besides
   * @param drawn the replicates of the {@link #replicateSources} of these scores
   * @return what {@link #answer(double[], Draws)} gives
   */
  public Answer answer(Scores scores, Draws draws, Replications drawn) {
    return Answer.of(scores, settings, decide, estimate(scores, draws, drawn), draws);
  }

  /**
   * Estimates everything from the scores of one experiment; an {@link Answer} says whether to
   * believe it.
   *
   * @param scores one score per trial in the direction and on the scale of the metric, in any
   *     order; NaN and infinite values are failed trials, which count as worse than every other.
   *     Not changed
   * @return a fitted law, or why there is none. With {@link Objective#REFERENCE} the point estimate
   *     of the reference library at the given threshold, or at the one that is chosen from the
   *     scores, without intervals
   */
  public Estimate estimate(double[] scores) {
    return estimate(Scores.of(scores), Draws.ofScores(Optional.empty()), intervals::draw);
  }

  /**
   * Estimates everything, as {@link #estimate(double[])}, from replicates that were drawn before.
   *
   * @param scores the scores of all trials
   * @param draws what is known besides
   * @param drawn the replicates of the {@link #replicateSources} of these scores
   * @return what {@link #estimate(double[])} gives
   */
  Estimate estimate(Scores scores, Draws draws, Replications drawn) {
    return withRegime(
        scores,
        draws.pruned(),
        description -> description.fitted(draws, drawn),
        estimate -> estimate);
  }

  /**
   * The replicates that have to be drawn before the intervals can be made. This fits the law but
   * makes no intervals.
   *
   * @param scores the scores of all trials
   * @param pruned what is known of those that were pruned
   * @return the sources whose replicates {@link #estimate(Scores, Draws, Replications)} takes;
   *     nothing where the method needs none or no law is fitted
   */
  public List<ReplicateSource> replicateSources(Scores scores, Pruned pruned) {
    return reference() || !intervals.method().simulates()
        ? List.of()
        : withRegime(scores, pruned, Description::replicateSources, none -> List.of());
  }

  /**
   * Continues with the regime that was found, or with the estimate that is possible without one.
   */
  private <T> T withRegime(
      Scores scores,
      Pruned pruned,
      Function<Description, T> found,
      Function<Estimate, T> otherwise) {
    Sample sample = Sample.of(scores, settings.direction(), pruned);
    int size = sample.sufficient() ? largestTail(sample) : 0;
    if (!sample.sufficient() || tooFew(sample, size)) {
      return otherwise.apply(new Estimate.TooFewTrials(sample.counts(size), sample.observedBest()));
    }
    double bound = bound(sample.scale());
    double end = threshold(sample, size);
    Optional<String> obstacle = sample.obstacle(size, end).or(() -> excluded(bound, end));
    if (obstacle.isPresent()) {
      return otherwise.apply(notIdentifiable(sample, size, obstacle.get()));
    }
    if (reference() && !isChosen()) {
      return otherwise.apply(reference(sample, given(sample, size), List.of(), scores));
    }
    Optional<Regime> regime = regime(sample, size, bound);
    if (regime.isEmpty()) {
      return otherwise.apply(notIdentifiable(sample, size, NO_LAW));
    }
    Tail tail = regime.get().tail().tail();
    return reference()
        ? otherwise.apply(reference(sample, tail, regime.get().sizes(), scores))
        : found.apply(new Description(settings, sample, regime.get(), bound, intervals));
  }

  private Optional<Regime> regime(Sample sample, int size, double bound) {
    Regime.Search search =
        new Regime.Search(bound, settings.minDimension(), settings.maxDimension());
    return isChosen()
        ? Regime.chosen(sample, search)
        : Regime.given(sample, search, given(sample, size));
  }

  private static Estimate notIdentifiable(Sample sample, int size, String detail) {
    return new Estimate.NotIdentifiable(sample.counts(size), sample.observedBest(), detail);
  }

  /** The problem if a bound leaves no room for a best score before the threshold. */
  private Optional<String> excluded(double bound, double threshold) {
    return bound < threshold
        ? Optional.empty()
        : Optional.of(
            "every score up to the threshold is better than the %s bound %s"
                .formatted(
                    settings.minimize() ? "lower" : "upper",
                    settings.minimize() ? settings.lowerBound() : settings.upperBound()));
  }

  /** A given tail must hold as many scores as a sample needs. */
  private boolean tooFew(Sample sample, int size) {
    return !isChosen()
        && (size < TailLadder.SMALLEST || sample.distinctAmongBest(size) < Sample.LEAST_DISTINCT);
  }

  /** Whether the tail is chosen from the scores. */
  private boolean isChosen() {
    return settings.threshold() instanceof Threshold.Auto;
  }

  private boolean reference() {
    return settings.objective() == Objective.REFERENCE;
  }

  private Estimate reference(
      Sample sample, Tail tail, List<Estimate.TailSize> sizes, Scores scores) {
    double threshold = Description.threshold(settings, sample, tail);
    return new ReferenceEstimate(settings, sample, tail, threshold, sizes).estimate(scores);
  }

  private double bound(StandardScale scale) {
    double bound = settings.minimize() ? settings.lowerBound() : settings.upperBound();
    return scale.standardized(bound);
  }

  /** The size of the given tail, or the largest one that may be chosen. */
  private int largestTail(Sample sample) {
    if (isChosen()) {
      List<Integer> sizes = sample.eligible();
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
