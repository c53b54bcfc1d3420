package org.lossfloor.distribution;

import org.lossfloor.math.NormalTail;

/**
 * The law whose two end points coincide: a plain normal distribution around them.
 *
 * @param noise standard deviation, positive, in the unit of the score
 */
record NormalLaw(double noise) implements ConvexLaw {
  @Override
  public double lower(double below, double above) {
    return NormalTail.upper(above / noise);
  }

  @Override
  public double upper(double below, double above) {
    return NormalTail.upper(below / noise);
  }

  @Override
  public double density(double below, double above) {
    double z = below / noise;
    return NormalTail.DENSITY_AT_ZERO / noise * Math.exp(-0.5 * z * z);
  }

  @Override
  public double logLower(double below, double above) {
    return NormalTail.logUpper(above / noise);
  }

  @Override
  public double logUpper(double below, double above) {
    return NormalTail.logUpper(below / noise);
  }

  @Override
  public double logDensity(double below, double above) {
    double z = below / noise;
    return Math.log(NormalTail.DENSITY_AT_ZERO / noise) - 0.5 * z * z;
  }
}
