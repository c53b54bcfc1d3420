package org.lossfloor.report;

import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.Estimate;

/**
 * An answer in words, for a person who reads it alone.
 *
 * @param answer the answer
 * @param source where the scores are from, such as {@code a.csv (CSV, field `loss`)}
 * @param directionGiven whether the user said which end of the score is the good one
 */
public record AnswerText(Answer answer, String source, boolean directionGiven) {
  /**
   * Writes the whole answer.
   *
   * @return lines, each with {@code \n} at its end
   */
  public String write() {
    ExperimentText text = text();
    String curves =
        answer
            .curves()
            .map(table -> "\n" + new CurvesText(text.view(), table, text.decimals()).write())
            .orElse("");
    return text.write() + curves;
  }

  /**
   * Writes a number of this answer with its interval.
   *
   * @param quantity a number on the scale of the score
   * @return such as {@code 0.5813, 95 % interval 0.5626 to 0.5957}
   */
  public String quantity(Estimate.Quantity quantity) {
    return text().quantity(quantity);
  }

  /**
   * Writes the confidence of bands and intervals.
   *
   * @return such as {@code 95 %}
   */
  public String percent() {
    return text().percent();
  }

  /**
   * Writes the effective dimension.
   *
   * @param dimension that of this answer
   * @return such as {@code 2; 95 % confidence set 1, 2, 3}
   */
  public String dimension(Estimate.Dimension dimension) {
    return text().dimension(dimension);
  }

  private String other() {
    return answer.settings().minimize() ? "maximize" : "minimize";
  }

  private ExperimentText text() {
    return new ExperimentText(
        AnswerView.of(answer),
        source,
        directionGiven ? "" : "(assumed; --direction " + other() + " reverses it)",
        "--in-order says that the file is in the order of the draws");
  }
}
