package org.lossfloor.estimate.fit;

import java.util.Arrays;
import org.lossfloor.estimate.Objective;

/**
 * The scores of n trials; those beyond a limit are only counted.
 *
 * <p>Scores between the limits, the limits included, are kept as distinct values with counts; the
 * {@link Objective} decides to which side a score exactly on a limit belongs. The order of the
 * scores is irrelevant. Immutable.
 */
public final class CensoredSample {
  private final double[] values;
  private final long[] counts;
  private final long below;
  private final long above;
  private final double lower;
  private final double upper;

  private CensoredSample(
      double[] values, long[] counts, long below, long above, double lower, double upper) {
    this.values = values;
    this.counts = counts;
    this.below = below;
    this.above = above;
    this.lower = lower;
    this.upper = upper;
  }

  /**
   * A sample without limits.
   *
   * @param scores finite scores, in any order
   * @return the sample
   * @throws IllegalArgumentException if a score is NaN or infinite
   */
  public static CensoredSample of(double[] scores) {
    return of(scores, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /**
   * A sample with limits.
   *
   * @param scores the scores of all trials, in any order; beyond a finite limit they may be
   *     infinite
   * @param lower scores below it are counted only; -infinity for no limit
   * @param upper scores above it are counted only; +infinity for no limit
   * @return the sample
   * @throws IllegalArgumentException if the limits are NaN, equal or reversed, or a score is NaN,
   *     or infinite without a limit on its side
   */
  public static CensoredSample of(double[] scores, double lower, double upper) {
    checkLimits(lower, upper);
    double[] sorted = scores.clone();
    for (int i = 0; i < sorted.length; i++) {
      checkScore(sorted[i], lower, upper);
      sorted[i] += 0.0; // -0.0 and 0.0 are the same score
    }
    Arrays.sort(sorted);
    int from = 0;
    while (from < sorted.length && sorted[from] < lower) {
      from++;
    }
    int to = sorted.length;
    while (to > from && sorted[to - 1] > upper) {
      to--;
    }
    return counted(Arrays.copyOfRange(sorted, from, to), from, sorted.length - to, lower, upper);
  }

  /**
   * A sample with limits, of scores that are counted.
   *
   * @param values finite, ascending; equal ones follow each other
   * @param counts how often each of them occurs
   * @param failed how many trials have no score
   * @param lower scores below it are counted only; -infinity for no limit
   * @param upper scores above it are counted only; +infinity for no limit
   * @param worst the infinity that failed trials count as
   * @return the sample
   * @throws IllegalArgumentException if the limits are NaN, equal or reversed, or trials failed and
   *     there is no limit on the side of the worst
   */
  public static CensoredSample counted(
      double[] values, long[] counts, long failed, double lower, double upper, double worst) {
    checkLimits(lower, upper);
    long below = worst < 0 ? failed : 0;
    long above = worst > 0 ? failed : 0;
    double[] kept = new double[values.length];
    long[] held = new long[values.length];
    int size = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i] < lower) {
        below += counts[i];
      } else if (values[i] > upper) {
        above += counts[i];
      } else if (size > 0 && kept[size - 1] == values[i]) {
        held[size - 1] += counts[i];
      } else {
        kept[size] = values[i];
        held[size++] = counts[i];
      }
    }
    checkCount("below", below, lower);
    checkCount("above", above, upper);
    return new CensoredSample(
        Arrays.copyOf(kept, size), Arrays.copyOf(held, size), below, above, lower, upper);
  }

  /**
   * A sample of which only the scores between the limits are known.
   *
   * @param observed the scores between the limits, in any order
   * @param below number of trials below the lower limit
   * @param above number of trials above the upper limit
   * @param lower the lower limit, -infinity for none
   * @param upper the upper limit, +infinity for none
   * @return the sample
   * @throws IllegalArgumentException if a count is negative, or positive without a limit, a score
   *     is not between the limits, or the limits are NaN, equal or reversed
   */
  public static CensoredSample ofTail(
      double[] observed, long below, long above, double lower, double upper) {
    checkLimits(lower, upper);
    checkCount("below", below, lower);
    checkCount("above", above, upper);
    CensoredSample inside = of(observed, lower, upper);
    if (inside.below + inside.above > 0) {
      throw new IllegalArgumentException(
          "%d scores are not in [%s, %s]".formatted(inside.below + inside.above, lower, upper));
    }
    return new CensoredSample(inside.values, inside.counts, below, above, lower, upper);
  }

  private static void checkLimits(double lower, double upper) {
    if (!(lower < upper)) {
      throw new IllegalArgumentException(
          "the lower limit must be below the upper one: %s, %s".formatted(lower, upper));
    }
  }

  private static void checkCount(String side, long count, double limit) {
    if (count < 0) {
      throw new IllegalArgumentException("negative number of trials %s: %d".formatted(side, count));
    }
    if (count > 0 && Double.isInfinite(limit)) {
      throw new IllegalArgumentException("%d trials %s, but no limit".formatted(count, side));
    }
  }

  private static void checkScore(double score, double lower, double upper) {
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("a score is NaN; count a failed trial as censored");
    }
    boolean beyond =
        (score == Double.NEGATIVE_INFINITY && lower == Double.NEGATIVE_INFINITY)
            || (score == Double.POSITIVE_INFINITY && upper == Double.POSITIVE_INFINITY);
    if (beyond) {
      throw new IllegalArgumentException("a score is %s without a limit there".formatted(score));
    }
  }

  private static CensoredSample counted(
      double[] sorted, long below, long above, double lower, double upper) {
    double[] values = new double[sorted.length];
    long[] counts = new long[sorted.length];
    int distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        values[distinct++] = sorted[i];
      }
      counts[distinct - 1]++;
    }
    return new CensoredSample(
        Arrays.copyOf(values, distinct),
        Arrays.copyOf(counts, distinct),
        below,
        above,
        lower,
        upper);
  }

  /**
   * Number of trials.
   *
   * @return n, the censored ones included
   */
  public long trials() {
    return below + above + Arrays.stream(counts).sum();
  }

  /**
   * Number of distinct scores between the limits, the limits included.
   *
   * @return the number of distinct scores
   */
  public int distinct() {
    return values.length;
  }

  /** The sample of the negated scores. */
  CensoredSample negated() {
    int m = values.length;
    double[] mirrored = new double[m];
    long[] mirroredCounts = new long[m];
    for (int i = 0; i < m; i++) {
      mirrored[i] = 0.0 - values[m - 1 - i];
      mirroredCounts[i] = counts[m - 1 - i];
    }
    return new CensoredSample(
        mirrored, mirroredCounts, /* below= */ above, /* above= */ below, -upper, -lower);
  }

  double value(int i) {
    return values[i];
  }

  long count(int i) {
    return counts[i];
  }

  long below() {
    return below;
  }

  long above() {
    return above;
  }

  double lower() {
    return lower;
  }

  double upper() {
    return upper;
  }
}
