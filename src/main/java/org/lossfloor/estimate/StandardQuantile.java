package org.lossfloor.estimate;

import org.lossfloor.distribution.StandardQuadratic;

/**
 * Quantiles of the standardised convex law: the x with F(x) = p, by safeguarded Newton on log F.
 *
 * <p>Holds its own work space: not for use by two threads at once.
 */
final class StandardQuantile {
  private static final int MAX_STEPS = 200;

  private final int c;
  private final double[] out = new double[5];

  StandardQuantile(int c) {
    this.c = c;
  }

  int c() {
    return c;
  }

  /** The quantile of p in (0, 1) at noise s &gt; 0. */
  double at(double p, double s) {
    StandardQuadratic kernel = Kernels.of(c, s);
    double low = -39 * s;
    double high = 1 + 39 * s;
    double target = Math.log(p);
    double x = Math.pow(p, 2.0 / c);
    for (int i = 0; i < MAX_STEPS; i++) {
      kernel.evaluate(x, s, out);
      double miss = out[0] > 0 ? Math.log(out[0]) - target : Double.NEGATIVE_INFINITY;
      if (miss < 0) {
        low = x;
      } else {
        high = x;
      }
      double next = x - miss * out[0] / out[1];
      // Tested before the bracket: at the solution the step may end on an end of it.
      if (Math.abs(next - x) <= 1e-14 * (Math.abs(x) + s) || Math.abs(miss) < 1e-15) {
        return next;
      }
      x = next > low && next < high ? next : 0.5 * (low + high);
    }
    return x;
  }

  /** The derivative of the quantile in log s, given the quantile: -(s dF/ds) / f. */
  double noiseSlope(double quantile, double s) {
    Kernels.of(c, s).evaluate(quantile, s, out);
    return out[1] > 0 ? -out[2] / out[1] : 0;
  }

  /**
   * The second derivative of the quantile in log s, given the quantile: F(x(u), u) = p
   * differentiated twice in u = log s.
   */
  double noiseCurve(double quantile, double s) {
    double slope = noiseSlope(quantile, s);
    double bend = out[2] / (s * s) * slope * slope + 2 * out[3] * slope + out[4];
    return out[1] > 0 ? -bend / out[1] : 0;
  }
}
