package org.lossfloor.estimate.spacing;

/**
 * The coordinates (g, log t, u) for laws whose noise dominates: an anchor g = a + h xi, the
 * standard deviation t of the whole law, and u, how far it is from normal.
 *
 * <p>With {@code t^2 = o^2 + h^2 V}, V the variance of the standardised law without noise, such
 * scores determine the first two coordinates well. The third, {@code u = -log(1 + (S / s)^m) / m},
 * is {@code log(s / S)} for small noise and {@code -(S / s)^m / m} for large: the lowest power of h
 * / o by which the law still differs from a normal one, so that the objective is close to linear in
 * u there and Newton steps do not creep towards a limit at infinity.
 */
final class SpreadMap implements LawMap {
  /** Relative noise S at which the meaning of u changes. */
  private static final double TURN = 0.4;

  private final Anchor anchor;
  private final int order;
  private final double variance;

  /**
   * The last standardised anchor with its derivatives in log s, and those of log s and log h in u.
   */
  private double xi;

  private double noise;
  private double noiseSlope;
  private double noiseCurve;
  private double widthSlope;
  private double widthCurve;

  SpreadMap(Anchor anchor, int order) {
    this.anchor = anchor;
    this.order = order;
    double c = anchor.c();
    double mean = c / (c + 2);
    variance = c / (c + 4) - mean * mean;
  }

  /**
   * The order of the lowest moment in which a law of c differs from a normal one: c = 2 has no
   * skewness.
   */
  static int shapeOrder(int c) {
    return c == 2 ? 4 : 3;
  }

  /** The coordinate u of a relative noise. */
  double shape(double s) {
    return -Math.log1p(Math.pow(TURN / s, order)) / order;
  }

  /** The coordinates of a law; g is given. */
  double[] coordinates(double g, double h, double s) {
    return new double[] {g, Math.log(h) + 0.5 * Math.log(s * s + variance), shape(s)};
  }

  @Override
  public boolean apply(double[] theta, double[] law, double[] jacobian) {
    double power = Math.expm1(-order * theta[2]);
    if (!(power > 0)) {
      return false;
    }
    noise = TURN * Math.pow(power, -1.0 / order);
    noiseSlope = 1 + 1 / power;
    noiseCurve = order * (1 + power) / (power * power);
    double share = noise * noise / (noise * noise + variance);
    widthSlope = -share * noiseSlope;
    widthCurve = -share * (2 * (1 - share) * noiseSlope * noiseSlope + noiseCurve);
    double h = Math.exp(theta[1]) / Math.sqrt(noise * noise + variance);
    xi = anchor.at(noise);
    LawMap.set(law, theta[0] - h * xi, h, noise);
    LawMap.identity(jacobian);
    jacobian[1] = -h * xi;
    jacobian[2] = -h * (widthSlope * xi + anchor.slope(xi, noise) * noiseSlope);
    jacobian[5] = widthSlope;
    jacobian[8] = noiseSlope;
    return true;
  }

  @Override
  public void addCurvature(
      double[] theta, double[] law, double[] jacobian, double[] slope, double[] hessian) {
    double xiSlope = anchor.slope(xi, noise);
    double ofWidth = xi * (widthSlope * widthSlope + widthCurve);
    double ofBoth = 2 * widthSlope * xiSlope * noiseSlope;
    double ofAnchor = anchor.curve(xi, noise) * noiseSlope * noiseSlope + xiSlope * noiseCurve;
    LawMap.add(hessian, 1, 1, slope[0] * jacobian[1]);
    LawMap.add(hessian, 1, 2, slope[0] * jacobian[2]);
    double end = -law[1] * (ofWidth + ofBoth + ofAnchor);
    LawMap.add(hessian, 2, 2, slope[0] * end + slope[1] * widthCurve + slope[2] * noiseCurve);
  }

  @Override
  public double[] caps() {
    return new double[] {Double.POSITIVE_INFINITY, WIDTH_CAP, NOISE_CAP};
  }

  /** Where on the standardised law the first coordinate is. */
  interface Anchor {
    int c();

    /** The standardised position at a relative noise. */
    double at(double s);

    /** Its derivative in log s. */
    double slope(double xi, double s);

    /** Its second derivative in log s. */
    double curve(double xi, double s);

    /** A position that does not depend on the noise. */
    static Anchor fixed(int c, double xi) {
      return new Anchor() {
        @Override
        public int c() {
          return c;
        }

        @Override
        public double at(double s) {
          return xi;
        }

        @Override
        public double slope(double position, double s) {
          return 0;
        }

        @Override
        public double curve(double position, double s) {
          return 0;
        }
      };
    }

    /** The p-quantile. */
    static Anchor quantile(StandardQuantile quantile, double p) {
      return new Anchor() {
        @Override
        public int c() {
          return quantile.c();
        }

        @Override
        public double at(double s) {
          return quantile.at(p, s);
        }

        @Override
        public double slope(double xi, double s) {
          return quantile.noiseSlope(xi, s);
        }

        @Override
        public double curve(double xi, double s) {
          return quantile.noiseCurve(xi, s);
        }
      };
    }
  }
}
