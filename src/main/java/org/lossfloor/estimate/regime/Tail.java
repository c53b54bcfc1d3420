package org.lossfloor.estimate.regime;

import java.util.function.DoubleUnaryOperator;
import org.lossfloor.estimate.bins.Bins;

/** The best scores of a sample and their bins, on the standard scale. */
public final class Tail {
  private final Ranked scores;
  private final int size;
  private final Bins bins;

  /**
   * A tail.
   *
   * @param scores those of the sample
   * @param size how many of them, the best, are in the tail
   * @param bins the bins of the spacing objective, grouped where the tail is large
   */
  Tail(Ranked scores, int size, Bins bins) {
    this.scores = scores;
    this.size = size;
    this.bins = bins;
  }

  public int size() {
    return size;
  }

  /** The i-th best score, ties spread. */
  public double score(int i) {
    return scores.spread(i);
  }

  /**
   * The Anderson-Darling statistic of the scores, never of the bins.
   *
   * @param law the probability of a score up to a number on the standard scale
   */
  public double statistic(DoubleUnaryOperator law) {
    return scores.statistic(size, law);
  }

  Bins bins() {
    return bins;
  }

  public double threshold() {
    return bins.last();
  }
}
