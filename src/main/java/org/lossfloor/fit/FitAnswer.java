package org.lossfloor.fit;

import java.util.Optional;
import org.lossfloor.estimate.Advice;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.TuningTable;

/** The answer of {@code lossfloor fit} or {@code lossfloor curve}. */
public final class FitAnswer {
  private final FitRequest request;
  private final Scores scores;
  private final EstimateSettings settings;
  private final Estimate estimate;
  private final Advice advice;
  private final Optional<TuningTable> table;

  FitAnswer(
      FitRequest request,
      Scores scores,
      EstimateSettings settings,
      Estimate estimate,
      Advice advice,
      Optional<TuningTable> table) {
    this.request = request;
    this.scores = scores;
    this.settings = settings;
    this.estimate = estimate;
    this.advice = advice;
    this.table = table;
  }

  /**
   * The answer for scripts: one JSON object on one line, with the names of design.md, section 4.
   * What is not known is left out; an end of an interval that the data do not limit is null.
   *
   * @return the JSON, without a line break at its end
   */
  public String json() {
    return FitJson.write(settings, request.intervals(), estimate, advice, table);
  }

  /**
   * The answer for people.
   *
   * @return lines, each ending in {@code \n}
   */
  public String text() {
    return new FitText(request, scores, settings, estimate, advice).report(table);
  }
}
