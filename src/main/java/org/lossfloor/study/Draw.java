package org.lossfloor.study;

import java.util.List;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.Objective;
import org.lossfloor.estimate.Threshold;

/**
 * One experiment and the truth about it.
 *
 * @param scores one score per trial in the order of the trials; NaN where the trial failed. Not to
 *     be changed
 * @param truth what is true
 * @param frame what is known beforehand
 * @param threshold the threshold if it is known, else {@link Threshold.Auto}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a list would box every trial
public record Draw(double[] scores, Truth truth, Frame frame, Threshold threshold) {
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
