package org.lossfloor.job;

import java.util.Optional;
import org.lossfloor.decide.DecideSettings;
import org.lossfloor.decide.Outlook;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.Draws;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.EstimateSettings;

/**
 * What to make of an estimate.
 *
 * @param answer the estimate, and whether to believe it
 * @param outlook what it says about the best trial and further ones, where a law was fitted
 */
record Advice(Answer answer, Optional<Outlook> outlook) {
  static Advice of(
      Estimate estimate, EstimateSettings settings, Draws draws, DecideSettings decide) {
    return new Advice(
        Answer.of(estimate, settings, draws),
        estimate instanceof Estimate.Fitted fitted
            ? Optional.of(Outlook.of(fitted, decide))
            : Optional.empty());
  }
}
