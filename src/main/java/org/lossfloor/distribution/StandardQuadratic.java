package org.lossfloor.distribution;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.numbers.gamma.Erfc;

/** The convex noisy quadratic with a = 0 and b = 1, by Gauss-Legendre quadrature in u = sqrt(t). */
public final class StandardQuadratic {
  private static final int NODES = 48;
  private static final double[] POINTS = new double[NODES];
  private static final double[] WEIGHTS = new double[NODES];
  private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

  static {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(NODES);
    for (int i = 0; i < NODES; i++) {
      POINTS[i] = 0.5 * (1 + rule.getPoint(i));
      WEIGHTS[i] = 0.5 * rule.getWeight(i);
    }
  }

  private final double c;

  /**
   * The law of one effective dimension.
   *
   * @param c the effective dimension, positive
   */
  public StandardQuadratic(double c) {
    this.c = c;
  }

  /**
   * Evaluates the law at one point.
   *
   * @param x the standardised score (y - a) / (b - a)
   * @param s the standardised noise o / (b - a), positive
   * @param out receives F, dF/dx and s dF/ds
   */
  public void evaluate(double x, double s, double[] out) {
    double z = x / s;
    double w = (1 - x) / s;
    if (z < -38 || w < -38) {
      out[0] = z < -38 ? 0 : 1;
      out[1] = 0;
      out[2] = 0;
      return;
    }
    double from = Math.sqrt(Math.max(0, w < -8 ? 1 - 45 * s / (1 - w) : x - 8.6 * s));
    double to = Math.sqrt(Math.min(1, z < -8 ? 45 * s / (1 - z) : x + 8.6 * s));
    double low = 0;
    double high = 0;
    double first = 0;
    for (int i = 0; i < NODES; i++) {
      double u = from + (to - from) * POINTS[i];
      double t = u * u;
      double v = (t - x) / s;
      double term = WEIGHTS[i] * power(u) * Math.exp(-0.5 * v * v);
      low += term;
      high += term * t;
      first += term * v;
    }
    double scale = 2 * (to - from) / (s * ROOT_TWO_PI);
    out[0] = Math.min(1, high * scale + 0.5 * Erfc.value(w / Math.sqrt(2)));
    out[1] = 0.5 * c * low * scale;
    out[2] = 0.5 * c * first * s * scale;
  }

  private double power(double u) {
    int m = (int) c - 1;
    if (m + 1 != c) {
      return Math.pow(u, c - 1);
    }
    double result = 1;
    for (int i = 0; i < m; i++) {
      result *= u;
    }
    return result;
  }
}
