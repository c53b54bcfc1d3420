package org.lossfloor.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lossfloor.estimate.diagnosis.Hyperparameters;
import org.lossfloor.estimate.noise.NoiseRule;
import org.lossfloor.estimate.noise.RerunNoise;
import org.lossfloor.estimate.noise.Reruns;
import org.lossfloor.estimate.noise.ResponseSurface;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.Sampler;

/**
 * What is known about the draws of an experiment besides its scores. For a very large experiment it
 * may be a sample of the trials, chosen independently of their scores.
 *
 * @param scores one score per trial, NaN for a failed trial; none where only the scores of the
 *     experiment are known
 * @param ordered whether these are in the order of the draws
 * @param hyperparameters the hyperparameters of the same trials in the same order; nothing where
 *     none were logged
 * @param repeated how many trials repeat the hyperparameters and the score of another
 * @param reruns which trials were runs of one configuration
 * @param lastSteps the last step of every trial with a score and a curve
 * @param pruned trials that were stopped because they did badly
 * @param doubts what was guessed when the log was read, and would move the answer if it is wrong
 * @param stated how the configurations were drawn, as the user or the log says; {@link
 *     Sampler#UNKNOWN} where neither does
 * @param noise where the noise between runs of one configuration may be taken from
 */
@SuppressWarnings("ArrayRecordComponent") // as large as the experiment, and only read
public record Draws(
    double[] scores,
    boolean ordered,
    Optional<Hyperparameters> hyperparameters,
    long repeated,
    Reruns reruns,
    double[] lastSteps,
    Pruned pruned,
    List<Reason> doubts,
    Sampler stated,
    NoiseRule noise) {
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
    return ofTrials(inOrder.orElseGet(() -> new double[0]), inOrder.isPresent(), Optional.empty());
  }

  /**
   * Scores and hyperparameters alone.
   *
   * @param scores one score per trial
   * @param ordered whether these are in the order of the draws
   * @param hyperparameters the hyperparameters of the same trials in the same order
   * @return draws about which nothing else is known
   */
  public static Draws ofTrials(
      double[] scores, boolean ordered, Optional<Hyperparameters> hyperparameters) {
    return new Draws(
        scores,
        ordered,
        hyperparameters,
        0,
        Reruns.NONE,
        new double[0],
        Pruned.NONE,
        List.of(),
        Sampler.UNKNOWN,
        NoiseRule.Word.AUTO);
  }

  /**
   * Returns the scores in the order of the draws.
   *
   * @return nothing where the order is not known
   */
  public Optional<double[]> inOrder() {
    return ordered ? Optional.of(scores) : Optional.empty();
  }

  /**
   * Finds what is known about the noise between runs of one configuration.
   *
   * @param threshold where the regime starts
   * @param direction which end of the score is the good one
   * @return nothing where the draws do not tell
   */
  Optional<RerunNoise> rerunNoise(double threshold, Direction direction) {
    return noise.find(
        reruns.noise(),
        () ->
            hyperparameters
                .filter(known -> known.trials() == scores.length)
                .flatMap(known -> ResponseSurface.noise(known, scores, threshold, direction)));
  }

  /**
   * The same draws, with what does not follow from the trials.
   *
   * @param guessed what was guessed, and would move the answer if it is wrong
   * @param rule where the noise between runs of one configuration may be taken from
   * @return draws with these doubts and this rule
   */
  public Draws with(List<Reason> guessed, NoiseRule rule) {
    return new Draws(
        scores,
        ordered,
        hyperparameters,
        repeated,
        reruns,
        lastSteps,
        pruned,
        guessed,
        stated,
        rule);
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
