package org.lossfloor.decide.replay;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a stop rule would have cost and spared on one sweep, as means over its orders. Regrets are
 * distances to the best score of the full sweep, never negative, in the unit of the score.
 *
 * @param rule the rule
 * @param budget the number of trials that the rule was given; nothing for one that needs none
 * @param stopped the share of the orders in which it stopped before the trials ended
 * @param trials the trials spent
 * @param regret the regret
 * @param fixedRegret the regret of a fixed budget of as many trials
 * @param error the standard error of {@code regret - fixedRegret}; nothing for a single order
 * @param oracleRegret the regret of who knows the sweep and stops, after as many trials in the
 *     mean, at the first score beyond a constant; nothing for the order in which the sweep ran
 * @param sameRegretTrials the fixed budget that has the same regret
 * @param costOfTrial what a trial costs in the mean; nothing where that is not known
 */
public record StopResult(
    StopRule rule,
    OptionalInt budget,
    double stopped,
    double trials,
    double regret,
    double fixedRegret,
    OptionalDouble error,
    OptionalDouble oracleRegret,
    double sameRegretTrials,
    OptionalDouble costOfTrial) {
  /** By rule and then by budget, as tables and texts have them. */
  public static final Comparator<StopResult> BY_RULE =
      Comparator.comparing(StopResult::rule).thenComparing(stop -> stop.budget().orElse(0));

  /**
   * Returns how many trials the rule saves against a fixed budget with the same regret.
   *
   * @return a share of that budget; below 0 where the rule takes more trials
   */
  public double saved() {
    return 1 - trials / sameRegretTrials;
  }

  /**
   * Returns how much of the regret of a fixed budget of as many trials the rule spares.
   *
   * @return a share, below 0 where the rule has more regret; nothing where the fixed budget has
   *     none
   */
  public OptionalDouble spared() {
    return fixedRegret > 0 ? OptionalDouble.of(1 - regret / fixedRegret) : OptionalDouble.empty();
  }

  /**
   * Returns what the rule spends.
   *
   * @return its trials times what a trial costs in the mean; nothing where that is not known
   */
  public OptionalDouble cost() {
    return costOf(trials);
  }

  /**
   * Returns what a fixed budget with the same regret spends.
   *
   * @return its trials times what a trial costs in the mean; nothing where that is not known
   */
  public OptionalDouble sameRegretCost() {
    return costOf(sameRegretTrials);
  }

  private OptionalDouble costOf(double number) {
    return costOfTrial.isPresent()
        ? OptionalDouble.of(number * costOfTrial.getAsDouble())
        : costOfTrial;
  }
}
