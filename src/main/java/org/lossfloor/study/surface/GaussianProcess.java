package org.lossfloor.study.surface;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealVector;

/**
 * A Gaussian process over the unit cube with a Matern kernel of smoothness 5/2, one length for each
 * coordinate, and independent noise. The variance of the process is the one of the largest
 * likelihood given the lengths and the ratio of the noise; these are found by trying factors in
 * turn.
 */
final class GaussianProcess {
  private static final double LEAST_LENGTH = .1;
  private static final double MOST_LENGTH = 16;
  private static final double LEAST_RATIO = 1e-6;
  private static final double MOST_RATIO = 10;
  private static final int ROUNDS = 3;
  private static final double ROOT_FIVE = Math.sqrt(5);

  private final double[][] points;
  private final RealVector values;
  private final double mean;
  private final double[] shape;
  private final CholeskyDecomposition factor;
  private final RealVector weights;
  private final double variance;

  private GaussianProcess(double[][] points, RealVector values, double mean, double[] shape) {
    this.points = points;
    this.values = values;
    this.mean = mean;
    this.shape = shape;
    factor = new CholeskyDecomposition(covariance());
    weights = factor.getSolver().solve(values);
    variance = values.dotProduct(weights) / values.getDimension();
  }

  /**
   * Fits a process.
   *
   * @param points points of the unit cube
   * @param values one for each point, not all equal
   * @return the process
   */
  static GaussianProcess fit(double[][] points, double... values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    RealVector centred = new ArrayRealVector(values).mapSubtract(mean);
    int coordinates = points[0].length;
    // The last one is the ratio of the variance of the noise to that of the process.
    double[] shape = new double[coordinates + 1];
    Arrays.fill(shape, .5);
    shape[coordinates] = .1;
    GaussianProcess best = new GaussianProcess(points, centred, mean, shape);
    for (int round = 0; round < ROUNDS; round++) {
      GaussianProcess before = best;
      for (int i = 0; i <= coordinates; i++) {
        best = better(best, i);
      }
      if (best == before) {
        break;
      }
    }
    return best;
  }

  private static GaussianProcess better(GaussianProcess best, int i) {
    boolean ratio = i == best.shape.length - 1;
    double factor = ratio ? 4 : 2;
    GaussianProcess better = best;
    for (double step : new double[] {factor, 1 / factor}) {
      double[] shape = best.shape.clone();
      shape[i] *= step;
      boolean inside =
          ratio
              ? shape[i] >= LEAST_RATIO && shape[i] <= MOST_RATIO
              : shape[i] >= LEAST_LENGTH && shape[i] <= MOST_LENGTH;
      if (inside) {
        better = better.orBetter(shape);
      }
    }
    return better;
  }

  private GaussianProcess orBetter(double... other) {
    try {
      GaussianProcess tried = new GaussianProcess(points, values, mean, other);
      return tried.logLikelihood() > logLikelihood() ? tried : this;
    } catch (NonPositiveDefiniteMatrixException e) {
      return this;
    }
  }

  /** Up to a constant, with the variance that makes it largest. */
  private double logLikelihood() {
    int n = points.length;
    double logs = 0;
    for (int i = 0; i < n; i++) {
      logs += Math.log(factor.getL().getEntry(i, i));
    }
    return -n / 2.0 * Math.log(variance) - logs;
  }

  private Array2DRowRealMatrix covariance() {
    int n = points.length;
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        matrix[i][j] = kernel(points[i], points[j]);
        matrix[j][i] = matrix[i][j];
      }
      matrix[i][i] = 1 + shape[shape.length - 1];
    }
    return new Array2DRowRealMatrix(matrix, false);
  }

  private double kernel(double[] one, double... other) {
    double square = 0;
    for (int d = 0; d < one.length; d++) {
      double apart = (one[d] - other[d]) / shape[d];
      square += apart * apart;
    }
    double distance = ROOT_FIVE * Math.sqrt(square);
    return (1 + distance + distance * distance / 3) * Math.exp(-distance);
  }

  private RealVector kernels(double... x) {
    return new ArrayRealVector(Arrays.stream(points).mapToDouble(p -> kernel(x, p)).toArray());
  }

  /** The mean of the posterior at a point. */
  double mean(double... x) {
    return mean + kernels(x).dotProduct(weights);
  }

  /** The standard deviation of the posterior at a point, without the noise. */
  double sd(double... x) {
    RealVector kernels = kernels(x);
    double left = 1 - kernels.dotProduct(factor.getSolver().solve(kernels));
    return Math.sqrt(variance * Math.max(0, left));
  }
}
