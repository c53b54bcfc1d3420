package org.lossfloor.math;

import java.util.function.DoubleUnaryOperator;

/**
 * Root of an increasing function whose evaluations are expensive and whose slope is known to be
 * near one.
 *
 * <p>Secant steps inside a bracket whose ends are never evaluated: with a good starting value this
 * takes four or five evaluations, while a bracketing solver spends two on the ends alone. A step
 * that leaves the bracket is replaced by a bisection, and so is every step after the twentieth, so
 * that the search ends for any increasing function.
 */
public final class MonotoneRoot {
  /**
   * The error after a secant step is about the product of the last two steps times half the
   * curvature, so the last point need not be evaluated once that product is at rounding level, if
   * the slope does not jump.
   */
  private static final double PRODUCT_OF_STEPS = 1e-15;

  /** A secant whose slope differs from the one before by more than this share met a kink. */
  private static final double KINK = 0.3;

  private static final double NARROW = 4e-16;

  /** More than any function needs for which secant steps pay. */
  private static final int MOST_SECANT_STEPS = 20;

  private MonotoneRoot() {}

  /**
   * Finds x with f(x) = 0.
   *
   * @param f increasing on the bracket; it may be infinite, but not NaN
   * @param lower lower end of the bracket, f &lt;= 0 there
   * @param upper upper end of the bracket, f &gt;= 0 there
   * @param start where to begin; moved into the bracket if outside
   * @return the root
   * @throws IllegalArgumentException if lower &gt; upper or either is not finite
   * @throws ArithmeticException if f returns NaN
   */
  public static double find(DoubleUnaryOperator f, double lower, double upper, double start) {
    if (!(lower <= upper) || Double.isInfinite(lower) || Double.isInfinite(upper)) {
      throw new IllegalArgumentException("No bracket: [" + lower + ", " + upper + "]");
    }
    return new Search(f, lower, upper).from(Math.min(Math.max(start, lower), upper));
  }

  /** The state of one search: the bracket, the last point and the last two steps. */
  private static final class Search {
    private final DoubleUnaryOperator function;
    private double lower;
    private double upper;
    private double lastStep = Double.POSITIVE_INFINITY;
    private double slope = 1;
    private boolean smooth = true;
    private int steps;

    Search(DoubleUnaryOperator function, double lower, double upper) {
      this.function = function;
      this.lower = lower;
      this.upper = upper;
    }

    double from(double start) {
      double x = start;
      double y = value(x);
      while (y != 0 && upper - lower > NARROW * Math.max(Math.abs(lower), Math.abs(upper))) {
        double next = step(x, y);
        double taken = next - x;
        if (next == x || (smooth && Math.abs(taken * lastStep) < PRODUCT_OF_STEPS)) {
          return next;
        }
        double nextY = value(next);
        double secant = (nextY - y) / taken;
        double before = slope;
        slope = secant > 0 && Double.isFinite(secant) ? secant : 1;
        smooth = Math.abs(slope - before) <= KINK * Math.max(slope, before);
        lastStep = taken;
        x = next;
        y = nextY;
      }
      return x;
    }

    private double value(double x) {
      double y = function.applyAsDouble(x);
      if (Double.isNaN(y)) {
        throw new ArithmeticException("The function is NaN at " + x);
      }
      if (y <= 0) {
        lower = x;
      }
      if (y >= 0) {
        upper = x;
      }
      return y;
    }

    private double step(double x, double y) {
      double next = x - y / slope;
      if (next > lower && next < upper && steps++ < MOST_SECANT_STEPS) {
        return next;
      }
      lastStep = Double.POSITIVE_INFINITY;
      return lower + (upper - lower) / 2;
    }
  }
}
