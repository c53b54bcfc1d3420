package org.lossfloor.decide.noise;

import java.util.List;

/**
 * A trial as its log has it.
 *
 * @param number its position in the order in which the trials ran; {@value Long#MAX_VALUE} where
 *     that is not known
 * @param trial its id
 * @param configuration what it shares with trials of the same hyperparameters; nobody else has that
 *     of a trial without any
 * @param scores its score, or those of its executions, at least one; NaN for a failed one
 * @param state its state as logged; null where the log has none
 */
public record LoggedRun(
    long number, String trial, String configuration, List<Double> scores, String state) {
  /** Copies the scores. */
  public LoggedRun {
    scores = List.copyOf(scores);
  }

  boolean ordered() {
    return number != Long.MAX_VALUE;
  }
}
