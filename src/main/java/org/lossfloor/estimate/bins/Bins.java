package org.lossfloor.estimate.bins;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The bins of the spacing objective on the minimising scale: best scores on the left.
 *
 * <p>With edges e_1 &lt; ... &lt; e_m there are m + 1 bins: below e_1, between neighbouring edges,
 * and above e_m. Bin i carries a weight N_i &ge; 0; the expected share of the trials in it is its
 * weight over {@link #denominator()}, which is n + 1 for n trials.
 *
 * <p>Immutable.
 */
public final class Bins {
  /** Weight of the open bin beyond the best score (method.md, section 4). */
  public static final double OPEN_WEIGHT = 0.65;

  /** Tails up to this size keep every score as an edge. */
  public static final int UNGROUPED = 150;

  /**
   * Tails up to this size, and up to half of the trials, are grouped to {@link #UNGROUPED} order
   * statistics, the lowest {@link #EXACT_RANKS} and evenly spaced ones, as in the golden cases
   * (method.md, section 4).
   */
  private static final int EVENLY_GROUPED = 900;

  private static final int EXACT_RANKS = 37;

  /**
   * Relative step of the odds r / (n + 1 - r) from one kept rank r to the next. The scores near
   * either end of a sample carry the most information: evenly spaced ranks of 5,000 scores moved
   * estimates by up to 3.5 standard errors; these move none by a tenth, except where two optima tie
   * (benchmarks.md).
   */
  private static final double ODDS_STEP = 0.03;

  /** Distances from the last edge of the highest edges that an outline keeps. */
  private static final int[] HIGHEST = {16, 8, 4, 2, 1, 0};

  private final double[] edges;
  private final double[] weights;
  private final double denominator;

  private Bins(double[] edges, double[] weights, double denominator) {
    this.edges = edges;
    this.weights = weights;
    this.denominator = denominator;
  }

  /**
   * Bins from explicit edges and weights.
   *
   * @param edges finite, strictly ascending, at least two
   * @param weights one more than edges, each finite and at least 0
   * @param denominator the number by which a weight is divided to give a share: n + 1 for n trials
   * @return the bins
   * @throws IllegalArgumentException if an argument breaks these rules
   */
  public static Bins of(double[] edges, double[] weights, double denominator) {
    if (edges.length < 2) {
      throw new IllegalArgumentException("at least two edges are needed, got " + edges.length);
    }
    if (weights.length != edges.length + 1) {
      throw new IllegalArgumentException(
          "need one weight more than edges: %d edges, %d weights"
              .formatted(edges.length, weights.length));
    }
    for (int i = 0; i < edges.length; i++) {
      if (!Double.isFinite(edges[i]) || (i > 0 && edges[i] <= edges[i - 1])) {
        throw new IllegalArgumentException("edges must be finite and ascending: edge " + edges[i]);
      }
    }
    for (double weight : weights) {
      if (!(weight >= 0) || weight == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException("weights must be finite and not negative: " + weight);
      }
    }
    if (!(denominator > 0) || denominator == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("the denominator must be positive: " + denominator);
    }
    return new Bins(edges.clone(), weights.clone(), denominator);
  }

  /**
   * The bins of the k best scores (method.md, section 4).
   *
   * <p>Every score owns the bin that starts at it, the open bin below the best weighs {@value
   * #OPEN_WEIGHT}, the threshold is midway between scores k and k + 1, and all worse scores are
   * censored. Without a score k + 1 the threshold is score k itself. Tails above {@value
   * #UNGROUPED} scores keep some of their order statistics, all of the lowest ones; this moves
   * estimates by less than a tenth of their standard error (benchmarks.md names the exceptions).
   *
   * @param ascending all finite scores on the minimising scale, ascending, ties spread by {@code
   *     Ties.spread}; scores that still coincide share a bin
   * @param k number of scores in the tail, 2 to {@code ascending.length}
   * @param n number of trials, the failed ones included, at least {@code ascending.length}
   * @return the bins
   * @throws IllegalArgumentException if k or n is out of range, or the scores do not ascend
   */
  public static Bins ofTail(double[] ascending, int k, int n) {
    if (k < 2 || k > ascending.length) {
      throw new IllegalArgumentException(
          "the tail size must be in [2, %d]: %d".formatted(ascending.length, k));
    }
    if (n < ascending.length) {
      throw new IllegalArgumentException(
          "%d trials cannot have %d scores".formatted(n, ascending.length));
    }
    double[] tail = Arrays.copyOf(ascending, k);
    return ofTail(tail, threshold(ascending, k), n, OPEN_WEIGHT);
  }

  /**
   * The bins of a tail with a given threshold: as {@link #ofTail(double[], int, int)}, with the
   * threshold as last edge unless the worst score of the tail is the threshold itself.
   *
   * @param tail the scores in the tail on the minimising scale, strictly ascending, at least two
   * @param threshold not below the worst of them
   * @param n number of trials, the failed ones included, at least {@code tail.length}
   * @param openWeight weight of the open bin beyond the best score, positive
   * @return the bins
   * @throws IllegalArgumentException if an argument breaks these rules
   */
  public static Bins ofTail(double[] tail, double threshold, int n, double openWeight) {
    return ofTail(i -> tail[i], tail.length, threshold, n, openWeight);
  }

  /**
   * The bins of a tail of which only some order statistics need be known: as {@link
   * #ofTail(double[], double, int, double)}.
   *
   * @param tail the i-th best score on the minimising scale, from 0
   * @param k number of scores in the tail, at least two
   * @param threshold not below the worst of them
   * @param n number of trials, the failed ones included, at least {@code k}
   * @param openWeight weight of the open bin beyond the best score, positive
   * @return the bins
   * @throws IllegalArgumentException if the scores do not ascend
   */
  public static Bins ofTail(
      IntToDoubleFunction tail, int k, double threshold, int n, double openWeight) {
    boolean beyond = threshold > tail.applyAsDouble(k - 1);
    double worse = beyond ? n - k : n - k + 1;
    int[] ranks = kept(k, worse);
    int m = ranks.length + (beyond ? 1 : 0);
    double[] edges = new double[m];
    double[] weights = new double[m + 1];
    for (int i = 0; i < ranks.length; i++) {
      edges[i] = tail.applyAsDouble(ranks[i] - 1);
      weights[i] = i == 0 ? openWeight : ranks[i] - ranks[i - 1];
    }
    if (beyond) {
      edges[m - 1] = threshold;
      weights[m - 1] = 1;
    }
    weights[m] = worse;
    return joined(edges, weights, n + 1.0);
  }

  /** Bins from edges that may coincide, as spread ties do where doubles are too coarse. */
  public static Bins joined(double[] edges, double[] weights, double denominator) {
    double[] keptEdges = new double[edges.length];
    double[] keptWeights = new double[edges.length + 1];
    int m = 0;
    double carried = 0;
    for (int i = 0; i < edges.length; i++) {
      carried += weights[i];
      if (i + 1 == edges.length || edges[i + 1] != edges[i]) {
        keptEdges[m] = edges[i];
        keptWeights[m++] = carried;
        carried = 0;
      }
    }
    keptWeights[m] = weights[edges.length];
    return of(Arrays.copyOf(keptEdges, m), Arrays.copyOf(keptWeights, m + 1), denominator);
  }

  /**
   * The threshold of the k best scores: midway between scores k and k + 1, or score k itself if it
   * is the last.
   *
   * @param ascending all finite scores on the minimising scale, ascending
   * @param k number of scores in the tail, 1 to {@code ascending.length}
   * @return the threshold, on the minimising scale
   */
  public static double threshold(double[] ascending, int k) {
    return k < ascending.length ? midpoint(ascending[k - 1], ascending[k]) : ascending[k - 1];
  }

  /** Midway between two scores, however large. */
  public static double midpoint(double low, double high) {
    double sum = low + high;
    return Double.isInfinite(sum) ? 0.5 * low + 0.5 * high : 0.5 * sum;
  }

  /**
   * The ranks that a grouped tail of k scores keeps, 1-based.
   *
   * @param k number of scores in the tail
   * @param worse weight of the trials that are worse than all edges
   * @return ascending, the first and the last among them
   */
  public static int[] kept(int k, double worse) {
    if (k <= UNGROUPED || (k <= EVENLY_GROUPED && k <= worse)) {
      return ranks(k, UNGROUPED, EXACT_RANKS);
    }
    IntStream before = IntStream.iterate(1, r -> r < k, r -> next(r, k + worse));
    return IntStream.concat(before, IntStream.of(k)).toArray();
  }

  private static int next(int rank, double all) {
    return rank + Math.max(1, (int) Math.round(ODDS_STEP * rank * (all - rank) / all));
  }

  /**
   * The kept ranks of k, 1-based: all of them up to a size, else the lowest and evenly spaced ones.
   */
  private static int[] ranks(int k, int size, int exact) {
    int[] ranks = new int[Math.min(k, size)];
    for (int i = 0; i < ranks.length; i++) {
      boolean single = k <= size || i < exact;
      ranks[i] = single ? i + 1 : (int) Math.floor(spaced(i + 1, k, size, exact) + 0.5);
    }
    return ranks;
  }

  private static double spaced(int i, int k, int size, int exact) {
    return exact + (i - exact) * ((double) k - exact) / (size - exact);
  }

  /**
   * These bins with only the edges that a grouped tail keeps; the bins between are joined.
   *
   * @param apart whether the last edge is a limit, which is kept besides the others
   */
  public Bins grouped(boolean apart) {
    int m = edges.length;
    int[] kept = kept(apart ? m - 1 : m, weights[m]);
    return apart
        ? joined(IntStream.concat(IntStream.of(kept), IntStream.of(m)).toArray())
        : joined(kept);
  }

  /**
   * A few of these bins, on which optima are searched: the lowest edges, the highest at doubling
   * distances from the last, so that a few far scores keep their weight, and evenly spaced ones
   * between.
   */
  public Bins outlined(int size, int exact) {
    int m = edges.length;
    int[] high = IntStream.of(HIGHEST).map(distance -> m - distance).toArray();
    int[] low = ranks(high[0], size - high.length + 1, exact);
    return joined(IntStream.concat(IntStream.of(low), IntStream.of(high).skip(1)).toArray());
  }

  /** These bins with only the edges of the given ranks, ascending and 1-based. */
  private Bins joined(int[] kept) {
    double[] keptEdges = new double[kept.length];
    double[] keptWeights = new double[kept.length + 1];
    int from = 0;
    for (int i = 0; i < kept.length; i++) {
      keptEdges[i] = edges[kept[i] - 1];
      for (int j = from; j < kept[i]; j++) {
        keptWeights[i] += weights[j];
      }
      from = kept[i];
    }
    keptWeights[kept.length] = weights[edges.length];
    return new Bins(keptEdges, keptWeights, denominator);
  }

  /**
   * Number of edges.
   *
   * @return m, at least 2; there are m + 1 bins
   */
  public int size() {
    return edges.length;
  }

  /**
   * One edge.
   *
   * @param i 0 to {@code size() - 1}
   * @return the edge, on the minimising scale
   */
  public double edge(int i) {
    return edges[i];
  }

  /**
   * One weight.
   *
   * @param i 0 (below the first edge) to {@code size()} (above the last edge)
   * @return the weight of the bin
   */
  public double weight(int i) {
    return weights[i];
  }

  /**
   * What a weight is divided by to give a share of the trials.
   *
   * @return n + 1 for n trials
   */
  public double denominator() {
    return denominator;
  }

  /**
   * The smallest edge.
   *
   * @return the best score, or a lower limit
   */
  public double first() {
    return edges[0];
  }

  /**
   * The largest edge.
   *
   * @return the threshold, or the worst score
   */
  public double last() {
    return edges[edges.length - 1];
  }

  /**
   * The distance between the outer edges.
   *
   * @return r, positive
   */
  public double range() {
    return last() - first();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bins that
        && Arrays.equals(edges, that.edges)
        && Arrays.equals(weights, that.weights)
        && denominator == that.denominator;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(edges) + Arrays.hashCode(weights);
  }

  @Override
  public String toString() {
    return "Bins[%d edges in [%s, %s], denominator %s]"
        .formatted(size(), first(), last(), denominator);
  }
}
