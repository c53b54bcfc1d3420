package org.lossfloor.distribution;

import org.lossfloor.math.NormalTail;

/**
 * The law with noise: the noiseless power law convolved with a normal density.
 *
 * <p>With {@code z = (y - a) / o}, {@code w = (b - y) / o} and {@code t(e) = (z - e) o / h},
 *
 * <pre>
 *   P(Y &lt;= y) = Q(w) + int t^k phi(e) de
 *   P(Y &gt; y)  = Q(z) + int (1 - t^k) phi(e) de
 *   density   = (k / h) int t^(k-1) phi(e) de        all over e in [-w, z]
 * </pre>
 *
 * Both tails are sums of positive terms, so each is accurate by itself (and cut at one, which the
 * sum can pass by a rounding). The smaller one is integrated where it matters and the other one is
 * its complement.
 *
 * @param width {@code h = b - a}, positive
 * @param power {@code k = c / 2}, positive
 * @param noise {@code o}, positive
 */
record SmoothedLaw(double width, double power, double noise) implements ConvexLaw {
  /** Noise in standard deviations beyond which only {@code -e^2 / 2} counts in a logarithm. */
  private static final double BEYOND = 1e7;

  @Override
  public double lower(double below, double above) {
    if (above <= 0) {
      return 1 - upper(below, above);
    }
    double nearest = Math.min(0, below / noise);
    return nearest < -BEYOND ? 0 : Math.min(1, unscaled(nearest, scaledLower(below, above)));
  }

  @Override
  public double upper(double below, double above) {
    if (below <= 0) {
      return 1 - lower(below, above);
    }
    double nearest = Math.min(0, above / noise);
    return nearest < -BEYOND ? 0 : Math.min(1, unscaled(nearest, scaledUpper(below, above)));
  }

  @Override
  public double density(double below, double above) {
    double nearest = nearest(below, above);
    return nearest < -BEYOND ? 0 : unscaled(nearest, scaledDensity(below, above));
  }

  @Override
  public double logLower(double below, double above) {
    if (above <= 0 || (below > 0 && above < below)) {
      return Math.log1p(-upper(below, above));
    }
    double nearest = Math.min(0, below / noise);
    return log(nearest, nearest < -BEYOND ? 1 : scaledLower(below, above));
  }

  @Override
  public double logUpper(double below, double above) {
    if (below <= 0 || (above > 0 && below < above)) {
      return Math.log1p(-lower(below, above));
    }
    double nearest = Math.min(0, above / noise);
    return log(nearest, nearest < -BEYOND ? 1 : scaledUpper(below, above));
  }

  @Override
  public double logDensity(double below, double above) {
    double nearest = nearest(below, above);
    return log(nearest, nearest < -BEYOND ? 1 : scaledDensity(below, above));
  }

  private static double unscaled(double nearest, double scaled) {
    return scaled * Math.exp(-0.5 * nearest * nearest);
  }

  private static double log(double nearest, double scaled) {
    return Math.log(scaled) - 0.5 * nearest * nearest;
  }

  /** The value of the noise nearest to zero that leads to y. */
  private double nearest(double below, double above) {
    return Math.min(0, Math.min(below, above)) / noise;
  }

  private double scaledLower(double below, double above) {
    double nearest = nearest(below, above);
    double w = above / noise;
    return NormalTail.scaledUpper(w) * Math.exp(-0.5 * (w - nearest) * (w + nearest))
        + integral(SmoothedPower.Weight.POWER, below, above);
  }

  private double scaledUpper(double below, double above) {
    double nearest = nearest(below, above);
    double z = below / noise;
    return NormalTail.scaledUpper(z) * Math.exp(-0.5 * (z - nearest) * (z + nearest))
        + integral(SmoothedPower.Weight.DEFICIT, below, above);
  }

  private double scaledDensity(double below, double above) {
    return integral(SmoothedPower.Weight.SLOPE, below, above) / width;
  }

  private double integral(SmoothedPower.Weight weight, double below, double above) {
    return new SmoothedPower(weight, power, width, noise, below, above).value();
  }
}
