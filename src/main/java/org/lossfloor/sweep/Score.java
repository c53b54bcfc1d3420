package org.lossfloor.sweep;

import java.util.OptionalDouble;

/**
 * The one number of a trial.
 *
 * @param metric the metric's name
 * @param direction which end is the good one
 * @param value the finite score, transformed and reduced; nothing unless the status is {@code OK}
 * @param status what became of it
 * @param reduce the rule it was reduced by, as {@link Reduce#text()}, or {@code value} when the log
 *     holds one number per trial, or {@code executions} for the mean of the runs of a trial
 * @param step the step it was taken from, in the log's unit
 * @param points how many curve points carried a value; 1 for a single number, 0 when missing
 * @param maxStep the last step of the curve
 */
public record Score(
    String metric,
    Direction direction,
    OptionalDouble value,
    ScoreStatus status,
    String reduce,
    OptionalDouble step,
    int points,
    OptionalDouble maxStep) {
  /** What {@link #reduce()} returns for a log with one number per trial. */
  public static final String SINGLE = "value";

  /** What {@link #reduce()} returns for the mean of several runs of a trial. */
  public static final String EXECUTIONS = "executions";

  /**
   * Checks that a value is there exactly when the status says so.
   *
   * @throws IllegalArgumentException when status and value contradict each other
   */
  public Score {
    if ((status == ScoreStatus.OK) != value.isPresent()) {
      throw new IllegalArgumentException("a score has a value exactly when its status is OK");
    }
  }
}
