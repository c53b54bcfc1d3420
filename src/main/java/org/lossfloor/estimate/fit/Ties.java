package org.lossfloor.estimate.fit;

/** Spreads equal scores evenly over the cell they stand for (method.md, section 3). */
public final class Ties {
  private Ties() {}

  /**
   * Replaces each value z that occurs q &gt; 1 times by z + h((2j - 1)/q - 1), j = 1..q, where h is
   * half the smaller gap to a neighbouring distinct value (one-sided at the ends).
   *
   * <p>If all values are equal they are returned as they are: there is no gap to spread over. Where
   * the gap is too narrow for q distinct doubles the spread values may still coincide.
   *
   * @param ascending finite scores in ascending order; not changed
   * @return the scores with ties spread, ascending
   */
  public static double[] spread(double[] ascending) {
    double[] result = ascending.clone();
    int from = 0;
    while (from < ascending.length) {
      int to = from + 1;
      while (to < ascending.length && ascending[to] == ascending[from]) {
        to++;
      }
      if (to - from > 1 && to - from < ascending.length) {
        spreadGroup(ascending, result, from, to);
      }
      from = to;
    }
    return result;
  }

  private static void spreadGroup(double[] ascending, double[] result, int from, int to) {
    double z = ascending[from];
    double below = from > 0 ? z - ascending[from - 1] : Double.POSITIVE_INFINITY;
    double above = to < ascending.length ? ascending[to] - z : Double.POSITIVE_INFINITY;
    double half = 0.5 * Math.min(below, above);
    double q = to - from;
    for (int i = from; i < to; i++) {
      result[i] = z + half * ((2.0 * (i - from) + 1) / q - 1);
    }
  }

  /**
   * Squeezes the cell over which the worst tied scores are spread so that it ends at a threshold,
   * if it reaches beyond.
   *
   * @param spread the scores up to the threshold, ties spread, ascending; changed
   * @param tied at least as many scores, the same ones with their ties
   * @param threshold not less than the last of the tied scores
   */
  public static void confine(double[] spread, double[] tied, double threshold) {
    int size = spread.length;
    if (size == 0 || spread[size - 1] <= threshold) {
      return;
    }
    int from = size - 1;
    while (from > 0 && tied[from - 1] == tied[size - 1]) {
      from--;
    }
    double ties = size - from;
    double center = tied[from];
    double half = (center - spread[from]) * ties / (ties - 1);
    double share = (threshold - (center - half)) / (2 * half);
    for (int i = from; i < size; i++) {
      spread[i] = center - half + share * (spread[i] - (center - half));
    }
  }
}
