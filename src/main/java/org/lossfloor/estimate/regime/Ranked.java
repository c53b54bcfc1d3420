package org.lossfloor.estimate.regime;

import java.util.function.DoubleUnaryOperator;

/** The finite scores of a sample by rank, from 0, on the standard scale. */
interface Ranked {
  /** How many there are. */
  int size();

  /** The i-th best score, ties kept. */
  double tied(int i);

  /** The i-th best score, ties spread. */
  double spread(int i);

  /** Distinct scores among the best ones. */
  int distinct(int size);

  /** How many scores from a rank on are equal. */
  int occurrences(int from);

  /** The smallest distance of two scores that differ; infinite where none do. */
  double smallestGap(int from, int to);

  /** The width of the widest cell that holds one of the best; 0 where each score is known. */
  double resolution(int size);

  /** The same scores, of which the best are spread up to a threshold and not beyond. */
  Ranked confined(int size, double threshold);

  /**
   * The Anderson-Darling statistic of the best scores, ties spread.
   *
   * @param size how many
   * @param law the probability of a score up to a number
   */
  double statistic(int size, DoubleUnaryOperator law);

  /** How many scores are not worse than a limit. */
  default int countUpTo(double limit) {
    return count(Math.nextUp(limit));
  }

  /** How many scores are better than a limit. */
  default int count(double limit) {
    int from = 0;
    int to = size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (tied(middle) < limit) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
