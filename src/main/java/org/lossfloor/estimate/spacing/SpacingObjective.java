package org.lossfloor.estimate.spacing;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.lossfloor.distribution.LawPoints;
import org.lossfloor.estimate.bins.Bins;

/**
 * The spacing objective of one effective dimension over fixed bins, on the minimising scale.
 *
 * <p>NLL(a, h, s) = sum over bins with N &gt; 0 of N log(N / (D p)), D the denominator of the bins
 * and p = F(edge) - F(previous edge) under the convex law with best end a, width h = b - a and
 * relative noise s = o / h (method.md, section 4). It is +infinity where a needed p is below
 * 1e-290. Divide by D for the objective per n + 1.
 *
 * <p>Where the difference of two F would lose digits, p comes from the density and its slope at the
 * edges, or from the survival function.
 *
 * <p>Holds its own work space: not for use by two threads at once.
 */
public final class SpacingObjective {
  /** Below this share of F, the difference of two F is replaced by a sharper formula. */
  private static final double SMALL = 1e-4;

  /** Below this, a difference of two F near 1 has too few digits left. */
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

  private final Work work;
  private final LawPoints points;
  private final double[] x;
  private final double[] cdf;
  private final double[] density;
  private final double[] noiseSlope;
  private final double[] cross;
  private final double[] noiseCurve;

  /** The probabilities of the bins and their derivatives, the first one in units of h. */
  private final double[] p;

  private final double[] byEnd;
  private final double[] byWidth;
  private final double[] byNoise;

  /** 1 / p, N / p and N / p^2 of the bins, 0 where the weight N is 0. */
  private final double[] inverses;

  private final double[] ratios;
  private final double[] squares;

  /** The bins that get their probability from the survival function. */
  private final int[] sharp;

  private final double[] sharpSlopes;
  private int sharpBins;

  private final double[] left = new double[3];
  private final double[] right = new double[3];

  private double h;
  private double s;

  /** The work space that the objectives of all dimensions over the same bins share. */
  private static final class Work {
    private final LawPoints points;
    private final double[][] ofBins;
    private final int[] sharp;
    private final double[] sharpSlopes;

    Work(int edges) {
      points = new LawPoints(edges);
      ofBins = new double[7][edges + 1];
      sharp = new int[edges + 1];
      sharpSlopes = new double[3 * edges + 3];
    }
  }

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
        new Work(bins.size()));
  }

  /** The objective of another effective dimension; both use the same work space. */
  SpacingObjective ofDimension(int dimension) {
    return new SpacingObjective(bins, dimension, edges, weights, constant, work);
  }

  private SpacingObjective(
      Bins bins, int c, double[] edges, double[] weights, double constant, Work work) {
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
    points = work.points;
    x = points.x();
    cdf = points.cdf();
    density = points.density();
    noiseSlope = points.noiseSlope();
    cross = points.cross();
    noiseCurve = points.noiseCurve();
    p = work.ofBins[0];
    byEnd = work.ofBins[1];
    byWidth = work.ofBins[2];
    byNoise = work.ofBins[3];
    inverses = work.ofBins[4];
    ratios = work.ofBins[5];
    squares = work.ofBins[6];
    sharp = work.sharp;
    sharpSlopes = work.sharpSlopes;
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
   * The objective with its derivatives in (a, log h, log s).
   *
   * @param a best end of the mean part
   * @param h width b - a of the mean part, positive
   * @param s relative noise o / h, positive
   * @param gradient receives the three first derivatives
   * @param fisher receives the row-major 3 x 3 matrix sum of D dp dp' / p over the bins with N &gt;
   *     0, the expected second derivatives
   * @param hessian receives the second derivatives, sum of N (dp dp' / p^2 - d2p / p), row-major
   * @return NLL; if it is +infinity, the derivatives are not set
   */
  public double evaluate(
      double a, double h, double s, double[] gradient, double[] fisher, double[] hessian) {
    double value = value(a, h, s);
    if (value < Double.POSITIVE_INFINITY) {
      derivatives(gradient, fisher, hessian);
    }
    return value;
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
    this.h = h;
    this.s = s;
    setPositions(a, 1 / h);
    Kernels.of(c, s).evaluate(points, s);
    loadBins();
    return value();
  }

  /**
   * The derivatives at the point of the last value, which must be finite; as in {@link #evaluate}.
   */
  void derivatives(double[] gradient, double[] fisher, double[] hessian) {
    Kernels.of(c, s).secondDerivatives(points, s);
    loadSlopes();
    Arrays.fill(fisher, 0);
    Arrays.fill(hessian, 0);
    setGradient(gradient);
    addSquares(inverses, fisher);
    addSquares(squares, hessian);
    addCurvature(hessian);
    toScores(fisher, denominator);
    toScores(hessian, 1);
  }

  private void setPositions(double a, double inverse) {
    double[] at = x;
    double[] from = edges;
    for (int i = 0; i < at.length; i++) {
      at[i] = (from[i] - a) * inverse;
    }
  }

  /** Sets the probabilities of the bins. */
  private void loadBins() {
    double[] shares = p;
    double[] law = cdf;
    shares[0] = law[0];
    for (int i = 1; i < law.length; i++) {
      shares[i] = law[i] - law[i - 1];
    }
    shares[m] = 1 - law[m - 1];
    sharpBins = 0;
    for (int i = 1; i < law.length; i++) {
      if (shares[i] < SMALL * law[i]) {
        smallSpacing(i);
      }
    }
    if (p[m] < SMALL) {
      upperTail.evaluate(x[m - 1], s, left);
      p[m] = left[0];
      sharpen(m, x[m - 1], left[1], left[2], 0, 0, 0);
    }
  }

  /** Sets the slopes of the probabilities: first all, then those from the survival function. */
  private void loadSlopes() {
    double[] at = x;
    double[] f = density;
    double[] moved = noiseSlope;
    double[] end = byEnd;
    double[] width = byWidth;
    double[] noise = byNoise;
    end[0] = -f[0];
    width[0] = -at[0] * f[0];
    noise[0] = moved[0];
    for (int i = 1; i < at.length; i++) {
      end[i] = f[i - 1] - f[i];
      width[i] = at[i - 1] * f[i - 1] - at[i] * f[i];
      noise[i] = moved[i] - moved[i - 1];
    }
    end[m] = f[m - 1];
    width[m] = at[m - 1] * f[m - 1];
    noise[m] = -moved[m - 1];
    for (int i = 0; i < sharpBins; i++) {
      end[sharp[i]] = sharpSlopes[3 * i];
      width[sharp[i]] = sharpSlopes[3 * i + 1];
      noise[sharp[i]] = sharpSlopes[3 * i + 2];
    }
  }

  private double value() {
    double[] shares = p;
    double[] of = weights;
    double sum = constant;
    double product = 1;
    for (int i = 0; i < of.length; i++) {
      double weight = of[i];
      double share = shares[i];
      // One logarithm for many bins: most of them weigh 1.
      if (weight == 1 && share > SAFE_FACTOR) {
        product *= share;
        if (product < SAFE_FACTOR) {
          sum -= Math.log(product);
          product = 1;
        }
      } else if (weight != 0) {
        if (!(share > NEGLIGIBLE)) {
          return Double.POSITIVE_INFINITY;
        }
        sum -= weight * Math.log(share);
      }
    }
    return sum - Math.log(product);
  }

  /** Sets the gradient, and the factors that the second derivatives use. */
  private void setGradient(double[] gradient) {
    setFactors();
    double[] factors = ratios;
    double[] ofEnd = byEnd;
    double[] ofWidth = byWidth;
    double[] ofNoise = byNoise;
    double end = 0;
    double width = 0;
    double noise = 0;
    for (int i = 0; i < factors.length; i++) {
      end -= factors[i] * ofEnd[i];
      width -= factors[i] * ofWidth[i];
      noise -= factors[i] * ofNoise[i];
    }
    gradient[0] = end / h;
    gradient[1] = width;
    gradient[2] = noise;
  }

  private void setFactors() {
    double[] of = weights;
    double[] shares = p;
    double[] inverse = inverses;
    double[] ratio = ratios;
    double[] square = squares;
    for (int i = 0; i < of.length; i++) {
      inverse[i] = 1 / shares[i];
      ratio[i] = of[i] * inverse[i];
      square[i] = ratio[i] * inverse[i];
    }
    // The others have weights: inside a tail no bin is empty.
    for (int i = 0; i < of.length; i++) {
      if (of[i] == 0) {
        inverse[i] = 0;
        ratio[i] = 0;
        square[i] = 0;
      }
    }
  }

  /**
   * Adds the squares of the slopes of the probabilities times one factor each: the upper triangle
   * only, with h as the unit of a.
   */
  private void addSquares(double[] factors, double[] matrix) {
    double[] end = byEnd;
    double[] width = byWidth;
    double[] noise = byNoise;
    double m00 = 0;
    double m01 = 0;
    double m02 = 0;
    double m11 = 0;
    double m12 = 0;
    double m22 = 0;
    for (int i = 0; i < factors.length; i++) {
      double ofEnd = end[i];
      double ofWidth = width[i];
      double ofNoise = noise[i];
      double e = factors[i] * ofEnd;
      double w = factors[i] * ofWidth;
      m00 += e * ofEnd;
      m01 += e * ofWidth;
      m02 += e * ofNoise;
      m11 += w * ofWidth;
      m12 += w * ofNoise;
      m22 += factors[i] * ofNoise * ofNoise;
    }
    add(matrix, m00, m01, m02, m11, m12, m22);
  }

  /** Adds the second derivatives of F at the edges. */
  private void addCurvature(double[] hessian) {
    double perNoise = 1 / (s * s);
    double[] factors = ratios;
    double[] at = x;
    double[] f = density;
    double[] moved = noiseSlope;
    double[] mixed = cross;
    double[] bent = noiseCurve;
    double h00 = 0;
    double h01 = 0;
    double h02 = 0;
    double h11 = 0;
    double h12 = 0;
    double h22 = 0;
    for (int i = 0; i < at.length; i++) {
      double factor = factors[i + 1] - factors[i];
      double curve = factor * moved[i] * perNoise;
      double both = curve * at[i] + factor * f[i];
      double crossed = factor * mixed[i];
      h00 += curve;
      h01 += both;
      h02 -= crossed;
      h11 += at[i] * both;
      h12 -= at[i] * crossed;
      h22 += factor * bent[i];
    }
    add(hessian, h00, h01, h02, h11, h12, h22);
  }

  private static void add(
      double[] matrix, double m00, double m01, double m02, double m11, double m12, double m22) {
    matrix[0] += m00;
    matrix[1] += m01;
    matrix[2] += m02;
    matrix[4] += m11;
    matrix[5] += m12;
    matrix[8] += m22;
  }

  /** Completes a matrix whose upper triangle was summed in units of h. */
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

  private void smallSpacing(int i) {
    load(i - 1, left);
    load(i, right);
    double width = (edges[i] - edges[i - 1]) / h;
    boolean narrow = width < NARROW * Math.min(bend(x[i - 1]), bend(x[i]));
    // Elsewhere the density and the difference have enough digits.
    boolean few = narrow ? right[1] * s < SMALL : p[i] < FEW_DIGITS;
    if (few && left[0] > 0.5 && x[i] > 1 - s) {
      upperTail.evaluate(x[i - 1], s, left);
      upperTail.evaluate(x[i], s, right);
      p[i] = left[0] - right[0];
      sharpen(i, x[i - 1], left[1], left[2], x[i], right[1], right[2]);
    }
    if (narrow) {
      // The trapezoid with its end correction; f' = s dF/ds / s^2, as F solves the heat equation.
      double correction = width * (left[2] - right[2]) / (12 * s * s);
      p[i] = width * (0.5 * (left[1] + right[1]) + correction);
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

  /** Notes the slopes of a probability that comes from the survival function. */
  private void sharpen(
      int i,
      double fromX,
      double fromDensity,
      double fromNoise,
      double toX,
      double toDensity,
      double toNoise) {
    sharp[sharpBins] = i;
    sharpSlopes[3 * sharpBins] = fromDensity - toDensity;
    sharpSlopes[3 * sharpBins + 1] = fromX * fromDensity - toX * toDensity;
    sharpSlopes[3 * sharpBins + 2] = toNoise - fromNoise;
    sharpBins++;
  }
}
