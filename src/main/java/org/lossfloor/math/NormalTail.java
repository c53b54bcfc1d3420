package org.lossfloor.math;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;

/**
 * Tail areas of the standard normal distribution, also far out and on the log scale.
 *
 * <p>{@code Q(x) = P(Z > x) = erfc(x / sqrt 2) / 2}.
 */
public final class NormalTail {
  /** {@code 1 / sqrt(2 pi)}, the height of the standard normal density. */
  public static final double DENSITY_AT_ZERO = 0.3989422804014327;

  private static final double SQRT_HALF = Math.sqrt(0.5);

  private NormalTail() {}

  /**
   * Upper tail area.
   *
   * @param x any number
   * @return {@code P(Z > x)}
   */
  public static double upper(double x) {
    return 0.5 * Erfc.value(x * SQRT_HALF);
  }

  /**
   * Upper tail area without its exponential factor, which never underflows.
   *
   * @param x a number that is not negative
   * @return {@code P(Z > x) exp(x^2 / 2)}
   */
  public static double scaledUpper(double x) {
    return 0.5 * Erfcx.value(x * SQRT_HALF);
  }

  /**
   * Logarithm of the upper tail area.
   *
   * @param x any number
   * @return {@code log P(Z > x)}
   */
  public static double logUpper(double x) {
    return x > 0 ? Math.log(scaledUpper(x)) - 0.5 * x * x : Math.log1p(-upper(-x));
  }
}
