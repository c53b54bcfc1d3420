package org.lossfloor.decide.compare;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.lossfloor.distribution.EmpiricalDistribution;
import org.lossfloor.distribution.band.ConfidenceBand;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.sweep.Direction;

/**
 * An experiment as it is compared with others: its trials, and its law where that may be believed.
 *
 * <p>Inside this package scores are <i>losses</i>: negated when maximising, so that smaller is
 * better; a failed trial is an infinite loss. Not for use by two threads at once.
 */
public final class Contestant {
  private final String id;
  private final Direction direction;
  private final double[] losses;
  private final int finite;
  private final Interval bounds;
  private final Optional<LawCurve> law;
  private final Optional<MeanCost> cost;
  private final EmpiricalDistribution seen;
  private ConfidenceBand band;

  /**
   * Takes an experiment.
   *
   * @param id what tells it from others; the permutations depend on it
   * @param direction which end of the score is the good one
   * @param scores one score per trial in any order; NaN and infinite values are failed trials. Not
   *     changed
   * @param bounds the values that the metric can take, infinite where there is no bound
   * @param law the curve of its law; nothing where none was fitted or it must not be used
   * @param cost what a trial costs; nothing where that is not known
   * @throws IllegalArgumentException if there is no trial
   */
  public Contestant(
      String id,
      Direction direction,
      double[] scores,
      Interval bounds,
      Optional<LawCurve> law,
      Optional<MeanCost> cost) {
    this.id = Objects.requireNonNull(id, "id");
    this.direction = Objects.requireNonNull(direction, "direction");
    boolean minimize = direction == Direction.MINIMIZE;
    this.losses =
        DoubleStream.of(scores)
            .map(y -> Double.isFinite(y) ? (minimize ? y : -y) + 0.0 : Double.POSITIVE_INFINITY)
            .sorted()
            .toArray();
    if (losses.length == 0) {
      throw new IllegalArgumentException("Cannot compare an experiment without trials: " + id);
    }
    this.finite = (int) DoubleStream.of(losses).filter(Double::isFinite).count();
    this.bounds = minimize ? bounds : bounds.negated();
    this.law = minimize ? law : law.map(LawCurve::mirrored);
    this.cost = cost;
    this.seen = EmpiricalDistribution.of(losses).withSupport(lowest(), highest());
  }

  /**
   * Takes an experiment that was estimated. Its law takes part unless the verdict is {@link
   * Verdict#INVALID}.
   *
   * @param id what tells it from others
   * @param scores the scores that were estimated
   * @param answer the answer for these scores; its settings name the numbers of trials at which the
   *     law has intervals
   * @param cost what a trial costs
   * @return the experiment
   */
  public static Contestant of(String id, double[] scores, Answer answer, Optional<MeanCost> cost) {
    return new Contestant(
        id,
        answer.settings().direction(),
        scores,
        answer.settings().bounds(),
        answer
            .estimate()
            .fitted()
            .filter(fitted -> answer.verdict() != Verdict.INVALID)
            .flatMap(LawCurve::of),
        cost);
  }

  private double lowest() {
    return finite == 0 ? bounds.lower() : Math.min(bounds.lower(), losses[0]);
  }

  private double highest() {
    return finite == 0 ? bounds.upper() : Math.max(bounds.upper(), losses[finite - 1]);
  }

  /**
   * Returns what tells it from others.
   *
   * @return the id
   */
  public String id() {
    return id;
  }

  /**
   * Returns which end of the score is the good one.
   *
   * @return the direction
   */
  public Direction direction() {
    return direction;
  }

  /**
   * Returns how many trials were run, failed ones included.
   *
   * @return at least 1
   */
  public int trials() {
    return losses.length;
  }

  /**
   * Returns how many trials failed.
   *
   * @return the number of trials without a score
   */
  public int failed() {
    return losses.length - finite;
  }

  /**
   * Returns what a trial costs.
   *
   * @return nothing where that is not known
   */
  public Optional<MeanCost> cost() {
    return cost;
  }

  /**
   * Returns whether the law takes part.
   *
   * @return whether there is one that may be used
   */
  public boolean hasLaw() {
    return law.isPresent();
  }

  Optional<LawCurve> law() {
    return law;
  }

  double[] losses() {
    return losses;
  }

  /** The distribution of the losses. */
  EmpiricalDistribution seen() {
    return seen;
  }

  /** Its simultaneous band; made when it is first asked for. */
  ConfidenceBand band(double confidence) {
    if (band == null || band.confidence() != confidence) {
      band = ConfidenceBand.of(seen, TuningTable.bandOf(losses.length), confidence);
    }
    return band;
  }
}
