package org.lossfloor.distribution.band;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Highest density intervals: the shortest ones, with equal density at both ends. Those of U_(1) and
 * U_(n), whose densities are monotone, start at 0 and end at 1. For n = 1 every interval of the
 * coverage is equally short and the central one is taken.
 */
final class HighestDensityIntervals implements OrderStatisticIntervals {
  private final int n;
  private final double[] lower;
  private final double[] upper;

  /** Searches for U_(2).. up to the middle; the others are their mirror images. */
  private final HighestDensitySearch[] searches;

  HighestDensityIntervals(int n) {
    this.n = n;
    this.lower = new double[n];
    this.upper = new double[n];
    this.searches = new HighestDensitySearch[Math.max(0, (n + 1) / 2 - 1)];
  }

  @Override
  public void moveTo(double miss) {
    if (n == 1) {
      set(0, miss / 2, 1 - miss / 2, miss / 2);
      return;
    }
    double logEnd = Math.log(miss) / n;
    set(0, 0, -Math.expm1(logEnd), Math.exp(logEnd));
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(miss / 2);
    for (int k = 0; k < searches.length; k++) {
      if (searches[k] == null) {
        searches[k] = new HighestDensitySearch(new OrderStatistic(k + 2.0, n - k - 1.0), z);
      }
      searches[k].moveTo(Math.log(miss));
      set(
          k + 1,
          OrderStatistic.fromLogit(searches[k].lower()),
          OrderStatistic.fromLogit(searches[k].upper()),
          OrderStatistic.fromLogit(-searches[k].upper()));
    }
  }

  /** Sets the interval of index i and its mirror image. */
  private void set(int i, double low, double high, double oneMinusHigh) {
    lower[n - 1 - i] = oneMinusHigh;
    upper[n - 1 - i] = 1 - low;
    lower[i] = low;
    upper[i] = high;
  }

  @Override
  public double[] lower() {
    return lower;
  }

  @Override
  public double[] upper() {
    return upper;
  }
}
