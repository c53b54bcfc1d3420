package org.lossfloor.distribution;

/**
 * The law without noise: {@code P(Y <= y) = t^k} with {@code t = (y - a) / h} in [0, 1].
 *
 * @param width {@code h = b - a}, positive
 * @param power {@code k = c / 2}, positive
 */
record NoiselessLaw(double width, double power) implements ConvexLaw {
  @Override
  public double lower(double below, double above) {
    return Math.exp(logLower(below, above));
  }

  @Override
  public double upper(double below, double above) {
    return 0.0 - Math.expm1(logLower(below, above));
  }

  @Override
  public double density(double below, double above) {
    return Math.exp(logDensity(below, above));
  }

  @Override
  public double logLower(double below, double above) {
    if (below <= 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return above <= 0 ? 0 : power * logPosition(below, above);
  }

  @Override
  public double logUpper(double below, double above) {
    double log = logLower(below, above);
    return log < -1 ? Math.log1p(-Math.exp(log)) : Math.log(-Math.expm1(log));
  }

  @Override
  public double logDensity(double below, double above) {
    if (below < 0 || above < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double scale = Math.log(power / width);
    return power == 1 ? scale : scale + (power - 1) * logPosition(below, above);
  }

  private double logPosition(double below, double above) {
    return below < above ? Math.log(below / width) : Math.log1p(-above / width);
  }
}
