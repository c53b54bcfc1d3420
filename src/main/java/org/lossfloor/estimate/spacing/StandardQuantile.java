package org.lossfloor.estimate.spacing;

/**
 * Quantiles of the standardised convex law: the x with F(x) = p, by safeguarded Halley steps on log
 * F that start from the last quantile of p.
 *
 * <p>Holds its own work space: not for use by two threads at once.
 */
final class StandardQuantile {
  private static final int MAX_STEPS = 200;

  /** Miss of p, as a share of the smaller tail, below which one more step is exact to rounding. */
  private static final double LAST_MISS = 1e-5;

  /** How far the logarithm of the noise may move for the last quantile to be a better start. */
  private static final double NEAR = 0.5;

  private final int c;

  /** The law and its first derivatives at a place of the search. */
  private final double[] found = new double[3];

  /** The law and its derivatives at the last place whose slopes were asked for. */
  private final double[] out = new double[5];

  private double place = Double.NaN;
  private double noise = Double.NaN;

  private double lastP = Double.NaN;
  private double lastNoise = Double.NaN;
  private double last;

  StandardQuantile(int c) {
    this.c = c;
  }

  int c() {
    return c;
  }

  /** The quantile of p in (0, 1) at noise s &gt; 0. */
  double at(double p, double s) {
    if (p != lastP || s != lastNoise) {
      last = solve(p, s, start(p, s));
      lastP = p;
      lastNoise = s;
    }
    return last;
  }

  private double start(double p, double s) {
    double move = Math.log(s / lastNoise);
    if (p != lastP || !(Math.abs(move) < NEAR)) {
      return Math.pow(p, 2.0 / c);
    }
    double curve = noiseCurve(last, lastNoise);
    return last + move * (noiseSlope(last, lastNoise) + 0.5 * move * curve);
  }

  private double solve(double p, double s, double start) {
    double low = -39 * s;
    double high = 1 + 39 * s;
    double target = Math.log(p);
    double x = start;
    for (int i = 0; i < MAX_STEPS; i++) {
      Kernels.of(c, s).evaluate(x, s, found);
      double miss = found[0] > 0 ? Math.log(found[0]) - target : Double.NEGATIVE_INFINITY;
      if (miss < 0) {
        low = x;
      } else {
        high = x;
      }
      double step = miss * found[0] / found[1];
      double bend = found[2] / (s * s) / found[1] - found[1] / found[0];
      double next = x - step / Math.max(0.5, 1 - 0.5 * step * bend);
      // Tested before the bracket: at the solution the step may end on an end of it.
      if (Math.abs(next - x) <= 1e-14 * (Math.abs(x) + s) || Math.abs(miss) < LAST_MISS * (1 - p)) {
        return next;
      }
      x = next > low && next < high ? next : 0.5 * (low + high);
    }
    return x;
  }

  private void evaluate(double x, double s) {
    if (x != place || s != noise) {
      Kernels.of(c, s).evaluate(x, s, out);
      place = x;
      noise = s;
    }
  }

  /** The derivative of the quantile in log s, given the quantile: -(s dF/ds) / f. */
  double noiseSlope(double quantile, double s) {
    evaluate(quantile, s);
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
