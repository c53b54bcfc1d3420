package org.lossfloor.decide.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;

/**
 * A stop rule on many sweeps, each with the same weight. Shares of regret are of the regret of a
 * fixed budget of as many trials.
 *
 * @param rule the rule
 * @param budget the number of trials that it was given; nothing for one that needs none
 * @param experiments on how many sweeps it was tried
 * @param trials the mean number of trials spent
 * @param spared the mean share of the regret that it spares; below 0 where it has more
 * @param error the standard error of that share, from the orders of the sweeps; NaN where a sweep
 *     has one order
 * @param oracle the share that the oracle spares; NaN where a sweep has one order
 * @param worse on how many sweeps the rule has more regret than the fixed budget, by more than two
 *     standard errors
 */
public record StopTally(
    StopRule rule,
    OptionalInt budget,
    int experiments,
    double trials,
    double spared,
    double error,
    double oracle,
    int worse) {
  private static final double ERRORS = 2;

  /** So many, because several rules are tried at once. */
  private static final double SURE = 3;

  /**
   * Returns whether the replay supports the rule.
   *
   * @return whether it spares regret by more than three standard errors in the mean, and is on no
   *     sweep worse than a fixed budget by more than two; never for single orders
   */
  public boolean supported() {
    return spared > SURE * error && worse == 0;
  }

  /**
   * Tallies the results of one rule.
   *
   * @param results results of the same rule with the same budget, at least one, added in this order
   */
  private static StopTally of(List<StopResult> results) {
    List<StopResult> compared = results.stream().filter(r -> r.fixedRegret() > 0).toList();
    double squares =
        compared.stream()
            .mapToDouble(r -> r.error().orElse(Double.NaN) / r.fixedRegret())
            .map(e -> e * e)
            .sum();
    return new StopTally(
        results.get(0).rule(),
        results.get(0).budget(),
        results.size(),
        mean(results.stream().mapToDouble(StopResult::trials)),
        mean(compared.stream().mapToDouble(r -> r.spared().orElseThrow())),
        Math.sqrt(squares) / compared.size(),
        mean(
            compared.stream()
                .mapToDouble(r -> 1 - r.oracleRegret().orElse(Double.NaN) / r.fixedRegret())),
        (int) compared.stream().filter(StopTally::isWorse).count());
  }

  private static double mean(DoubleStream values) {
    return values.average().orElse(Double.NaN);
  }

  private static boolean isWorse(StopResult result) {
    return result.regret() - result.fixedRegret() > ERRORS * result.error().orElse(Double.NaN);
  }

  /**
   * Tallies all rules but fixed budgets.
   *
   * @param results results of many sweeps, in an order that is always the same
   * @return one tally for each rule and budget
   */
  public static List<StopTally> count(List<StopResult> results) {
    List<StopTally> tallies = new ArrayList<>();
    for (StopRule rule : StopRule.values()) {
      List<StopResult> own = results.stream().filter(r -> r.rule() == rule).toList();
      if (rule != StopRule.FIXED) {
        own.stream()
            .map(StopResult::budget)
            .distinct()
            .forEach(
                budget ->
                    tallies.add(of(own.stream().filter(r -> r.budget().equals(budget)).toList())));
      }
    }
    return tallies;
  }
}
