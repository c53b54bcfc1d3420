package org.lossfloor.estimate.regime;

import org.lossfloor.estimate.spacing.Bins;

/** The best scores of a sample and their bins, on the standard scale. */
public final class Tail {
  private final double[] scores;
  private final Bins bins;

  /**
   * A tail.
   *
   * @param scores ascending, ties spread, not grouped; kept, not copied
   * @param bins the bins of the spacing objective, grouped where the tail is large
   */
  Tail(double[] scores, Bins bins) {
    this.scores = scores;
    this.bins = bins;
  }

  public int size() {
    return scores.length;
  }

  public double score(int i) {
    return scores[i];
  }

  Bins bins() {
    return bins;
  }

  public double threshold() {
    return bins.last();
  }
}
