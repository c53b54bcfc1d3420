package org.lossfloor.job;

import java.util.Optional;
import org.lossfloor.decide.DecideSettings;
import org.lossfloor.decide.Outlook;
import org.lossfloor.estimate.Diagnosis;
import org.lossfloor.estimate.Draws;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.EstimateSettings;

/**
 * What to make of an estimate.
 *
 * @param diagnosis whether to believe it
 * @param outlook what it says about the best trial and further ones, where a law was fitted
 */
record Advice(Diagnosis diagnosis, Optional<Outlook> outlook) {
  static Advice of(
      Estimate estimate, EstimateSettings settings, Draws draws, DecideSettings decide) {
    return new Advice(
        Diagnosis.of(estimate, settings, draws),
        estimate instanceof Estimate.Fitted fitted
            ? Optional.of(Outlook.of(fitted, decide))
            : Optional.empty());
  }
}
