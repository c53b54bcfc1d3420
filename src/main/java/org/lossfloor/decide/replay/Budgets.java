package org.lossfloor.decide.replay;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Fixed budgets on one sweep, and stop rules against them.
 *
 * <p>In random orders the regret of a fixed budget is known for all orders together, and a rule is
 * compared with it on the orders that were drawn: its regret is that of the fixed budget over all
 * orders plus the mean difference of both on these, in which most of the luck of the orders is
 * gone.
 */
final class Budgets {
  private final double[] ranked;

  /** By order: the best loss after each number of trials, from 1. */
  private final double[][] best;

  private final OptionalDouble cost;

  /** The mean regret after each number of trials, from 1. */
  private final double[] regret;

  private final boolean random;

  private Budgets(double[] ranked, double[][] best, OptionalDouble cost, boolean random) {
    this.ranked = ranked;
    this.best = best;
    this.cost = cost;
    this.random = random;
    this.regret = new double[best[0].length];
    Arrays.setAll(regret, i -> random ? AllOrders.fixed(ranked, i + 1) : best[0][i] - ranked[0]);
  }

  private interface OfOrder {
    double of(int order);
  }

  /**
   * Plays the orders.
   *
   * @param sweep a sweep with a score at least
   * @param orders its orders, at least one
   * @param random whether these are some of all its orders, and not the one in which it ran
   */
  static Budgets of(PastSweep sweep, List<PastOrder> orders, boolean random) {
    double[] ranked = sweep.ranked();
    double worst = Arrays.stream(ranked).filter(Double::isFinite).max().orElseThrow();
    return new Budgets(
        Arrays.stream(ranked).map(loss -> Math.min(loss, worst)).toArray(),
        orders.stream().map(o -> o.bestAfter(worst)).toArray(double[][]::new),
        sweep.cost(),
        random);
  }

  private double mean(OfOrder value) {
    double sum = 0;
    for (int order = 0; order < best.length; order++) {
      sum += value.of(order);
    }
    return sum / best.length;
  }

  /** How many trials are replayed. */
  int trials() {
    return regret.length;
  }

  /** The best loss of an order after each number of trials, from 1. */
  double[] best(int order) {
    return best[order];
  }

  /** A budget that is fixed before. */
  StopResult fixed(int budget) {
    int[] stops = new int[best.length];
    Arrays.fill(stops, budget);
    return result(StopRule.FIXED, OptionalInt.of(budget), stops);
  }

  /**
   * What a rule cost and spared.
   *
   * @param rule the rule
   * @param budget what it was given
   * @param stops by order: after how many trials it stopped, all of them where it did not
   */
  StopResult result(StopRule rule, OptionalInt budget, int... stops) {
    double trials = mean(order -> stops[order]);
    double fixed = at(regret, trials);
    double difference = mean(order -> best[order][stops[order] - 1] - at(best[order], trials));
    double own = Math.max(0, fixed + difference);
    double same = difference == 0 ? trials : sameRegret(own);
    return new StopResult(
        rule,
        budget,
        mean(order -> stops[order] < trials() ? 1 : 0),
        trials,
        own,
        fixed,
        error(difference, trials, stops),
        random ? OptionalDouble.of(AllOrders.oracle(ranked, trials)) : OptionalDouble.empty(),
        same,
        cost);
  }

  /** Between two whole budgets, each is used as often as it takes to spend as much. */
  private static double at(double[] afterEach, double trials) {
    int whole = (int) Math.floor(trials);
    double share = trials - whole;
    return share == 0
        ? afterEach[whole - 1]
        : (1 - share) * afterEach[whole - 1] + share * afterEach[whole];
  }

  private OptionalDouble error(double difference, double trials, int... stops) {
    if (best.length < 2) {
      return OptionalDouble.empty();
    }
    double squares =
        mean(
            order -> {
              double own = best[order][stops[order] - 1] - at(best[order], trials);
              return (own - difference) * (own - difference);
            });
    return OptionalDouble.of(Math.sqrt(squares / (best.length - 1)));
  }

  /** The smallest fixed budget whose regret is not larger, between whole ones as above. */
  private double sameRegret(double wanted) {
    int whole = 1;
    while (whole < regret.length && regret[whole - 1] > wanted) {
      whole++;
    }
    if (whole == 1 || regret[whole - 1] > wanted) {
      return whole;
    }
    double before = regret[whole - 2];
    return whole - 1 + (before - wanted) / (before - regret[whole - 1]);
  }
}
