package org.lossfloor.distribution;

import org.lossfloor.math.GaussJacobi;
import org.lossfloor.math.NormalTail;

/**
 * The two integrals {@code int_0^1 t^j phi(z - R t) dt}, {@code j = k - 1} and {@code j = k}, by
 * one Gauss-Jacobi rule of the weight {@code t^(k-1)}: the singularity at 0 is in the weight, the
 * rest is an entire function. Twenty points do for {@code R <= 4}, forty for {@code R <= 14}, z
 * from -9 to {@code R + 9}. Not safe for use by several threads.
 */
final class PowerMoments {
  private final double[] nodes;
  private final double[] weights;
  private double lower;
  private double upper;

  PowerMoments(int size, double k) {
    GaussJacobi rule = new GaussJacobi(size, k - 1);
    nodes = rule.nodes();
    weights = rule.weights();
  }

  void evaluate(double z, double ratio) {
    double plain = 0;
    double raised = 0;
    for (int i = 0; i < nodes.length; i++) {
      double e = z - ratio * nodes[i];
      double term = weights[i] * Math.exp(-0.5 * e * e);
      plain += term;
      raised += nodes[i] * term;
    }
    lower = NormalTail.DENSITY_AT_ZERO * plain;
    upper = NormalTail.DENSITY_AT_ZERO * raised;
  }

  /** The integral with {@code j = k - 1}. */
  double lower() {
    return lower;
  }

  /** The integral with {@code j = k}. */
  double upper() {
    return upper;
  }
}
