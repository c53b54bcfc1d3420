package org.lossfloor.study;

import java.util.List;
import java.util.Optional;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Verdict;

/**
 * One simulated experiment: where it belongs, what is true, what was answered.
 *
 * @param cell the cell of the study
 * @param design the design that drew it
 * @param trials the number of trials
 * @param number its number in the cell, from 0
 * @param truth what is true
 * @param verdict the verdict of the answer on itself
 * @param reasons why, in the order of their declaration
 * @param answer the answer; empty if nothing could be fitted
 * @param cpuMillis CPU time of the answer at 95 per cent in ms; not a function of the seed
 */
public record SetResult(
    String cell,
    String design,
    int trials,
    long number,
    Truth truth,
    Verdict verdict,
    List<String> reasons,
    Optional<Findings> answer,
    double cpuMillis) {
  /** Copies the list. */
  public SetResult {
    reasons = List.copyOf(reasons);
  }

  /**
   * Returns whether an interval holds the truth.
   *
   * @param quantity of which number
   * @param level at which confidence
   * @return whether it does; empty without an answer
   */
  public Optional<Boolean> hit(Quantity quantity, Findings.Level level) {
    return answer.map(a -> holds(a.of(quantity).at(level), quantity.of(truth)));
  }

  private static boolean holds(Interval interval, double value) {
    return interval.lower() <= value && value <= interval.upper();
  }

  /**
   * Returns the width of an interval.
   *
   * @param quantity of which number
   * @param level at which confidence
   * @return the width over S; empty without an answer
   */
  public Optional<Double> width(Quantity quantity, Findings.Level level) {
    return answer.map(a -> a.of(quantity).at(level).width() / truth.scale());
  }

  /**
   * Returns the error of the best possible score.
   *
   * @return the distance of estimate and truth over S, clipped to 1; empty without an answer
   */
  public Optional<Double> error() {
    return answer.map(
        a -> Math.min(1, Math.abs(a.of(Quantity.BEST).estimate() - truth.best()) / truth.scale()));
  }

  /**
   * Returns whether the set of dimensions holds the true one.
   *
   * @return whether it does; empty without an answer or without a true dimension
   */
  public Optional<Boolean> dimensionHit() {
    return truth.dimension() == 0
        ? Optional.empty()
        : answer.map(a -> a.dimensionSet().contains(truth.dimension()));
  }

  /**
   * Returns whether the dimension of the best fit is the true one.
   *
   * @return whether it is; empty without an answer or without a true dimension
   */
  public Optional<Boolean> dimensionRight() {
    return truth.dimension() == 0
        ? Optional.empty()
        : answer.map(a -> a.dimension() == truth.dimension());
  }
}
