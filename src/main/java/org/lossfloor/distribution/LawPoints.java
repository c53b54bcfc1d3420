package org.lossfloor.distribution;

/**
 * Ascending positions with the standardised convex law and its derivatives there: what {@link
 * StandardQuadratic} fills in. The arrays are its work space: not for use by two threads at once.
 */
public final class LawPoints {
  private final double[] x;
  private final double[] cdf;
  private final double[] density;
  private final double[] noiseSlope;
  private final double[] cross;
  private final double[] noiseCurve;

  /**
   * Room for some points.
   *
   * @param size how many
   */
  public LawPoints(int size) {
    x = new double[size];
    cdf = new double[size];
    density = new double[size];
    noiseSlope = new double[size];
    cross = new double[size];
    noiseCurve = new double[size];
  }

  /**
   * The positions, to be set.
   *
   * @return x
   */
  public double[] x() {
    return x;
  }

  /**
   * The law.
   *
   * @return F
   */
  public double[] cdf() {
    return cdf;
  }

  /**
   * The density.
   *
   * @return dF/dx
   */
  public double[] density() {
    return density;
  }

  /**
   * The derivative by the noise.
   *
   * @return dF/d(log s)
   */
  public double[] noiseSlope() {
    return noiseSlope;
  }

  /**
   * The mixed second derivative.
   *
   * @return d2F/dx d(log s)
   */
  public double[] cross() {
    return cross;
  }

  /**
   * The second derivative by the noise.
   *
   * @return d2F/d(log s)2
   */
  public double[] noiseCurve() {
    return noiseCurve;
  }
}
