package org.lossfloor.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lossfloor.estimate.diagnosis.Hyperparameters;
import org.lossfloor.sweep.Sampler;

/**
 * What is known about the draws of an experiment besides its scores. For a very large experiment it
 * may be a sample of the trials, chosen independently of their scores.
 *
 * @param inOrder one score per trial in the order of the draws, NaN for a failed trial; nothing
 *     where the order is not known
 * @param hyperparameters the hyperparameters, in the same order where there is one; nothing where
 *     none were logged
 * @param repeated how many trials repeat the hyperparameters and the score of another
 * @param reruns which trials were runs of one configuration
 * @param lastSteps the last step of every trial with a score and a curve
 * @param pruned trials that were stopped because they did badly
 * @param doubts what was guessed when the log was read, and would move the answer if it is wrong
 * @param stated how the configurations were drawn, as the user or the log says; {@link
 *     Sampler#UNKNOWN} where neither does
 */
@SuppressWarnings("ArrayRecordComponent") // as large as the experiment, and only read
public record Draws(
    Optional<double[]> inOrder,
    Optional<Hyperparameters> hyperparameters,
    long repeated,
    Reruns reruns,
    double[] lastSteps,
    Pruned pruned,
    List<Reason> doubts,
    Sampler stated) {
  private static final int LEAST_CURVES = 24;

  /** Copies the reasons. */
  public Draws {
    doubts = List.copyOf(doubts);
  }

  /**
   * Scores alone.
   *
   * @param inOrder the scores in the order of the draws; nothing where it is not known
   * @return draws about which nothing else is known
   */
  public static Draws ofScores(Optional<double[]> inOrder) {
    return new Draws(
        inOrder,
        Optional.empty(),
        0,
        Reruns.NONE,
        new double[0],
        Pruned.NONE,
        List.of(),
        Sampler.UNKNOWN);
  }

  /**
   * The same draws, from a log in which something had to be guessed.
   *
   * @param guessed what was guessed, and would move the answer if it is wrong
   * @return draws with these doubts
   */
  public Draws doubted(List<Reason> guessed) {
    return new Draws(
        inOrder, hyperparameters, repeated, reruns, lastSteps, pruned, guessed, stated);
  }

  /**
   * Whether one trial in ten ended before half of the step that one in ten passed.
   *
   * @return false for fewer than 24 curves
   */
  boolean mixedBudgets() {
    if (lastSteps.length < LEAST_CURVES) {
      return false;
    }
    double[] sorted = lastSteps.clone();
    Arrays.sort(sorted);
    int tenth = sorted.length / 10;
    return sorted[tenth] < .5 * sorted[sorted.length - 1 - tenth];
  }
}
