package org.lossfloor.estimate;

import java.util.List;

/**
 * What an experiment tells, and whether to believe it.
 *
 * @param estimate what the scores tell
 * @param diagnosis what they, the settings and the draws say about whether to believe it
 */
public record Answer(Estimate estimate, Diagnosis diagnosis) {
  /**
   * Judges an estimate.
   *
   * @param estimate what the scores tell
   * @param settings how it was estimated
   * @param draws what is known of the draws
   * @return the answer
   */
  public static Answer of(Estimate estimate, EstimateSettings settings, Draws draws) {
    return new Answer(estimate, Diagnosis.of(estimate, settings, draws));
  }

  /**
   * Returns verdict and reasons of an experiment that is judged alone.
   *
   * @return the judgement; in a batch {@link Judgement#withOrder} with its q-value follows
   */
  public Judgement judgement() {
    return diagnosis.alone();
  }

  /**
   * Returns whether to believe the estimate.
   *
   * @return the verdict of {@link #judgement}
   */
  public Verdict verdict() {
    return judgement().verdict();
  }

  /**
   * Returns why.
   *
   * @return the reasons of {@link #judgement}
   */
  public List<Reason> reasons() {
    return judgement().reasons();
  }
}
