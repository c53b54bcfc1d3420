package org.lossfloor.distribution;

/**
 * The convex law as seen from its two end points. Every method takes {@code below = y - a} and
 * {@code above = b - y}, both formed directly from the data: a law that only knew {@code (y - a) /
 * (b - a)} would lose digits near {@code b} when the noise is small.
 */
sealed interface ConvexLaw permits KernelLaw, NoiselessLaw, NormalLaw, SmoothedLaw {
  /** {@code P(Y <= y)}. */
  double lower(double below, double above);

  /** {@code P(Y > y)}, accurate by itself. */
  double upper(double below, double above);

  /** Density at y, per unit of the score. */
  double density(double below, double above);

  /** {@code log P(Y <= y)}, finite where {@link #lower} underflows. */
  double logLower(double below, double above);

  /** {@code log P(Y > y)}, finite where {@link #upper} underflows. */
  double logUpper(double below, double above);

  /** Log of the density at y. */
  double logDensity(double below, double above);

  /** The law of {@code a + (b - a) U^(2 / c) + noise}, {@code U} uniform and the noise normal. */
  static ConvexLaw of(double width, double c, double noise) {
    if (noise == 0) {
      return new NoiselessLaw(width, c / 2);
    }
    return width == 0 ? new NormalLaw(noise) : new SmoothedLaw(width, c / 2, noise);
  }
}
