package org.lossfloor.estimate;

import java.util.stream.IntStream;
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

  /** Products of probabilities stay above the square of this. */
  private static final double SAFE_FACTOR = 1e-140;

  private final Bins bins;
  private final double[] edges;
  private final double[] weights;
  private final double denominator;
  private final int c;
  private final UpperTail upperTail;
  private final int m;
  private final double constant;

  /** The six arrays below. */
  private final double[][] work;

  private final double[] x;
  private final double[] cdf;
  private final double[] density;
  private final double[] noiseSlope;
  private final double[] cross;
  private final double[] noiseCurve;
  private final double[] left = new double[3];
  private final double[] right = new double[3];
  private final double[] second = new double[5];

  private double h;
  private double s;

  /** 1 / s^2. */
  private double perNoise;

  private double p;

  /** The derivatives of p, the first one in units of h. */
  private final double[] dp = new double[3];

  /**
   * The objective of one effective dimension.
   *
   * @param bins the bins
   * @param c effective dimension, 1 to 20
   * @throws IllegalArgumentException if c is out of range
   */
  public SpacingObjective(Bins bins, int c) {
    this(
        bins,
        c,
        IntStream.range(0, bins.size()).mapToDouble(bins::edge).toArray(),
        IntStream.rangeClosed(0, bins.size()).mapToDouble(bins::weight).toArray(),
        constant(bins),
        new double[6][bins.size()]);
  }

  /** The objective of another effective dimension; both use the same work space. */
  SpacingObjective ofDimension(int dimension) {
    return new SpacingObjective(bins, dimension, edges, weights, constant, work);
  }

  private SpacingObjective(
      Bins bins, int c, double[] edges, double[] weights, double constant, double[][] work) {
    if (c < 1 || c > Constraints.MAX_DIMENSION) {
      throw new IllegalArgumentException("the effective dimension must be 1 to 20: " + c);
    }
    this.bins = bins;
    this.c = c;
    this.edges = edges;
    this.weights = weights;
    this.constant = constant;
    this.work = work;
    upperTail = new UpperTail(c);
    m = bins.size();
    denominator = bins.denominator();
    x = work[0];
    cdf = work[1];
    density = work[2];
    noiseSlope = work[3];
    cross = work[4];
    noiseCurve = work[5];
  }

  private static double constant(Bins bins) {
    double sum = 0;
    double last = 0;
    double term = 0;
    for (int i = 0; i <= bins.size(); i++) {
      double weight = bins.weight(i);
      // Most bins weigh the same.
      if (weight != last) {
        term = weight > 0 ? weight * Math.log(weight / bins.denominator()) : 0;
        last = weight;
      }
      sum += term;
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
    return evaluate(a, h, s, null, null, null);
  }

  /**
   * The objective with its derivatives in (a, log h, log s).
   *
   * @param a best end of the mean part
   * @param h width b - a of the mean part, positive
   * @param s relative noise o / h, positive
   * @param gradient receives the three first derivatives; null if no derivatives are wanted
   * @param fisher receives the row-major 3 x 3 matrix sum of D dp dp' / p over the bins with N &gt;
   *     0, the expected second derivatives
   * @param hessian receives the second derivatives, sum of N (dp dp' / p^2 - d2p / p), row-major
   * @return NLL; if it is +infinity, the derivatives are meaningless
   */
  public double evaluate(
      double a, double h, double s, double[] gradient, double[] fisher, double[] hessian) {
    boolean derivatives = gradient != null;
    loadEdges(a, h, s, derivatives ? second : left);
    if (derivatives) {
      clear(gradient, fisher, hessian);
    }
    double sum = constant;
    double product = 1;
    double ratioBefore = 0;
    for (int i = 0; i <= m; i++) {
      double weight = weights[i];
      double ratio = 0;
      if (weight > 0) {
        bin(i);
        if (!(p > NEGLIGIBLE)) {
          return Double.POSITIVE_INFINITY;
        }
        // One logarithm for many bins: most of them weigh 1.
        boolean factor = weight == 1 && p > SAFE_FACTOR;
        product *= factor ? p : 1;
        sum -= factor ? 0 : weight * Math.log(p);
        if (product < SAFE_FACTOR) {
          sum -= Math.log(product);
          product = 1;
        }
        if (derivatives) {
          double inverse = 1 / p;
          ratio = weight * inverse;
          addSlopes(inverse, ratio, gradient, fisher, hessian);
        }
      }
      if (derivatives && i > 0) {
        addCurvature(i - 1, ratio - ratioBefore, hessian);
      }
      ratioBefore = ratio;
    }
    if (derivatives) {
      gradient[0] /= h;
      toScores(fisher, denominator);
      toScores(hessian, 1);
    }
    return sum - Math.log(product);
  }

  private void loadEdges(double a, double h, double s, double[] out) {
    this.h = h;
    this.s = s;
    perNoise = 1 / (s * s);
    StandardQuadratic kernel = Kernels.of(c, s);
    double inverse = 1 / h;
    for (int i = 0; i < m; i++) {
      x[i] = (edges[i] - a) * inverse;
      kernel.evaluate(x[i], s, out);
      cdf[i] = out[0];
      density[i] = out[1];
      noiseSlope[i] = out[2];
      if (out == second) {
        cross[i] = out[3];
        noiseCurve[i] = out[4];
      }
    }
  }

  private static void clear(double[] gradient, double[] fisher, double[] hessian) {
    java.util.Arrays.fill(gradient, 0);
    java.util.Arrays.fill(fisher, 0);
    java.util.Arrays.fill(hessian, 0);
  }

  /**
   * Adds what the first derivatives of p contribute; the upper triangles only, with h as the unit
   * of a, and the Fisher matrix over its denominator.
   */
  private void addSlopes(
      double inverse, double ratio, double[] gradient, double[] fisher, double[] hessian) {
    double end = dp[0];
    double width = dp[1];
    double noise = dp[2];
    gradient[0] -= ratio * end;
    gradient[1] -= ratio * width;
    gradient[2] -= ratio * noise;
    addSquares(inverse, end, width, noise, fisher);
    addSquares(ratio * inverse, end, width, noise, hessian);
  }

  private static void addSquares(
      double factor, double end, double width, double noise, double[] matrix) {
    matrix[0] += factor * end * end;
    matrix[1] += factor * end * width;
    matrix[2] += factor * end * noise;
    matrix[4] += factor * width * width;
    matrix[5] += factor * width * noise;
    matrix[8] += factor * noise * noise;
  }

  /** Adds a multiple of the second derivatives of F at an edge, in the units of the slopes. */
  private void addCurvature(int i, double factor, double[] hessian) {
    double curve = factor * noiseSlope[i] * perNoise;
    double both = curve * x[i] + factor * density[i];
    double crossed = factor * cross[i];
    hessian[0] += curve;
    hessian[1] += both;
    hessian[2] -= crossed;
    hessian[4] += x[i] * both;
    hessian[5] -= x[i] * crossed;
    hessian[8] += factor * noiseCurve[i];
  }

  /** Completes a matrix of which the upper triangle was summed in units of h. */
  private void toScores(double[] matrix, double factor) {
    matrix[0] *= factor / (h * h);
    matrix[1] *= factor / h;
    matrix[2] *= factor / h;
    matrix[4] *= factor;
    matrix[5] *= factor;
    matrix[8] *= factor;
    matrix[3] = matrix[1];
    matrix[6] = matrix[2];
    matrix[7] = matrix[5];
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
    p = cdf[i] - cdf[i - 1];
    if (p < SMALL * cdf[i]) {
      smallSpacing(i);
    } else {
      slopes(x[i - 1], density[i - 1], noiseSlope[i - 1], x[i], density[i], noiseSlope[i]);
    }
  }

  private void smallSpacing(int i) {
    load(i - 1, left);
    load(i, right);
    double width = (edges[i] - edges[i - 1]) / h;
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
    slopes(x[i - 1], left[1], left[2], x[i], right[1], right[2]);
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
    dp[0] = fromDensity - toDensity;
    dp[1] = fromX * fromDensity - toX * toDensity;
    dp[2] = toNoise - fromNoise;
  }
}
