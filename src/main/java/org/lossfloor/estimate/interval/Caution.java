package org.lossfloor.estimate.interval;

/**
 * How far an interval goes beyond the profile of the chosen tail, against the shape of a surface or
 * of its noise that the law does not know (method.md, section 8.2).
 *
 * <p>The error of the law is a share of the depth of the tail, while the interval narrows with the
 * number of trials: beyond {@value #FEW} trials both rise with its logarithm.
 *
 * @param partnersShare the share of the critical value at the partner, in (0, 1]
 * @param worseSide the factor of the critical value on the side of the worse scores, at least 1
 */
public record Caution(double partnersShare, double worseSide) {
  /** Up to so many trials the caution is that of few trials. */
  static final double FEW = 1_000;

  /** From so many trials on it is that of many. */
  static final double MANY = 5_000;

  /** The share of the critical value at the partner, with few trials. */
  static final double PARTNERS_SHARE = .75;

  /** The same for {@link org.lossfloor.estimate.IntervalMethod#NARROW}, with any number. */
  static final double NARROW_SHARE = .6;

  /** The factor on the side of the worse scores, with few trials. */
  static final double WORSE_SIDE = 1.2;

  /** The same with many trials. */
  static final double WORSE_SIDE_OF_MANY = 3;

  /**
   * Returns the caution that coverage needs.
   *
   * @param trials the number of trials of the experiment
   * @return the caution
   */
  public static Caution of(long trials) {
    double many = Math.log(trials / FEW) / Math.log(MANY / FEW);
    double share = Math.max(0, Math.min(1, many));
    return new Caution(
        PARTNERS_SHARE + share * (1 - PARTNERS_SHARE),
        WORSE_SIDE + share * (WORSE_SIDE_OF_MANY - WORSE_SIDE));
  }

  /** The same with less caution at the partner. */
  public Caution narrow() {
    return new Caution(NARROW_SHARE, worseSide);
  }
}
