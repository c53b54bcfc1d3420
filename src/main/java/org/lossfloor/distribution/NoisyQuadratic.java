package org.lossfloor.distribution;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.lossfloor.math.GaussLegendre;

/**
 * The noisy quadratic distribution: the law of the score of a random trial near the optimum.
 *
 * <p>Convex, for scores that are minimised: {@code Y = X + E} with {@code P(X <= x) = ((x - a) / (b
 * - a))^(c / 2)} on {@code [a, b]} and {@code E} normal with mean 0 and standard deviation {@code
 * o}. Concave, for scores that are maximised: {@code Y} is concave(a, b, c, o) when {@code -Y} is
 * convex(-b, -a, c, o). {@code a == b} is the plain normal law {@code N(a, o^2)}; {@code o == 0} is
 * the noiseless law.
 *
 * <p>Source: Lourie, He and Cho, "Hyperparameter Loss Surfaces Are Simple Near their Optima".
 *
 * <p>Both tails and the density are accurate by themselves (relative error about 1e-14 where {@code
 * y} carries the digits), the logarithms also where the probabilities underflow. Immutable.
 *
 * @param a lower end point of the noiseless part, in the unit of the score; the best score if
 *     convex
 * @param b upper end point, at least {@code a}; the best score if concave
 * @param c effective dimension, a real number from 0.5 to 20
 * @param o standard deviation of the noise in the unit of the score, not negative; positive if
 *     {@code a == b}
 * @param convex whether the best score is {@code a} (minimising); otherwise it is {@code b}
 */
public record NoisyQuadratic(double a, double b, double c, double o, boolean convex) {
  /** Smallest effective dimension. */
  public static final double LOWEST_DIMENSION = 0.5;

  /** Largest effective dimension. */
  public static final double HIGHEST_DIMENSION = 20;

  private static final GaussLegendre RULE = new GaussLegendre(10);

  /** Bend of the log density up to which two points give its integral to rounding. */
  private static final double STRAIGHT = 1e-3;

  private static final double GAUSS_POINT = 1 / Math.sqrt(3);

  /** Differences below this share of their terms are integrated instead of subtracted. */
  private static final double NARROW = 0.1;

  /**
   * Checks the parameters.
   *
   * @param a lower end point of the noiseless part
   * @param b upper end point, at least {@code a}
   * @param c effective dimension, from 0.5 to 20
   * @param o standard deviation of the noise, not negative
   * @param convex whether the score is minimised
   * @throws IllegalArgumentException if a parameter is outside its range; the message names it
   */
  public NoisyQuadratic {
    if (!(a <= b) || !Double.isFinite(b - a)) {
      throw new IllegalArgumentException(
          "end points must be finite with a <= b: a = " + a + ", b = " + b);
    }
    requireDimension(c);
    if (!(o >= 0) || !Double.isFinite(o)) {
      throw new IllegalArgumentException("noise must be finite and not negative: o = " + o);
    }
    if (a == b && o == 0) {
      throw new IllegalArgumentException("a == b needs noise: a = b = " + a + ", o = 0");
    }
  }

  /**
   * The law of a score that is minimised.
   *
   * @param a best score
   * @param b upper end point, at least {@code a}
   * @param c effective dimension, from 0.5 to 20
   * @param o standard deviation of the noise, not negative
   * @return the convex law
   * @throws IllegalArgumentException if a parameter is outside its range
   */
  public static NoisyQuadratic convex(double a, double b, double c, double o) {
    return new NoisyQuadratic(a, b, c, o, true);
  }

  /**
   * The law of a score that is maximised.
   *
   * @param a lower end point
   * @param b best score, at least {@code a}
   * @param c effective dimension, from 0.5 to 20
   * @param o standard deviation of the noise, not negative
   * @return the concave law
   * @throws IllegalArgumentException if a parameter is outside its range
   */
  public static NoisyQuadratic concave(double a, double b, double c, double o) {
    return new NoisyQuadratic(a, b, c, o, false);
  }

  static void requireDimension(double c) {
    if (!(c >= LOWEST_DIMENSION && c <= HIGHEST_DIMENSION)) {
      throw new IllegalArgumentException("effective dimension must be in [0.5, 20]: c = " + c);
    }
  }

  /**
   * The best possible score: the end point the law approaches as the tuning effort grows.
   *
   * @return {@code a} if convex, otherwise {@code b}
   */
  public double bestScore() {
    return convex ? a : b;
  }

  /**
   * The law of the negated score.
   *
   * @return the law of {@code -Y}
   */
  public NoisyQuadratic mirrored() {
    return new NoisyQuadratic(-b, -a, c, o, !convex);
  }

  /**
   * Distribution function.
   *
   * @param y a score; may be infinite
   * @return {@code P(Y <= y)}
   * @throws IllegalArgumentException if {@code y} is NaN
   */
  public double cdf(double y) {
    if (isInfinite(y)) {
      return y > 0 ? 1 : 0;
    }
    return convex ? law().lower(y - a, b - y) : law().upper(b - y, y - a);
  }

  /**
   * Survival function, computed as its own positive sum, never as {@code 1 - cdf} where that would
   * lose digits.
   *
   * @param y a score; may be infinite
   * @return {@code P(Y > y)}
   * @throws IllegalArgumentException if {@code y} is NaN
   */
  public double survival(double y) {
    if (isInfinite(y)) {
      return y > 0 ? 0 : 1;
    }
    return convex ? law().upper(y - a, b - y) : law().lower(b - y, y - a);
  }

  /**
   * Density, per unit of the score. Without noise it is infinite at the best score if {@code c <
   * 2}.
   *
   * @param y a score; may be infinite
   * @return the density at {@code y}
   * @throws IllegalArgumentException if {@code y} is NaN
   */
  public double density(double y) {
    if (isInfinite(y)) {
      return 0;
    }
    return convex ? law().density(y - a, b - y) : law().density(b - y, y - a);
  }

  /**
   * Logarithm of the distribution function; finite where {@link #cdf} underflows.
   *
   * @param y a score; may be infinite
   * @return {@code log P(Y <= y)}
   * @throws IllegalArgumentException if {@code y} is NaN
   */
  public double logCdf(double y) {
    if (isInfinite(y)) {
      return y > 0 ? 0 : Double.NEGATIVE_INFINITY;
    }
    return convex ? law().logLower(y - a, b - y) : law().logUpper(b - y, y - a);
  }

  /**
   * Logarithm of the survival function; finite where {@link #survival} underflows.
   *
   * @param y a score; may be infinite
   * @return {@code log P(Y > y)}
   * @throws IllegalArgumentException if {@code y} is NaN
   */
  public double logSurvival(double y) {
    if (isInfinite(y)) {
      return y > 0 ? Double.NEGATIVE_INFINITY : 0;
    }
    return convex ? law().logUpper(y - a, b - y) : law().logLower(b - y, y - a);
  }

  /**
   * Logarithm of the density.
   *
   * @param y a score; may be infinite
   * @return the log density at {@code y}; minus infinity where the density is zero
   * @throws IllegalArgumentException if {@code y} is NaN
   */
  public double logDensity(double y) {
    if (isInfinite(y)) {
      return Double.NEGATIVE_INFINITY;
    }
    return convex ? law().logDensity(y - a, b - y) : law().logDensity(b - y, y - a);
  }

  /**
   * Probability of an interval, without cancellation however narrow or far out it is.
   *
   * @param from lower limit, may be minus infinity
   * @param to upper limit, at least {@code from}, may be plus infinity
   * @return {@code P(from < Y <= to)}
   * @throws IllegalArgumentException if the limits are NaN or in the wrong order
   */
  public double probability(double from, double to) {
    requireOrder(from, to);
    double upToEnd = cdf(to);
    double afterStart = survival(from);
    boolean lowerTail = upToEnd <= afterStart;
    double large = lowerTail ? upToEnd : afterStart;
    double small = lowerTail ? cdf(from) : survival(to);
    // Where the tail itself is zero there is nothing to integrate, least of all to infinity.
    boolean distinct = large == 0 || from == to || large - small > NARROW * large;
    return distinct
        ? large - small
        : RULE.integrate(step -> densityBeyond(from, step), 0, to - from);
  }

  /**
   * Logarithm of the probability of an interval; finite where {@link #probability} underflows.
   *
   * @param from lower limit, may be minus infinity
   * @param to upper limit, at least {@code from}, may be plus infinity
   * @return {@code log P(from < Y <= to)}
   * @throws IllegalArgumentException if the limits are NaN or in the wrong order
   */
  public double logProbability(double from, double to) {
    requireOrder(from, to);
    if (from < to && bends(from, to) < STRAIGHT) {
      return logOfStraight(from, to);
    }
    double upToEnd = logCdf(to);
    double afterStart = logSurvival(from);
    boolean lowerTail = upToEnd <= afterStart;
    double large = lowerTail ? upToEnd : afterStart;
    if (large == Double.NEGATIVE_INFINITY || from == to) {
      return Double.NEGATIVE_INFINITY;
    }
    double share = -Math.expm1((lowerTail ? logCdf(from) : logSurvival(to)) - large);
    if (share > NARROW) {
      return large + Math.log(share);
    }
    double scale = logDensity(from);
    return scale
        + Math.log(
            RULE.integrate(step -> Math.exp(logDensityBeyond(from, step) - scale), 0, to - from));
  }

  /** The width of an interval in units of a length over which the log density bends. */
  private double bends(double from, double to) {
    double outside = Math.max(0, Math.max(a - from, to - b));
    return (to - from) / o * (1 + c / 2 + outside / o);
  }

  /** By the two-point Gauss rule, whose relative error is the fourth power of the bend / 4320. */
  private double logOfStraight(double from, double to) {
    double half = 0.5 * (to - from);
    double low = logDensityBeyond(from, half - half * GAUSS_POINT);
    double high = logDensityBeyond(from, half + half * GAUSS_POINT);
    return Math.log(half) + low + Math.log1p(Math.exp(high - low));
  }

  /** The density at {@code from + step}, where that sum would lose digits of the step. */
  private double densityBeyond(double from, double step) {
    double afterA = from - a + step;
    double beforeB = b - from - step;
    return convex ? law().density(afterA, beforeB) : law().density(beforeB, afterA);
  }

  /** The log density at {@code from + step}, as {@link #densityBeyond}. */
  private double logDensityBeyond(double from, double step) {
    double afterA = from - a + step;
    double beforeB = b - from - step;
    return convex ? law().logDensity(afterA, beforeB) : law().logDensity(beforeB, afterA);
  }

  /**
   * Quantile function.
   *
   * @param p a probability from 0 to 1
   * @return the score {@code y} with {@code P(Y <= y) = p}
   * @throws IllegalArgumentException if {@code p} is outside [0, 1]
   */
  public double quantile(double p) {
    return place(convex, requireProbability(p));
  }

  /**
   * Quantile function counted from the upper tail, for probabilities next to one.
   *
   * @param q a probability from 0 to 1
   * @return the score {@code y} with {@code P(Y > y) = q}
   * @throws IllegalArgumentException if {@code q} is outside [0, 1]
   */
  public double survivalQuantile(double q) {
    return place(!convex, requireProbability(q));
  }

  /**
   * Mean, {@code a + (b - a) c / (c + 2)} if convex.
   *
   * @return the mean, in the unit of the score
   */
  public double mean() {
    double shift = (b - a) * 2 / (c + 2);
    return convex ? b - shift : a + shift;
  }

  /**
   * Variance, {@code (b - a)^2 4 c / ((c + 2)^2 (c + 4)) + o^2}.
   *
   * @return the variance, noise included
   */
  public double variance() {
    double h = b - a;
    return h * h * 4 * c / ((c + 2) * (c + 2) * (c + 4)) + o * o;
  }

  /**
   * Draws one score.
   *
   * @param random source of random numbers
   * @return a draw from this law
   */
  public double sample(UniformRandomProvider random) {
    double distance = (b - a) * Math.pow(random.nextDouble(), 2 / c);
    double noise = o == 0 ? 0 : o * ZigguratSampler.NormalizedGaussian.of(random).sample();
    return (convex ? a + distance : b - distance) + noise;
  }

  private double place(boolean lower, double p) {
    QuantileSolver.Place place = new QuantileSolver(law(), b - a, c, o).solve(lower, p);
    return place.fromLow() == convex ? a + place.distance() : b - place.distance();
  }

  private ConvexLaw law() {
    return ConvexLaw.of(b - a, c, o);
  }

  private static boolean isInfinite(double y) {
    if (Double.isNaN(y)) {
      throw new IllegalArgumentException("score must be a number: " + y);
    }
    return Double.isInfinite(y);
  }

  private static double requireProbability(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("probability must be in [0, 1]: " + p);
    }
    return p;
  }

  private static void requireOrder(double from, double to) {
    if (!(from <= to)) {
      throw new IllegalArgumentException("limits must be in order: from " + from + " to " + to);
    }
  }
}
