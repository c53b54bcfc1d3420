package org.lossfloor.estimate.spacing;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * The survival function of the standardised convex law with small relative error where F is near 1.
 *
 * <p>1 - F(x) = Phi(-x/s) + integral over t in [0, 1] of (1 - t^(c/2)) phi_s(x - t), all terms
 * positive. With t = (1 - d)^2 the integrand is smooth for every integer c.
 */
final class UpperTail {
  private static final int NODES = 48;
  private static final double[] POINTS = new double[NODES];
  private static final double[] WEIGHTS = new double[NODES];

  /** Standard deviations from its peak at which the normal factor is negligible. */
  private static final double REACH = 9;

  private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
  private static final double ROOT_TWO = Math.sqrt(2);

  static {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(NODES);
    for (int i = 0; i < NODES; i++) {
      POINTS[i] = 0.5 * (1 + rule.getPoint(i));
      WEIGHTS[i] = 0.5 * rule.getWeight(i);
    }
  }

  private final int c;

  UpperTail(int c) {
    this.c = c;
  }

  /** Sets out[0] = 1 - F, out[1] = dF/dx, out[2] = s dF/ds at x with noise s &gt; 0. */
  void evaluate(double x, double s, double[] out) {
    double w = (1 - x) / s;
    double highest = Math.min(1, x + REACH * s);
    double lowest = w < 0 ? 1 - s * (Math.sqrt(w * w + REACH * REACH) + w) : x - REACH * s;
    double from = 1 - Math.sqrt(highest);
    double to = 1 - Math.sqrt(Math.max(0, lowest));
    double survival = 0;
    double density = 0;
    double first = 0;
    for (int i = 0; i < NODES; i++) {
      double d = from + (to - from) * POINTS[i];
      double u = 1 - d;
      double v = w - d * (2 - d) / s;
      double e = WEIGHTS[i] * Math.exp(-0.5 * v * v);
      // 1 - u^c = d (1 + u + ... + u^(c-1)), a sum without cancellation.
      double power = 1;
      double sum = 1;
      for (int j = 1; j < c; j++) {
        power *= u;
        sum += power;
      }
      double term = e * power;
      survival += e * u * d * sum;
      density += term;
      first += term * v;
    }
    double scale = 2 * (to - from) / (s * ROOT_TWO_PI);
    out[0] = survival * scale + 0.5 * Erfc.value(x / s / ROOT_TWO);
    out[1] = 0.5 * c * density * scale;
    out[2] = 0.5 * c * first * s * scale;
  }
}
