package org.lossfloor.estimate.prospect;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * What to compute about further trials.
 *
 * @param eps how close to the best possible score is close enough
 * @param probability the probability with which that distance has to be reached, strictly between 0
 *     and 1
 * @param nextTrials the numbers of further trials whose gain is wanted, ascending, each 1 to
 *     1,000,000,000
 */
public record DecideSettings(Closeness eps, double probability, List<Integer> nextTrials)
    implements Serializable {
  /** The largest number of further trials. */
  public static final int MOST_TRIALS = 1_000_000_000;

  /** The defaults: eps is five per cent of the depth of the tail. */
  public static final DecideSettings DEFAULT =
      new DecideSettings(new Closeness.TailShare(.05), .95, List.of(10, 100));

  /**
   * Checks the values and sorts the numbers of trials.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public DecideSettings {
    Objects.requireNonNull(eps, "eps");
    if (!(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "probability must be strictly between 0 and 1: " + probability);
    }
    nextTrials = nextTrials.stream().sorted().distinct().toList();
    if (nextTrials.stream().anyMatch(m -> m < 1 || m > MOST_TRIALS)) {
      throw new IllegalArgumentException("next trials must be 1 to 1e9: " + nextTrials);
    }
  }
}
