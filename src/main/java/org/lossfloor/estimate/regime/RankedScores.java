package org.lossfloor.estimate.regime;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.lossfloor.estimate.fit.Ties;

/**
 * Scores of which each is known.
 *
 * @param tied ascending
 * @param spread the same with ties spread, at least the best of them
 */
@SuppressWarnings("ArrayRecordComponent") // as large as the experiment, and only read
record RankedScores(double[] tied, double[] spread) implements Ranked {
  static RankedScores of(double... ascending) {
    return new RankedScores(ascending, Ties.spread(ascending));
  }

  @Override
  public int size() {
    return tied.length;
  }

  @Override
  public double tied(int i) {
    return tied[i];
  }

  @Override
  public double spread(int i) {
    return spread[i];
  }

  @Override
  public int distinct(int size) {
    return distinct(tied, size);
  }

  /** Without a set of objects: an experiment may hold millions of scores. */
  static int distinct(double[] ascending, int size) {
    int distinct = 0;
    for (int i = 0; i < size; i++) {
      distinct += i == 0 || Double.compare(ascending[i], ascending[i - 1]) != 0 ? 1 : 0;
    }
    return distinct;
  }

  @Override
  public int occurrences(int from) {
    int to = from;
    while (to < tied.length && tied[to] == tied[from]) {
      to++;
    }
    return to - from;
  }

  @Override
  public double smallestGap(int from, int to) {
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = from + 1; i < to; i++) {
      double gap = tied[i] - tied[i - 1];
      smallest = gap > 0 ? Math.min(gap, smallest) : smallest;
    }
    return smallest;
  }

  @Override
  public double resolution(int size) {
    return 0;
  }

  @Override
  public Ranked confined(int size, double threshold) {
    double[] best = Arrays.copyOf(spread, size);
    Ties.confine(best, tied, threshold);
    return new RankedScores(tied, best);
  }

  @Override
  public double statistic(int size, DoubleUnaryOperator law) {
    double last = law.applyAsDouble(spread[size - 1]);
    double[] shares = new double[size - 1];
    Arrays.setAll(shares, i -> law.applyAsDouble(spread[i]) / last);
    return AndersonDarling.statistic(shares);
  }
}
