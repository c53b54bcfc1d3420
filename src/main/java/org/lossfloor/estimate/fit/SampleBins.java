package org.lossfloor.estimate.fit;

import java.util.Arrays;
import org.lossfloor.estimate.Objective;
import org.lossfloor.estimate.bins.Bins;

/** Turns a censored sample into bins on the minimising scale, by the convention of an objective. */
public final class SampleBins {
  /** Above this number of edges the reference objective is fitted on grouped bins. */
  static final int GROUP_ABOVE = 4096;

  private SampleBins() {}

  /** Scores, and the ranges they span, that leave room for the squares of a law's parameters. */
  private static final double LARGEST = 1e140;

  /** Number of distinct scores that the objective takes as observed, rounded as it rounds them. */
  static int distinct(CensoredSample sample, Objective objective) {
    int from = from(sample);
    int to = to(sample, objective);
    if (objective == Objective.RECIPE || to == from) {
      return to - from;
    }
    double scale = scale(sample, from, to);
    int distinct = 1;
    for (int i = from + 1; i < to; i++) {
      distinct += rounded(sample.value(i), scale) > rounded(sample.value(i - 1), scale) ? 1 : 0;
    }
    return distinct;
  }

  /** Whether scores, limits and what they span are neither too large nor too small to be fitted. */
  static boolean withinReach(CensoredSample sample, Objective objective) {
    double first = better(sample) > 0 ? sample.lower() : sample.value(from(sample));
    double last = sample.value(to(sample, objective) - 1);
    double limit = sample.above() > 0 ? sample.upper() : last;
    boolean small = Math.abs(first) <= LARGEST && Math.abs(limit) <= LARGEST;
    return small
        && last - sample.value(from(sample)) >= (limit - first) / LARGEST
        && limit - first >= 1 / LARGEST;
  }

  /** Number of trials that the objective takes as observed. */
  static long observed(CensoredSample sample, Objective objective) {
    long sum = 0;
    for (int i = from(sample); i < to(sample, objective); i++) {
      sum += sample.count(i);
    }
    return sum;
  }

  private static int from(CensoredSample sample) {
    return sample.distinct() > 0 && sample.value(0) == sample.lower() ? 1 : 0;
  }

  private static int to(CensoredSample sample, Objective objective) {
    int m = sample.distinct();
    boolean onLimit = m > 0 && sample.value(m - 1) == sample.upper();
    return onLimit && objective == Objective.RECIPE ? m - 1 : m;
  }

  /** The bins of a sample on the score's own scale for a law of one shape. */
  public static Bins of(CensoredSample sample, Objective objective, boolean convex) {
    if (distinct(sample, objective) == 0) {
      throw new IllegalArgumentException("a sample without a score between its limits has no bins");
    }
    return switch (objective) {
      case RECIPE -> recipe(convex ? sample : sample.negated());
      case REFERENCE -> reference(sample, convex);
    };
  }

  /**
   * The usual bins for a sample on the minimising scale. Trials better than the lower limit join
   * the open best bin.
   */
  private static Bins recipe(CensoredSample sample) {
    int k = Math.toIntExact(observed(sample, Objective.RECIPE));
    double worse = sample.trials() - k - better(sample);
    double[] scores = spread(sample, k, better(sample) > 0, worse > 0);
    boolean limitBelow = better(sample) > 0 && sample.lower() < scores[0];
    boolean limitAbove = worse > 0 && sample.upper() > scores[k - 1];
    int offset = limitBelow ? 1 : 0;
    double[] edges = new double[k + offset + (limitAbove ? 1 : 0)];
    double[] weights = new double[edges.length + 1];
    Arrays.fill(weights, 1);
    edges[0] = sample.lower();
    System.arraycopy(scores, 0, edges, offset, k);
    if (limitBelow) {
      weights[1] = 0;
    }
    if (limitAbove) {
      edges[k + offset] = sample.upper();
    }
    weights[0] = Bins.OPEN_WEIGHT + better(sample);
    weights[edges.length] = worse + (limitAbove ? 0 : 1);
    Bins bins = Bins.joined(edges, weights, sample.trials() + 1.0);
    return k > Bins.UNGROUPED ? bins.grouped(limitAbove) : bins;
  }

  private static long better(CensoredSample sample) {
    return sample.below() + (from(sample) == 1 ? sample.count(0) : 0);
  }

  /**
   * The observed scores, ties spread; a limit with censored trials counts as a neighbouring value.
   */
  private static double[] spread(
      CensoredSample sample, int k, boolean lowerUsed, boolean upperUsed) {
    int offset = lowerUsed ? 1 : 0;
    double[] all = new double[k + offset + (upperUsed ? 1 : 0)];
    if (lowerUsed) {
      all[0] = sample.lower();
    }
    int at = offset;
    for (int i = from(sample); i < to(sample, Objective.RECIPE); i++) {
      int next = at + Math.toIntExact(sample.count(i));
      Arrays.fill(all, at, next, sample.value(i));
      at = next;
    }
    if (upperUsed) {
      all[at] = sample.upper();
    }
    return Arrays.copyOfRange(Ties.spread(all), offset, offset + k);
  }

  /**
   * The bins of the reference objective for a sample on the score's own scale, mirrored if the law
   * is concave (method.md, section 16).
   */
  private static Bins reference(CensoredSample sample, boolean convex) {
    int from = from(sample);
    int to = sample.distinct();
    long lowerCount = better(sample);
    int size = to - from + 2;
    double[] edges = new double[size];
    double[] weights = new double[size + 1];
    int m = 0;
    if (lowerCount > 0) {
      edges[m] = sample.lower();
      weights[m++] = lowerCount;
    }
    double scale = scale(sample, from, to);
    for (int i = from; i < to; i++) {
      double edge = rounded(sample.value(i), scale);
      if (m > 0 && edge <= edges[m - 1]) {
        weights[m - 1] += sample.count(i);
      } else {
        edges[m] = edge;
        weights[m++] = sample.count(i);
      }
    }
    if (sample.above() > 0 && sample.upper() > edges[m - 1]) {
      edges[m++] = sample.upper();
    }
    weights[m] = sample.above() + 1.0;
    return oriented(edges, weights, m, sample.trials() + 1.0, convex);
  }

  private static Bins oriented(
      double[] edges, double[] weights, int m, double denominator, boolean convex) {
    double[] orientedEdges = new double[m];
    double[] orientedWeights = new double[m + 1];
    for (int i = 0; i < m; i++) {
      orientedEdges[i] = convex ? edges[i] : 0.0 - edges[m - 1 - i];
    }
    for (int i = 0; i <= m; i++) {
      orientedWeights[i] = weights[convex ? i : m - i];
    }
    return Bins.of(orientedEdges, orientedWeights, denominator);
  }

  /** Ten to the number of decimals kept: three fewer than the largest observed score resolves. */
  private static double scale(CensoredSample sample, int from, int to) {
    double largest = Math.max(Math.abs(sample.value(from)), Math.abs(sample.value(to - 1)));
    int decimals = -(int) Math.log10(Math.ulp(largest)) - 3;
    return decimals >= 0 ? Math.pow(10, decimals) : -Math.pow(10, -decimals);
  }

  private static double rounded(double value, double scale) {
    if (Double.isInfinite(scale)) {
      return value;
    }
    return scale > 0 ? Math.rint(value * scale) / scale : Math.rint(value / -scale) * -scale;
  }

  /** The bins that the reference objective is fitted on: grouped if there are very many. */
  public static Bins searchable(Bins bins) {
    return bins.size() > GROUP_ABOVE ? bins.grouped(true) : bins;
  }
}
