package org.lossfloor.estimate.diagnosis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Numbers in the order in which they came, seen through their ranks, with tests of the hypothesis
 * that every order was equally likely.
 *
 * <p>Tied numbers share the mean of their ranks, and every moment that is used below holds given
 * the ties, so that rounded scores and many failed trials cost power but never the level. The
 * p-values of correlations are those of Student's law, which has the exact mean and variance of the
 * permutation law: <em>Pitman's approximation</em>. For a correlation with the position the third
 * moment is zero as well, and the fourth differs by a factor of {@code 1 + O(1/n)}; the measured
 * levels are in {@code src/site/markdown/diagnostics.md}.
 */
final class RankedSequence {
  private final double[] ranks;

  private RankedSequence(double[] ranks) {
    this.ranks = ranks;
  }

  /**
   * Ranks numbers from 1 for the smallest; NaN ranks after every number.
   *
   * @param numbers in the order in which they came
   */
  static RankedSequence of(double[] numbers) {
    int n = numbers.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> numbers[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] ranks = new double[n];
    for (int from = 0; from < n; ) {
      int to = from + 1;
      while (to < n && Double.compare(numbers[order[to]], numbers[order[from]]) == 0) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + 1 + to) / 2.0;
      }
      from = to;
    }
    return new RankedSequence(ranks);
  }

  /** The same numbers by their distance from the middle rank. */
  RankedSequence fromTheMiddle() {
    double middle = (size() + 1) / 2.0;
    return of(Arrays.stream(ranks).map(rank -> Math.abs(rank - middle)).toArray());
  }

  /** How many numbers there are. */
  int size() {
    return ranks.length;
  }

  /** Two-sided p-value of Spearman's correlation of rank and position: a trend. */
  double trend() {
    return twoSided(correlation(positions(), ranks));
  }

  /**
   * Two-sided p-value of the mean position of the smallest numbers: whether the best ones came
   * early or late. Numbers tied at the edge of the share count as fractions.
   *
   * @param share the share that counts as smallest, in (0, 1)
   */
  double positionOfSmallest(double share) {
    double wanted = share * size();
    double[] sorted = ranks.clone();
    Arrays.sort(sorted);
    double edge = sorted[Math.min(size() - 1, (int) Math.ceil(wanted) - 1)];
    long below = Arrays.stream(ranks).filter(r -> r < edge).count();
    long tied = Arrays.stream(ranks).filter(r -> r == edge).count();
    double fraction = Math.min(1, (wanted - below) / tied);
    double[] weights =
        Arrays.stream(ranks).map(r -> r < edge ? 1 : r == edge ? fraction : 0).toArray();
    return twoSided(correlation(positions(), weights));
  }

  /**
   * One-sided p-value of the correlation of neighbours, small when like follows like: that of the
   * circular product sum of the ranks, by the exact mean, variance and skewness of its permutation
   * law.
   */
  double likeFollowsLike() {
    double[] x = centred(ranks);
    double sum = x[x.length - 1] * x[0];
    for (int i = 0; i + 1 < x.length; i++) {
      sum += x[i] * x[i + 1];
    }
    return NeighbourProduct.of(x).atLeast(sum);
  }

  /**
   * One-sided p-value of the rank sum of the first numbers, small when they are larger than the
   * rest.
   *
   * @param count how many are first, 1 to n - 1
   */
  double firstAreLarger(int count) {
    double[] first = new double[size()];
    Arrays.fill(first, 0, count, 1);
    double r = correlation(first, ranks);
    double p = twoSided(r) / 2;
    return r > 0 ? p : 1 - p;
  }

  private double[] positions() {
    return IntStream.range(0, size()).mapToDouble(i -> i).toArray();
  }

  /** The p-value of a correlation over all orders, by Student's law with n - 2 degrees. */
  private double twoSided(double r) {
    double freedom = size() - 2.0;
    double t = Math.abs(r) * Math.sqrt(freedom / Math.max(0, 1 - r * r));
    return Double.isInfinite(t) ? 0 : 2 * TDistribution.of(freedom).survivalProbability(t);
  }

  /** Zero where one side is constant. */
  private static double correlation(double[] a, double[] b) {
    double[] x = centred(a);
    double[] y = centred(b);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += x[i] * y[i];
      xx += x[i] * x[i];
      yy += y[i] * y[i];
    }
    return xx > 0 && yy > 0 ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) : 0;
  }

  private static double[] centred(double[] values) {
    double mean = Arrays.stream(values).sum() / values.length;
    return Arrays.stream(values).map(v -> v - mean).toArray();
  }
}
