package org.lossfloor.decide.compare;

import java.util.Optional;
import java.util.OptionalDouble;
import org.lossfloor.estimate.Estimate.Quantity;

/**
 * Two experiments after one budget, on the scale of the metric.
 *
 * @param budget what both may spend
 * @param basis what the numbers rest on
 * @param bestOfA the expected best score of the first, given that one of its trials succeeds; empty
 *     where no trial ever did
 * @param bestOfB that of the second
 * @param difference the expected best of the first minus that of the second, with its interval,
 *     whose ends are infinite where the trials alone set no limit
 * @param probability that the best of the first beats that of the second, equal ones counted for
 *     half; where it rests on laws, their uncertainty is part of it
 * @param evidence how clearly the curves of the trials differ; empty beyond the trials
 */
public record ComparedAt(
    Budget budget,
    Basis basis,
    OptionalDouble bestOfA,
    OptionalDouble bestOfB,
    Optional<Quantity> difference,
    double probability,
    Optional<Evidence> evidence) {
  /**
   * Returns whether the difference has a sign that its interval does not leave open.
   *
   * @return whether zero is outside of the interval
   */
  public boolean decided() {
    return difference
        .flatMap(Quantity::interval)
        .filter(i -> i.lower() > 0 || i.upper() < 0)
        .isPresent();
  }
}
