package org.lossfloor.distribution;

/**
 * Inverts a convex law, counted from either tail.
 *
 * <p>The unknown is the distance from one end point, so that a quantile close to an end point keeps
 * its digits. Newton steps on the logarithm of the tail probability, kept inside a bracket.
 *
 * @param law the law
 * @param width {@code b - a}
 * @param c effective dimension
 * @param noise standard deviation of the noise
 */
record QuantileSolver(ConvexLaw law, double width, double c, double noise) {
  /** No double probability lies further out than this many standard deviations of the noise. */
  private static final double FURTHEST = 40;

  private static final int MOST_STEPS = 200;

  /**
   * A quantile as a distance from an end point.
   *
   * @param fromLow whether the distance is {@code y - a}; otherwise it is {@code b - y}
   * @param distance the distance, negative outside the end points
   */
  record Place(boolean fromLow, double distance) {}

  /** Finds y with {@code P(Y <= y) = p} (lower) or {@code P(Y > y) = p} (upper), p in [0, 1]. */
  Place solve(boolean lower, double p) {
    if (p > 0.5) {
      return solve(!lower, 1 - p);
    }
    if (p == 0) {
      double end = noise == 0 ? 0 : Double.NEGATIVE_INFINITY;
      return new Place(lower, end);
    }
    double half = 0.5 * width;
    double atMiddle = lower ? law.lower(half, half) : law.upper(half, half);
    boolean fromLow = lower == (atMiddle >= p);
    double guess = noiseless(lower, fromLow, p);
    return new Place(fromLow, noise == 0 ? guess : newton(lower, fromLow, Math.log(p), guess));
  }

  /** The distance when there is no noise. */
  private double noiseless(boolean lower, boolean fromLow, double p) {
    double logPosition = (lower ? Math.log(p) : Math.log1p(-p)) * 2 / c;
    return fromLow ? width * Math.exp(logPosition) : -width * Math.expm1(logPosition);
  }

  private double newton(boolean lower, boolean fromLow, double logTarget, double noiseless) {
    boolean rising = lower == fromLow;
    double low = -FURTHEST * noise;
    double high = 0.5 * width;
    double far = 4 * noise;
    double d = noiseless > far ? Math.min(noiseless, high) : -Math.sqrt(-2 * logTarget) * noise;
    for (int i = 0; i < MOST_STEPS; i++) {
      double below = fromLow ? d : width - d;
      double above = fromLow ? width - d : d;
      double log = lower ? law.logLower(below, above) : law.logUpper(below, above);
      double error = rising ? log - logTarget : logTarget - log;
      if (error == 0) {
        return d;
      }
      if (error > 0) {
        high = d;
      } else {
        low = d;
      }
      double next = d - error * Math.exp(log - law.logDensity(below, above));
      if (!(next > low && next < high)) {
        next = 0.5 * (low + high);
      }
      if (Math.abs(next - d) <= 2e-16 * (Math.abs(d) + noise)) {
        return next;
      }
      d = next;
    }
    return d;
  }
}
