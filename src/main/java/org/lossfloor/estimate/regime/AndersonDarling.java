package org.lossfloor.estimate.regime;

/**
 * The Anderson-Darling test of a fitted tail (method.md, section 7).
 *
 * <p>The law was fitted to the scores that are tested, so the classical tables do not apply. The
 * percentage points of the {@link NullTable} come from fits to samples of the law itself; they
 * depend on the fitted dimension and on the noise as a share of the tail.
 */
public final class AndersonDarling {
  private static final double CLIP = 1e-12;

  private static final NullTable TABLE = NullTable.shipped();

  private AndersonDarling() {}

  /**
   * The statistic {@code -m - (1/m) sum (2i-1) [log u_i + log(1 - u_(m+1-i))]}.
   *
   * @param shares the fitted law at the tail's scores over its value at the last one, which is not
   *     among them: ascending, in [0, 1]; clipped to stay 1e-12 away from the ends
   * @return A squared
   */
  public static double statistic(double[] shares) {
    int m = shares.length;
    double sum = 0;
    for (int i = 1; i <= m; i++) {
      double low = clip(shares[i - 1]);
      double high = clip(shares[m - i]);
      sum += (2 * i - 1) * (Math.log(low) + Math.log1p(-high));
    }
    return -m - sum / m;
  }

  /**
   * What one score adds to the sum of the {@link #statistic}.
   *
   * @param better twice the scores better than it, and itself: {@code 2i - 1}
   * @param worse twice the scores worse than it, and itself: {@code 2 (m - i) + 1}
   * @param share the fitted law at the score over its value at the last one
   * @return {@code better log u + worse log(1 - u)}
   */
  static double term(double better, double worse, double share) {
    double u = clip(share);
    return better * Math.log(u) + worse * Math.log1p(-u);
  }

  private static double clip(double share) {
    return Math.min(1 - CLIP, Math.max(CLIP, share));
  }

  /**
   * The probability of a larger statistic where the law holds: its log is linear between the
   * percentage points and beyond them; below the 50 per cent point the probability itself is
   * linear.
   *
   * @param statistic A squared, at least 0
   * @param dimension the fitted dimension
   * @param relativeNoise the fitted noise over the distance of threshold and best score
   * @return the p-value, in [0, 1]
   */
  public static double pValue(double statistic, int dimension, double relativeNoise) {
    int row = NullTable.row(dimension);
    int column = NullTable.column(relativeNoise);
    double median = TABLE.point(row, column, 0);
    if (statistic < median) {
      return Math.min(1, 1 - .5 * statistic / median);
    }
    int last = NullTable.levels() - 1;
    if (statistic >= TABLE.point(row, column, last)) {
      return Math.exp(line(statistic, row, column, 1, last));
    }
    int above = 1;
    while (statistic >= TABLE.point(row, column, above)) {
      above++;
    }
    return Math.exp(line(statistic, row, column, above - 1, above));
  }

  /** The log p of the straight line through two levels, anchored at the second one. */
  private static double line(double statistic, int row, int column, int from, int to) {
    double at = Math.log(NullTable.level(to));
    double near = TABLE.point(row, column, to);
    double slope = (at - Math.log(NullTable.level(from))) / (near - TABLE.point(row, column, from));
    return at + slope * (statistic - near);
  }
}
