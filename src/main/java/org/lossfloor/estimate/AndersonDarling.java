package org.lossfloor.estimate;

import java.util.Arrays;

/**
 * The Anderson-Darling test of a fitted tail (recipe, section 2, step 5).
 *
 * <p>The law was fitted to the scores that are tested, so the classical tables do not apply. The
 * percentage points come from 64,000 fits to samples of the law itself; they depend on the fitted
 * dimension and on the noise as a share of the tail.
 */
final class AndersonDarling {
  private static final double CLIP = 1e-12;

  /** Where the columns of {@link #POINTS} by noise over tail begin and end. */
  private static final double[] NOISE_EDGES = {.02, .06, .15, .3};

  private static final double[] LOG_LEVELS =
      Arrays.stream(new double[] {.50, .20, .10, .05, .02, .01}).map(Math::log).toArray();

  /** Upper 50, 20, 10, 5, 2 and 1 per cent points by dimension 1, 2, 3, 4 and above, and noise. */
  private static final double[][][] POINTS = {
    {
      {.642, 1.203, 1.668, 2.144, 2.860, 3.417},
      {.550, 1.062, 1.470, 1.849, 2.471, 2.971},
      {.450, .814, 1.130, 1.512, 2.000, 2.270},
      {.383, .643, .851, 1.054, 1.395, 1.621},
      {.367, .541, .676, .804, .970, 1.148}
    },
    {
      {.614, 1.103, 1.495, 1.955, 2.540, 3.009},
      {.585, 1.051, 1.433, 1.825, 2.457, 2.797},
      {.445, .729, .983, 1.227, 1.627, 1.878},
      {.341, .509, .634, .777, .989, 1.122},
      {.289, .415, .494, .574, .723, .876}
    },
    {
      {.494, .835, 1.096, 1.406, 1.822, 2.165},
      {.491, .874, 1.125, 1.435, 1.962, 2.274},
      {.394, .591, .767, .942, 1.128, 1.254},
      {.324, .486, .605, .745, .963, 1.123},
      {.285, .400, .475, .564, .651, .796}
    },
    {
      {.406, .634, .821, 1.023, 1.291, 1.548},
      {.405, .667, .854, 1.073, 1.360, 1.645},
      {.362, .557, .728, .884, 1.183, 1.440},
      {.341, .540, .711, .892, 1.237, 1.517},
      {.389, .624, .807, .989, 1.353, 1.774}
    }
  };

  private AndersonDarling() {}

  /**
   * The statistic {@code -m - (1/m) sum (2i-1) [log u_i + log(1 - u_(m+1-i))]}.
   *
   * @param shares the fitted law at the tail's scores over its value at the last one, which is not
   *     among them: ascending, in [0, 1]; clipped to stay 1e-12 away from the ends
   * @return A squared
   */
  static double statistic(double[] shares) {
    int m = shares.length;
    double sum = 0;
    for (int i = 1; i <= m; i++) {
      double low = clip(shares[i - 1]);
      double high = clip(shares[m - i]);
      sum += (2 * i - 1) * (Math.log(low) + Math.log1p(-high));
    }
    return -m - sum / m;
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
  static double pValue(double statistic, int dimension, double relativeNoise) {
    double[] points = POINTS[Math.min(dimension, POINTS.length) - 1][column(relativeNoise)];
    int last = points.length - 1;
    if (statistic < points[0]) {
      return Math.min(1, 1 - .5 * statistic / points[0]);
    }
    if (statistic >= points[last]) {
      return Math.exp(line(statistic, points, 1, last));
    }
    int above = 1;
    while (statistic >= points[above]) {
      above++;
    }
    return Math.exp(line(statistic, points, above - 1, above));
  }

  /** The log p of the straight line through two columns, anchored at the second one. */
  private static double line(double statistic, double[] points, int from, int to) {
    double slope = (LOG_LEVELS[to] - LOG_LEVELS[from]) / (points[to] - points[from]);
    return LOG_LEVELS[to] + slope * (statistic - points[to]);
  }

  private static int column(double relativeNoise) {
    int column = 0;
    while (column < NOISE_EDGES.length && relativeNoise >= NOISE_EDGES[column]) {
      column++;
    }
    return column;
  }
}
