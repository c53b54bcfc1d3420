package org.lossfloor.estimate;

/** Spreads equal scores evenly over the cell they stand for (recipe.md section 2, step 1). */
public final class Ties {
  private Ties() {}

  /**
   * Replaces each value z that occurs q &gt; 1 times by z + h((2j - 1)/q - 1), j = 1..q, where h is
   * half the smaller gap to a neighbouring distinct value (one-sided at the ends).
   *
   * <p>A value alone in the array is returned as it is: there is no gap to spread over. Where the
   * gap is too narrow for q distinct doubles the spread values may still coincide.
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
}
