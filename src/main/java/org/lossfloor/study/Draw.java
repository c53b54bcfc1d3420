package org.lossfloor.study;

import java.util.List;
import java.util.Optional;
import org.lossfloor.estimate.Draws;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.Objective;
import org.lossfloor.estimate.Threshold;
import org.lossfloor.estimate.diagnosis.Hyperparameters;

/**
 * One experiment and the truth about it.
 *
 * @param scores one score per trial in the order of the trials; NaN where the trial failed. Not to
 *     be changed
 * @param truth what is true
 * @param frame what is known beforehand
 * @param threshold the threshold if it is known, else {@link Threshold.Auto}
 * @param hyperparameters the hyperparameters of every trial; nothing where a design has none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a list would box every trial
public record Draw(
    double[] scores,
    Truth truth,
    Frame frame,
    Threshold threshold,
    Optional<Hyperparameters> hyperparameters) {
  /**
   * An experiment of which the scores alone are known.
   *
   * @param scores one score per trial
   * @param truth what is true
   * @param frame what is known beforehand
   * @param threshold the threshold if it is known
   */
  public Draw(double[] scores, Truth truth, Frame frame, Threshold threshold) {
    this(scores, truth, frame, threshold, Optional.empty());
  }

  /**
   * Returns what is known besides the scores.
   *
   * @return the hyperparameters, if there are any; the order of the trials is not told
   */
  Draws draws() {
    return Draws.ofTrials(scores, /* ordered= */ false, hyperparameters);
  }

  /**
   * Returns what is asked of an estimator: everything that {@link Truth} can check.
   *
   * @param confidence the confidence of intervals and sets
   * @return the settings, with the tuning curve at twice and ten times the trials
   */
  public EstimateSettings settings(double confidence) {
    return new EstimateSettings(
        frame.direction(),
        threshold,
        frame.lowerBound(),
        frame.upperBound(),
        1,
        frame.maxDimension(),
        confidence,
        Objective.RECIPE,
        List.of(2.0 * scores.length, 10.0 * scores.length));
  }
}
