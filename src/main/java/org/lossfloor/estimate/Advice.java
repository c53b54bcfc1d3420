package org.lossfloor.estimate;

import java.util.Optional;

/**
 * What to make of an estimate.
 *
 * @param answer the estimate, and whether to believe it
 * @param outlook what it says about the best trial and further ones, where a law was fitted
 */
public record Advice(Answer answer, Optional<Outlook> outlook) {
  public static Advice of(
      Estimate estimate, EstimateSettings settings, Draws draws, DecideSettings decide) {
    return new Advice(
        Answer.of(estimate, settings, draws),
        estimate instanceof Estimate.Fitted fitted
            ? Optional.of(Outlook.of(fitted, decide))
            : Optional.empty());
  }
}
