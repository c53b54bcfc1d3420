package org.lossfloor.math;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * A Gauss-Legendre rule on the interval [0, 1]: a sum over {@code size()} points that integrates
 * every polynomial of degree below {@code 2 size()} exactly.
 *
 * <p>Immutable. The nodes come from Commons Math; this class shifts them to [0, 1], where the
 * partial normal moments need them, and lets a kernel read them without a call per point.
 */
public final class GaussLegendre {
  private final double[] nodes;
  private final double[] weights;

  /**
   * Builds the rule.
   *
   * @param size number of points, at least 1
   * @throws IllegalArgumentException if {@code size} is not positive
   */
  public GaussLegendre(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("number of quadrature points must be positive: " + size);
    }
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(size);
    nodes = new double[size];
    weights = new double[size];
    for (int i = 0; i < size; i++) {
      nodes[i] = 0.5 + 0.5 * rule.getPoint(i);
      weights[i] = 0.5 * rule.getWeight(i);
    }
  }

  /**
   * Number of points.
   *
   * @return the number of points, positive
   */
  public int size() {
    return nodes.length;
  }

  /**
   * A point of the rule.
   *
   * @param i index from 0 to {@code size() - 1}
   * @return the point, strictly between 0 and 1
   */
  public double node(int i) {
    return nodes[i];
  }

  /**
   * The weight of a point.
   *
   * @param i index from 0 to {@code size() - 1}
   * @return the weight, positive; all weights add up to 1
   */
  public double weight(int i) {
    return weights[i];
  }

  /**
   * Integrates over one panel.
   *
   * @param integrand the function to integrate
   * @param from lower limit
   * @param to upper limit
   * @return the weighted sum times {@code to - from}
   */
  public double integrate(DoubleUnaryOperator integrand, double from, double to) {
    double width = to - from;
    double sum = 0;
    for (int i = 0; i < nodes.length; i++) {
      sum += weights[i] * integrand.applyAsDouble(from + width * nodes[i]);
    }
    return width * sum;
  }
}
