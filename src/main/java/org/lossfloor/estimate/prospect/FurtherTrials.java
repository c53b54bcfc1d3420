package org.lossfloor.estimate.prospect;

import java.util.List;
import java.util.Optional;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.Interval;
import org.lossfloor.math.GaussLegendre;

/**
 * What further trials bring, for a score that is minimised (method.md, section 13).
 *
 * <p>Whatever the distribution of the scores, the best of n is at a random level of it: F(y) is
 * close to exponential with mean 1/n. So the chance that one of m further trials is better than x,
 * which is itself better than the best score seen y, is
 *
 * <pre>
 *   P(m, x) = m R(x) / (n + m R(x)),   R(x) = sum_i w_i s_i F_i(x) / F_i(y)
 * </pre>
 *
 * and only the <em>ratio</em> of the chances below y comes from the laws F_i that the scores allow,
 * with their weights w_i. At x = y without a correction this is m / (n + m), exact for any
 * distribution. A best score that lies where its law has little left is a lucky one, and s_i =
 * sqrt(n F_i(y)), kept within [.05, 1.5] under the root, halves that knowledge with the first one.
 */
final class FurtherTrials {
  /** Laws of less weight are left out. */
  private static final double LEAST_WEIGHT = .02;

  /** The smallest and largest n F(y) that is believed. */
  private static final double LEAST_LEVEL = .05;

  private static final double LARGEST_LEVEL = 1.5;

  /** So many standard deviations of the noise below the ends of all laws no chance is left. */
  private static final double BEYOND = 9;

  /**
   * Panels of the integral, each half as wide as the next further away from the best score seen.
   */
  private static final int PANELS = 10;

  private static final GaussLegendre RULE = new GaussLegendre(5);

  private record Law(NoisyQuadratic law, double factor) {}

  private final List<Law> laws;
  private final double trials;
  private final double seen;
  private final double possible;
  private final MeanScore mean;
  private final double confidence;
  private final double[] at = new double[PANELS * RULE.size()];
  private final double[] width = new double[at.length];
  private final double[] ratio = new double[at.length];
  private final double[] slope = new double[at.length];

  /**
   * A forecast.
   *
   * @param plausible the laws, convex
   * @param trials the trials that were seen, n
   * @param seen the best score seen, y
   * @param mean the mean score behind an observed one; no score is better than what it holds
   *     possible
   * @param confidence of the intervals
   */
  FurtherTrials(
      List<Plausible> plausible, long trials, double seen, MeanScore mean, double confidence) {
    this.trials = trials;
    this.seen = seen;
    this.mean = mean;
    this.confidence = confidence;
    possible = mean.possible().lower();
    List<Plausible> kept = plausible.stream().filter(law -> law.weight() >= LEAST_WEIGHT).toList();
    double sum = kept.stream().mapToDouble(Plausible::weight).sum();
    laws = kept.stream().map(law -> law(law, sum)).toList();
    double lowest = kept.stream().mapToDouble(law -> end(law.law())).min().orElse(seen);
    layOut(seen - Math.max(possible, Math.min(seen, lowest)));
  }

  private static double end(NoisyQuadratic law) {
    return law.a() - BEYOND * law.o();
  }

  private Law law(Plausible plausible, double sum) {
    double below = plausible.law().cdf(seen);
    double level = Math.max(LEAST_LEVEL, Math.min(LARGEST_LEVEL, trials * below));
    return new Law(
        plausible.law(), below > 0 ? plausible.weight() / sum * Math.sqrt(level) / below : 0);
  }

  private void layOut(double depth) {
    double from = 0;
    for (int panel = 0; panel < PANELS; panel++) {
      double to = Math.scalb(depth, panel + 1 - PANELS);
      for (int i = 0; i < RULE.size(); i++) {
        int node = panel * RULE.size() + i;
        at[node] = seen - (from + RULE.node(i) * (to - from));
        width[node] = RULE.weight(i) * (to - from);
        ratio[node] = ratio(at[node]);
        slope[node] = mean.slope(at[node]);
      }
      from = to;
    }
  }

  private double ratio(double x) {
    if (x < possible) {
      return 0;
    }
    double sum = 0;
    for (Law law : laws) {
      sum += law.factor * law.law.cdf(x);
    }
    return sum;
  }

  private double chance(int more, double ratio) {
    return more * ratio / (trials + more * ratio);
  }

  /**
   * The probability of an improvement by more than eps.
   *
   * @param more the number of further trials m
   * @param eps by how much the score is to improve, in units of the metric
   * @return P(m, y - eps)
   */
  double improvement(int more, double eps) {
    return chance(more, ratio(seen - eps));
  }

  /**
   * {@code E[(y - min(Y_1, ..., Y_m))+]}, the integral of P(m, x) up to y.
   *
   * @param more the number of further trials m
   * @return the expected improvement of the best score seen, in units of the metric
   */
  double expectedGain(int more) {
    double sum = 0;
    for (int i = 0; i < at.length; i++) {
      sum += width[i] * chance(more, ratio[i]);
    }
    return sum;
  }

  /**
   * By how much the mean score of the configuration that one would pick, the one with the best
   * score, improves: the integral of P(m, x) {@link MeanScore#slope}(x) up to y.
   *
   * @param more the number of further trials m
   * @return the expected improvement, in units of the metric, and an interval that holds the
   *     improvement with the probability asked for
   */
  Estimate.Quantity meanGain(int more) {
    double sum = 0;
    for (int i = 0; i < at.length; i++) {
      sum += width[i] * chance(more, ratio[i]) * slope[i];
    }
    double tail = (1 - confidence) / 2;
    double least = Math.min(sum, gain(reached(more, 1 - tail)));
    return new Estimate.Quantity(
        sum, Optional.of(new Interval(least, Math.max(sum, gain(reached(more, tail))))));
  }

  private double gain(double reached) {
    return Math.max(0, mean.of(seen) - mean.of(reached));
  }

  /** The score that the best of m further trials beats with a probability, or y. */
  private double reached(int more, double probability) {
    double wanted = trials * probability / (more * (1 - probability));
    int node = 0;
    while (node < at.length && ratio[node] >= wanted) {
      node++;
    }
    if (node == 0) {
      return seen;
    }
    if (node == at.length) {
      return at[node - 1];
    }
    double share = (ratio[node - 1] - wanted) / (ratio[node - 1] - ratio[node]);
    return at[node - 1] + share * (at[node] - at[node - 1]);
  }
}
