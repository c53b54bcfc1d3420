package org.lossfloor.fit;

import java.util.Optional;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.TuningTable;

/**
 * The answer of {@code lossfloor fit} or {@code lossfloor curve}.
 *
 * @param answer the answer of the experiment
 * @param drawn the tuning curve at numbers of trials that make a smooth line; nothing where none
 *     was asked for
 * @param scores the scores
 * @param directionGiven whether the request says which end of the score is the good one
 * @param seed the seed of the samples that the intervals rest on
 */
public record FitAnswer(
    Answer answer, Optional<TuningTable> drawn, Scores scores, boolean directionGiven, long seed) {
  /**
   * Returns where the scores are from.
   *
   * @return such as {@code a.csv (CSV, field `loss`)}
   */
  public String source() {
    return scores.description();
  }

  /**
   * Returns the answer without tuning curves; the estimate keeps its points, and what is drawn
   * stays.
   *
   * @return a copy
   */
  public FitAnswer withoutCurves() {
    Answer bare =
        new Answer(
            answer.settings(),
            answer.estimate(),
            answer.diagnosis(),
            answer.judgement(),
            answer.outlook(),
            Optional.empty());
    return new FitAnswer(bare, drawn, scores, directionGiven, seed);
  }
}
