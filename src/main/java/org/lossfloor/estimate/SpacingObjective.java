package org.lossfloor.estimate;

import org.lossfloor.distribution.StandardQuadratic;

/**
 * The spacing objective of one effective dimension over fixed bins, on the minimising scale.
 *
 * <p>NLL(a, h, s) = sum over bins with N &gt; 0 of N log(N / (D p)), D the denominator of the bins
 * and p = F(edge) - F(previous edge) under the convex law with best end a, width h = b - a and
 * relative noise s = o / h (statistics.md section 2, recipe.md section 2 step 3). It is +infinity
 * where a needed p is below 1e-290. Divide by D for the objective per n + 1.
 *
 * <p>Where the difference of two F would lose digits, p comes from the density and its slope at the
 * edges, or from the survival function.
 *
 * <p>Holds its own work space: not for use by two threads at once.
 */
public final class SpacingObjective {
  /** Below this share of F, the difference of two F is replaced by something sharper. */
  private static final double SMALL = 1e-4;

  /** A difference of two F near 1 below which too few of its digits are left. */
  private static final double FEW_DIGITS = 1e-6;

  /**
   * Widest spacing, in units of the length over which the density bends, for the corrected rule.
   */
  private static final double NARROW = 2e-3;

  private static final double NEGLIGIBLE = 1e-290;

  private final Bins bins;
  private final int c;
  private final UpperTail upperTail;
  private final int m;
  private final double constant;

  private final double[] x;
  private final double[] cdf;
  private final double[] density;
  private final double[] noiseSlope;
  private final double[] left = new double[3];
  private final double[] right = new double[3];

  private double h;
  private double s;
  private double p;
  private final double[] dp = new double[3];

  /**
   * The objective of one effective dimension.
   *
   * @param bins the bins
   * @param c effective dimension, 1 to 20
   * @throws IllegalArgumentException if c is out of range
   */
  public SpacingObjective(Bins bins, int c) {
    if (c < 1 || c > Constraints.MAX_DIMENSION) {
      throw new IllegalArgumentException("the effective dimension must be 1 to 20: " + c);
    }
    this.bins = bins;
    this.c = c;
    upperTail = new UpperTail(c);
    m = bins.size();
    x = new double[m];
    cdf = new double[m];
    density = new double[m];
    noiseSlope = new double[m];
    constant = constant(bins);
  }

  private static double constant(Bins bins) {
    double sum = 0;
    for (int i = 0; i <= bins.size(); i++) {
      double weight = bins.weight(i);
      sum += weight > 0 ? weight * Math.log(weight / bins.denominator()) : 0;
    }
    return sum;
  }

  /**
   * The bins of this objective.
   *
   * @return the bins
   */
  public Bins bins() {
    return bins;
  }

  /**
   * The effective dimension of this objective.
   *
   * @return c, at least 1
   */
  public int dimension() {
    return c;
  }

  /**
   * The objective at given parameters.
   *
   * @param a best end of the mean part
   * @param h width b - a of the mean part, positive
   * @param s relative noise o / h, positive
   * @return NLL, possibly +infinity
   */
  public double value(double a, double h, double s) {
    return evaluate(a, h, s, null, null);
  }

  /**
   * The objective with its gradient and Fisher matrix in (a, log h, log s).
   *
   * @param a best end of the mean part
   * @param h width b - a of the mean part, positive
   * @param s relative noise o / h, positive
   * @param gradient receives the three derivatives; null if not wanted
   * @param fisher receives the row-major 3 x 3 matrix sum of D dp dp' / p over the bins with N &gt;
   *     0; null if not wanted
   * @return NLL; if it is +infinity, gradient and fisher are meaningless
   */
  public double evaluate(double a, double h, double s, double[] gradient, double[] fisher) {
    this.h = h;
    this.s = s;
    StandardQuadratic kernel = Kernels.fresh(c);
    for (int i = 0; i < m; i++) {
      x[i] = (bins.edge(i) - a) / h;
      kernel.evaluate(x[i], s, left);
      cdf[i] = left[0];
      density[i] = left[1];
      noiseSlope[i] = left[2];
    }
    clear(gradient);
    clear(fisher);
    double sum = constant;
    for (int i = 0; i <= m; i++) {
      double weight = bins.weight(i);
      if (weight > 0) {
        bin(i);
        if (!(p > NEGLIGIBLE)) {
          return Double.POSITIVE_INFINITY;
        }
        sum -= weight * Math.log(p);
        accumulate(weight, gradient, fisher);
      }
    }
    return sum;
  }

  private static void clear(double[] array) {
    if (array != null) {
      java.util.Arrays.fill(array, 0);
    }
  }

  private void accumulate(double weight, double[] gradient, double[] fisher) {
    if (gradient != null) {
      for (int j = 0; j < 3; j++) {
        gradient[j] -= weight / p * dp[j];
      }
    }
    if (fisher != null) {
      double scale = bins.denominator() / p;
      for (int j = 0; j < 3; j++) {
        for (int l = 0; l < 3; l++) {
          fisher[3 * j + l] += scale * dp[j] * dp[l];
        }
      }
    }
  }

  /** Sets p and dp for the bin that ends at edge i (i = m: the bin above the last edge). */
  private void bin(int i) {
    if (i == m) {
      lastBin();
    } else if (i == 0) {
      load(0, right);
      p = right[0];
      slopes(0, 0, 0, x[0], right[1], right[2]);
    } else {
      middleBin(i);
    }
  }

  private void lastBin() {
    load(m - 1, left);
    p = 1 - left[0];
    if (p < SMALL) {
      upperTail.evaluate(x[m - 1], s, left);
      p = left[0];
    }
    slopes(x[m - 1], left[1], left[2], 0, 0, 0);
  }

  private void middleBin(int i) {
    load(i - 1, left);
    load(i, right);
    p = right[0] - left[0];
    if (p < SMALL * right[0]) {
      smallSpacing(i);
    }
    slopes(x[i - 1], left[1], left[2], x[i], right[1], right[2]);
  }

  private void smallSpacing(int i) {
    double width = (bins.edge(i) - bins.edge(i - 1)) / h;
    boolean narrow = width < NARROW * Math.min(bend(x[i - 1]), bend(x[i]));
    // Elsewhere the density and the difference have digits to spare.
    boolean few = narrow ? right[1] * s < SMALL : p < FEW_DIGITS;
    if (few && left[0] > 0.5 && x[i] > 1 - s) {
      upperTail.evaluate(x[i - 1], s, left);
      upperTail.evaluate(x[i], s, right);
      p = left[0] - right[0];
    }
    if (narrow) {
      // The trapezoid with its end correction; f' = s dF/ds / s^2, as F solves the heat equation.
      double correction = width * (left[2] - right[2]) / (12 * s * s);
      p = width * (0.5 * (left[1] + right[1]) + correction);
    }
  }

  /** The length over which the density bends at a standardised score. */
  private double bend(double score) {
    if (score <= 0) {
      return s * s / (s - score);
    }
    return score >= 1 ? s * s / (s + score - 1) : Math.max(s, Math.min(score, 1 - score));
  }

  private void load(int i, double[] out) {
    out[0] = cdf[i];
    out[1] = density[i];
    out[2] = noiseSlope[i];
  }

  private void slopes(
      double fromX,
      double fromDensity,
      double fromNoise,
      double toX,
      double toDensity,
      double toNoise) {
    dp[0] = (fromDensity - toDensity) / h;
    dp[1] = fromX * fromDensity - toX * toDensity;
    dp[2] = toNoise - fromNoise;
  }
}
