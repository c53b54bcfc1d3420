package org.lossfloor.distribution.band;

/**
 * One interval for each uniform order statistic U_(i) ~ Beta(i, n+1-i), i = 1..n, all of the same
 * coverage. An instance is moved from one coverage to the next and starts each time from where it
 * was: the search for a critical value visits a handful of nearby coverages.
 */
interface OrderStatisticIntervals {
  /**
   * Makes the intervals those of coverage 1 - miss.
   *
   * @param miss the probability outside each interval, in (0, 1)
   */
  void moveTo(double miss);

  /** The lower ends, i = 1..n, nondecreasing; overwritten by the next move. */
  double[] lower();

  /** The upper ends, i = 1..n, nondecreasing; overwritten by the next move. */
  double[] upper();
}
