package org.lossfloor.math;

import java.util.Arrays;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * A Gauss-Jacobi rule on [0, 1] for the weight {@code t^beta}: {@code sum weight(i) g(node(i))} is
 * {@code int_0^1 t^beta g(t) dt} exactly for every polynomial g of degree below {@code 2 size()}.
 *
 * <p>Nodes: eigenvalues of the Jacobi matrix (Golub and Welsch, 1969), polished by Newton steps on
 * the Jacobi polynomial {@code P_n^(0, beta)(2 t - 1)}; weights {@code 1 / (t (1 - t) p'(t)^2)}
 * with {@code p(t) = P_n^(0, beta)(2 t - 1)}, which keeps the relative digits of the small ones.
 * Immutable.
 */
public final class GaussJacobi {
  private static final int NEWTON_STEPS = 3;

  private final double beta;
  private final double[] nodes;
  private final double[] weights;

  /**
   * Builds the rule.
   *
   * @param size number of points, at least 2
   * @param beta exponent of the weight, above -1
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public GaussJacobi(int size, double beta) {
    if (size < 2 || !(beta > -1) || !Double.isFinite(beta)) {
      throw new IllegalArgumentException(
          "needs at least 2 points and an exponent above -1: size = " + size + ", beta = " + beta);
    }
    this.beta = beta;
    nodes = eigenvalues(size);
    weights = new double[size];
    for (int i = 0; i < size; i++) {
      for (int step = 0; step < NEWTON_STEPS; step++) {
        double[] polynomial = polynomial(nodes[i]);
        nodes[i] -= polynomial[0] / polynomial[1];
      }
      double derivative = polynomial(nodes[i])[1];
      weights[i] = 1 / (nodes[i] * (1 - nodes[i]) * derivative * derivative);
    }
  }

  /**
   * The points.
   *
   * @return a copy of the points, rising, strictly between 0 and 1
   */
  public double[] nodes() {
    return nodes.clone();
  }

  /**
   * The weights.
   *
   * @return a copy of the weights, positive; they add up to {@code 1 / (beta + 1)}
   */
  public double[] weights() {
    return weights.clone();
  }

  /** The recurrence of the orthonormal polynomials on [-1, 1], moved to [0, 1]. */
  private double[] eigenvalues(int size) {
    double[] diagonal = new double[size];
    double[] beside = new double[size - 1];
    for (int n = 0; n < size; n++) {
      double sum = 2 * n + beta;
      // At n = 0 the general form is 0 / 0 for beta = 0.
      double mean = n == 0 ? beta / (beta + 2) : beta * beta / (sum * (sum + 2));
      diagonal[n] = 0.5 * (1 + mean);
      if (n > 0) {
        beside[n - 1] = n * (n + beta) / (sum * Math.sqrt((sum - 1) * (sum + 1)));
      }
    }
    double[] values = new EigenDecomposition(diagonal, beside).getRealEigenvalues();
    Arrays.sort(values);
    return values;
  }

  /**
   * {@code P_n^(0, beta)(2 t - 1)} and its derivative by t, up to the sign. Summed as {@code Q_n =
   * Q_(n-1) + d_n} with {@code Q_n(0) = 1}: the usual recurrence would lose the digits of the
   * points next to 0.
   */
  private double[] polynomial(double t) {
    double rise = -(beta + 2) / (beta + 1) * t;
    double slopeRise = -(beta + 2) / (beta + 1);
    double value = 1 + rise;
    double slope = slopeRise;
    double atZero = beta + 1;
    for (int n = 2; n <= nodes.length; n++) {
      double sum = 2 * n + beta;
      double scale = (n + beta) * (n + beta) * (sum - 2);
      double back = (n - 1.0) * (n - 1.0) * sum / scale;
      double forward = (sum - 1) * sum * (sum - 2) / scale;
      slopeRise = back * slopeRise - forward * (value + t * slope);
      rise = back * rise - forward * t * value;
      value += rise;
      slope += slopeRise;
      atZero *= (n + beta) / n;
    }
    return new double[] {atZero * value, atZero * slope};
  }
}
