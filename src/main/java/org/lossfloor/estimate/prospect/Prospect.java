package org.lossfloor.estimate.prospect;

import java.util.Optional;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.distribution.TuningCurve;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.Interval;
import org.lossfloor.math.GaussLegendre;

/**
 * The best score seen against the fitted law. Everything is computed for a score that is minimised;
 * a score that is maximised is negated first, which is exact, so that mirror images give the same
 * digits.
 *
 * @param law the convex law
 * @param seen the best score seen
 * @param goal the best possible score
 * @param range the interval of the best possible score
 * @param possible the range of the best possible score under any law; its lower end is the best
 *     value that a score can take
 * @param minimize whether the score of the metric is minimised
 */
public record Prospect(
    NoisyQuadratic law,
    double seen,
    double goal,
    Optional<Interval> range,
    Interval possible,
    boolean minimize) {
  private static final GaussLegendre RULE = new GaussLegendre(16);

  /** The largest number of trials that can be asked about. */
  private static final double MOST_TRIALS = 1e9;

  /** Beyond this many standard deviations of the noise outside [a, b] the mean score is the end. */
  private static final double FAR = 1e6;

  /**
   * Shares of the probability of the best score seen at which the integral of the gain is cut:
   * between two cuts the integrand changes by a factor of 30 at most and is smooth on the scale of
   * its logarithm. What lies below the last is less than 1e-15 of the gain per trial.
   */
  private static final double[] LEVELS = {
    1, .5, .2, .05, .01, 1e-3, 1e-4, 1e-5, 1e-6, 3e-8, 1e-9, 3e-11, 1e-12, 3e-14, 1e-15
  };

  /**
   * Looks at the best score of an experiment.
   *
   * @param fitted the estimate of the experiment
   * @return its prospect
   */
  public static Prospect of(Estimate.Fitted fitted) {
    boolean minimize = fitted.law().convex();
    double sign = minimize ? 1 : -1;
    Optional<Interval> range = fitted.bestScore().interval();
    return new Prospect(
        minimize ? fitted.law() : fitted.law().mirrored(),
        sign * fitted.observedBest().orElseThrow(),
        sign * fitted.bestScore().estimate(),
        minimize ? range : range.map(Interval::negated),
        minimize ? fitted.range() : fitted.range().negated(),
        minimize);
  }

  /**
   * The mean score of the trial that was seen as the best, on the scale of the metric.
   *
   * <p>A trial has a mean score Q, which its hyperparameters give, and is observed as Y = Q + E.
   * That the trial was <em>selected</em> as the best of n needs no correction beyond the knowledge
   * of its observed score: the trials are independent, so given its own Y = y the others, all worse
   * than y, say nothing about its Q, and
   *
   * <pre>
   *   E[Q | Y = y, Y is the best of n] = E[Q | Y = y] = int q f(q) phi((y - q) / o) dq
   *                                                     / int f(q) phi((y - q) / o) dq
   * </pre>
   *
   * over q in [a, b], where f is the density of the noiseless part. The winner's curse is in f: far
   * below a no q is left, and the mean shrinks towards [a, b]. With {@code k = c / 2} the density
   * is {@code f_c(q) = (k / h) ((q - a) / h)^(k - 1)}, so {@code (q - a) f_c(q) = h k / (k + 1)
   * f_{c+2}(q)} and the mean is {@code a + h k / (k + 1) g_{c+2}(y) / g_c(y)} with g the density of
   * the law with noise.
   *
   * @return a score in the direction of the metric
   */
  public double worth() {
    double h = law.b() - law.a();
    double c = law.c();
    // Further out the logarithms of the densities agree in all their digits.
    boolean outside = Math.max(law.a() - seen, seen - law.b()) > FAR * law.o();
    if (h == 0 || law.o() == 0 || outside) {
      return onMetric(possible.nearest(Math.max(law.a(), Math.min(law.b(), seen))));
    }
    double log =
        NoisyQuadratic.convex(law.a(), law.b(), c + 2, law.o()).logDensity(seen)
            - law.logDensity(seen);
    double share = c / (c + 2) * Math.exp(log);
    return onMetric(possible.nearest(law.a() + h * Math.max(0, Math.min(1, share))));
  }

  /**
   * How far the best score seen is from the best possible one.
   *
   * @return never negative; its interval is the image of that of the best possible score
   */
  public Estimate.Quantity distance() {
    return new Estimate.Quantity(
        Math.max(0, seen - goal),
        range.map(i -> new Interval(Math.max(0, seen - i.upper()), Math.max(0, seen - i.lower()))));
  }

  /**
   * The further trials until the best score is within eps of the best possible one. Numbers beyond
   * {@value #MOST_TRIALS} come from laws that almost never reach it and are meaningless: infinite.
   *
   * @param eps the distance that is close enough, in units of the metric
   * @param probability the wanted probability, in (0, 1)
   * @return 0 if it already is
   */
  public Estimate.Quantity trialsToWithin(double eps, double probability) {
    return new Estimate.Quantity(
        trialsTo(goal + eps, probability),
        range.map(
            i ->
                new Interval(
                    trialsTo(i.upper() + eps, probability),
                    trialsTo(i.lower() + eps, probability))));
  }

  private double trialsTo(double target, double probability) {
    if (seen <= target) {
      return 0;
    }
    if (Double.isInfinite(target)) {
      return Double.POSITIVE_INFINITY;
    }
    double trials =
        Math.ceil(
            TuningCurve.of(law, true)
                .trialsToReach(target, probability)
                .orElse(Double.POSITIVE_INFINITY));
    return trials <= MOST_TRIALS ? trials : Double.POSITIVE_INFINITY;
  }

  /**
   * {@code E[(y - min(Y_1, ..., Y_m))+] = int (1 - (1 - F(x))^m) dx} up to the best score seen y,
   * from the best value that a score can take.
   *
   * @param trials the number of further trials m
   * @return the expected improvement, in units of the metric
   */
  public double expectedGain(int trials) {
    double below = law.cdf(seen);
    double sum = 0;
    double from = seen;
    for (int i = 1; i < LEVELS.length && from > possible.lower(); i++) {
      double to = Math.min(from, law.quantile(below * LEVELS[i]));
      to = Math.max(to, possible.lower());
      sum += RULE.integrate(x -> -Math.expm1(trials * law.logSurvival(x)), to, from);
      from = to;
    }
    return sum;
  }

  /**
   * {@code 1 - (1 - F(y - eps))^m}; 0 if no score can be that good.
   *
   * @param trials the number of further trials m
   * @param eps by how much the score is to improve, in units of the metric
   * @return the probability that it does
   */
  public double improvement(int trials, double eps) {
    return seen - eps < possible.lower()
        ? 0
        : 0.0 - Math.expm1(trials * law.logSurvival(seen - eps));
  }

  private double onMetric(double score) {
    return minimize ? score : -score;
  }
}
