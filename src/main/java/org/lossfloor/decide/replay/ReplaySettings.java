package org.lossfloor.decide.replay;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How finished sweeps are replayed.
 *
 * @param orders in how many random orders; 0 for the order in which the trials ran
 * @param budgets the numbers of trials with which stop rules are tried, ascending, each at least
 *     {@value #FIRST_LOOK}; on a sweep with fewer than twice as many trials no rule is tried with
 *     it
 * @param seed the seed of the random orders
 */
public record ReplaySettings(int orders, List<Integer> budgets, long seed) implements Serializable {
  /** The first look; no law is fitted to fewer trials. */
  public static final int FIRST_LOOK = 24;

  /** Of a longer sweep no more trials are replayed; all of it is what a stop is measured by. */
  public static final int LAST_TRIAL = 4_096;

  /** Enough for a standard error of a third of what orders differ by. */
  public static final int ORDERS = 20;

  /** The usual budgets. */
  public static final List<Integer> BUDGETS = List.of(48, 96, 192);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public ReplaySettings {
    budgets = budgets.stream().sorted().distinct().toList();
    if (orders < 0 || budgets.stream().anyMatch(b -> b < FIRST_LOOK)) {
      throw new IllegalArgumentException(
          "Cannot replay %d orders with the budgets %s".formatted(orders, budgets));
    }
  }

  /**
   * The trials after which the answers are looked at: 24, 32, 48, 64, 96 and so on.
   *
   * @param trials how many trials there are
   * @return ascending, all below the number of trials, so that something is left to come
   */
  public static List<Integer> looks(int trials) {
    return IntStream.iterate(FIRST_LOOK, n -> n <= LAST_TRIAL && n < trials, ReplaySettings::next)
        .boxed()
        .toList();
  }

  /** From 3 x 2^k to 2^(k+2), and from there to 3 x 2^(k+1). */
  private static int next(int look) {
    return Integer.bitCount(look) == 1 ? look / 2 * 3 : look / 3 * 4;
  }
}
