package org.lossfloor.estimate.spacing;

import org.lossfloor.estimate.bins.Bins;

/**
 * The box in which (a, h, s) is sought, on the minimising scale.
 *
 * @param aLow smallest best end
 * @param aHigh largest best end, at least {@code aLow}; equal to it if a is known
 * @param hLow smallest width, positive
 * @param hHigh largest width, at least {@code hLow}
 * @param sLow smallest relative noise, positive
 * @param sHigh largest relative noise, at least {@code sLow}
 */
public record ParameterBox(
    double aLow, double aHigh, double hLow, double hHigh, double sLow, double sHigh) {
  private static final double ROUNDING = 1e-12;

  /** Checks the order of the bounds. */
  public ParameterBox {
    check("a", aLow, aHigh, Double.NEGATIVE_INFINITY);
    check("h", hLow, hHigh, 0);
    check("s", sLow, sHigh, 0);
  }

  private static void check(String name, double low, double high, double above) {
    if (!(low <= high && low > above && high < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("no range for %s: [%s, %s]".formatted(name, low, high));
    }
  }

  /**
   * The usual box (method.md, section 5), with r the range of the edges: a in [first - 1e4 r, last
   * + 1e3 r], h in [1e-5 r, 1e6 r], s in [1e-5, 50].
   *
   * @param bins the bins
   * @return the box
   */
  public static ParameterBox recipe(Bins bins) {
    double r = bins.range();
    return new ParameterBox(
        bins.first() - 1e4 * r, bins.last() + 1e3 * r, 1e-5 * r, 1e6 * r, 1e-5, 50);
  }

  /**
   * This box with a limit of the best score.
   *
   * @param bound the limit on the minimising scale (a &ge; bound), below {@link #aHigh()}
   * @return the box with its lower end of a replaced
   * @throws IllegalArgumentException if the bound is above {@link #aHigh()} or not finite
   */
  public ParameterBox withEndBound(double bound) {
    return new ParameterBox(bound, aHigh, hLow, hHigh, sLow, sHigh);
  }

  /** Whether the law of a fit lies in this box, up to the rounding of other coordinates. */
  public boolean contains(SpacingFit fit) {
    return within(fit.a(), aLow, aHigh)
        && within(fit.h(), hLow, hHigh)
        && within(fit.s(), sLow, sHigh);
  }

  private static boolean within(double value, double low, double high) {
    double rounding = ROUNDING * Math.max(Math.abs(low), Math.abs(high));
    return value >= low - rounding && value <= high + rounding;
  }
}
