package org.lossfloor.estimate;

/** The best scores of a sample and their bins, on the standard scale. */
final class Tail {
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

  int size() {
    return scores.length;
  }

  double score(int i) {
    return scores[i];
  }

  Bins bins() {
    return bins;
  }

  double threshold() {
    return bins.last();
  }
}
