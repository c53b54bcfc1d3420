package org.lossfloor.decide.replay;

import java.util.OptionalDouble;

/**
 * Stops as soon as the best loss is as good as {@code budget} trials make it on average, whether by
 * their number or by {@link Luck}.
 *
 * @param budget the number of trials
 */
record LuckStop(int budget) {
  /** Minus the mean of the logarithm of an exponential variable. */
  private static final double EULER = .5772156649015329;

  /**
   * After how many trials it stops.
   *
   * @param losses in their order; infinite ones failed
   */
  int of(double... losses) {
    Luck luck = new Luck(losses.length);
    for (int trials = 1; trials <= losses.length; trials++) {
      luck.add(losses[trials - 1]);
      if (trials >= ReplaySettings.FIRST_LOOK && enough(trials, luck.expected())) {
        return trials;
      }
    }
    return losses.length;
  }

  private boolean enough(int trials, OptionalDouble luck) {
    return luck.isPresent() && Math.log(trials) - luck.getAsDouble() - EULER >= Math.log(budget);
  }
}
