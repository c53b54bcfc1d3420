package org.lossfloor.distribution;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The empirical distribution of the scores of an experiment, with its tuning curves. Immutable.
 *
 * <p>Notation: y_1..y_N the scores, F(y) the share (or the weight) of the scores &lt;= y, n the
 * number of trials at which a tuning curve is evaluated. Ties are allowed. A failed trial is a
 * score of plus infinity when minimising and minus infinity when maximising: worse than every
 * other, and counted in N.
 *
 * <p>The order of the scores matters to {@link #naive} only. Definitions as in Lourie, Cho and He,
 * "Show your work with confidence: confidence bands for tuning curves", NAACL 2024.
 */
public final class EmpiricalDistribution {
  private static final double WEIGHT_SUM_TOLERANCE = 1e-10;

  private final SortedScores scores;
  private final boolean weighted;
  private final double[] cdf;
  private final double[] survival;

  /** Ends of the support, open on a side with failed trials. */
  private final double lowerEnd;

  private final double upperEnd;
  private final StepDistribution steps;

  private EmpiricalDistribution(
      SortedScores scores,
      boolean weighted,
      double[] cdf,
      double[] survival,
      double lowerEnd,
      double upperEnd) {
    this.scores = scores;
    this.weighted = weighted;
    this.cdf = cdf;
    this.survival = survival;
    this.lowerEnd = lowerEnd;
    this.upperEnd = upperEnd;
    this.steps = new StepDistribution(lowerEnd, scores.distinct(), cdf, survival);
  }

  /**
   * The distribution that gives each score the same weight, on an unbounded support.
   *
   * @param scores at least one score, in the order of the trials
   * @return the distribution
   * @throws IllegalArgumentException if there is no score, one is NaN, or both infinities occur
   */
  public static EmpiricalDistribution of(double... scores) {
    return even(new SortedScores(scores));
  }

  /**
   * The distribution that gives each score the same weight, on an unbounded support, of scores that
   * are counted.
   *
   * @param counts how often each value occurs, at least once; the values are not NaN, not both
   *     infinities, and there is at least one
   * @return the distribution
   */
  public static EmpiricalDistribution counted(SortedMap<Double, Long> counts) {
    return even(new SortedScores(counts));
  }

  private static EmpiricalDistribution even(SortedScores sorted) {
    double n = sorted.size();
    double[] cdf = Arrays.stream(sorted.counts()).mapToDouble(count -> count / n).toArray();
    double[] survival =
        Arrays.stream(sorted.counts()).mapToDouble(count -> (n - count) / n).toArray();
    return unbounded(sorted, false, cdf, survival);
  }

  /**
   * The distribution that gives each score its own weight, on an unbounded support.
   *
   * @param scores at least one score, in the order of the trials
   * @param weights one weight &gt;= 0 for each score; they sum to 1 within 1e-10
   * @return the distribution
   * @throws IllegalArgumentException if there is no score, one is NaN, both infinities occur, or
   *     the weights are not as described
   */
  public static EmpiricalDistribution of(double[] scores, double[] weights) {
    SortedScores sorted = new SortedScores(scores);
    checkWeights(sorted.size(), weights);
    double[] sums = sorted.cumulative(weights);
    double total = sums[sums.length - 1];
    double[] cdf = DoubleStream.of(sums).map(sum -> sum / total).toArray();
    double[] survival = DoubleStream.of(sums).map(sum -> (total - sum) / total).toArray();
    return unbounded(sorted, true, cdf, survival);
  }

  private static EmpiricalDistribution unbounded(
      SortedScores scores, boolean weighted, double[] cdf, double[] survival) {
    return new EmpiricalDistribution(
        scores, weighted, cdf, survival, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  private static void checkWeights(int size, double[] weights) {
    if (weights.length != size) {
      throw new IllegalArgumentException(
          weights.length + " weights were given for " + size + " scores");
    }
    for (int i = 0; i < size; i++) {
      if (!(weights[i] >= 0)) {
        throw new IllegalArgumentException("Weight " + i + " must be >= 0, was " + weights[i]);
      }
    }
    double sum = DoubleStream.of(weights).sum();
    if (!(Math.abs(sum - 1) <= WEIGHT_SUM_TOLERANCE)) {
      throw new IllegalArgumentException("The weights must sum to 1, their sum was " + sum);
    }
  }

  /**
   * The same distribution with known ends of the support, such as 0 and 1 for an accuracy. They do
   * not change the cdf; they are the quantile of level 0 and where a band ends.
   *
   * <p>Infinite scores stand for failed trials, about which the ends say nothing: the support stays
   * open on a side that has some.
   *
   * @param lower lower end, at most the smallest finite score; may be minus infinity
   * @param upper upper end, at least the largest finite score; may be infinity
   * @return the distribution on [lower, upper]
   * @throws IllegalArgumentException if a finite score lies outside, or the ends are no interval
   */
  public EmpiricalDistribution withSupport(double lower, double upper) {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException("No support: [" + lower + ", " + upper + "]");
    }
    double[] distinct = scores.distinct();
    for (double score : distinct) {
      if (Double.isFinite(score) && (score < lower || score > upper)) {
        throw new IllegalArgumentException(
            "Score " + score + " lies outside the support [" + lower + ", " + upper + "]");
      }
    }
    // Adding zero turns -0.0 into 0.0, as for the scores.
    return new EmpiricalDistribution(
        scores,
        weighted,
        cdf,
        survival,
        Math.min(lower + 0.0, distinct[0]),
        Math.max(upper + 0.0, distinct[distinct.length - 1]));
  }

  /**
   * The number of scores, failed trials included.
   *
   * @return N, at least 1
   */
  public int size() {
    return scores.size();
  }

  /**
   * The cumulative probability.
   *
   * @param y a score, possibly infinite
   * @return F(y), the weight of the scores &lt;= y
   * @throws IllegalArgumentException if y is NaN
   */
  public double cdf(double y) {
    return steps.cdf(y);
  }

  /**
   * The quantile function: the smallest y in the support with p &lt;= F(y). A level within 1e-14
   * (relative) of a step counts as on it, so that a rounded level never skips a score.
   *
   * @param p level, in [0, 1]
   * @return a score, or the lower end of the support if p = 0
   * @throws IllegalArgumentException if p is outside [0, 1]
   */
  public double quantile(double p) {
    return steps.quantile(p);
  }

  /**
   * The quantile tuning curve: the q quantile of the best of n draws, which is the quantile of
   * level 1 - (1-q)^(1/n) when minimising and q^(1/n) when maximising. The median tuning curve is q
   * = 0.5.
   *
   * @param trials n, at least 1, not necessarily whole
   * @param q level, in [0, 1]
   * @param minimize true if smaller scores are better
   * @return the q quantile of the best score after n trials
   * @throws IllegalArgumentException if trials or q is out of range
   */
  public double quantileTuningCurve(double trials, double q, boolean minimize) {
    return steps.quantileOfBest(trials, q, minimize);
  }

  /**
   * The average tuning curve: the mean of the best of n draws, of cdf 1 - (1-F)^n when minimising
   * and F^n when maximising. Infinite if a trial failed.
   *
   * @param trials n, at least 1, not necessarily whole
   * @param minimize true if smaller scores are better
   * @return the mean of the best score after n trials
   * @throws IllegalArgumentException if trials is out of range
   */
  public double averageTuningCurve(double trials, boolean minimize) {
    return steps.meanOfBest(trials, minimize);
  }

  /**
   * The V statistic: the mean of the best of n scores resampled with replacement. It is the average
   * tuning curve at whole n, and pessimistic.
   *
   * @param trials n, at least 1
   * @param minimize true if smaller scores are better
   * @return the V statistic; infinite if a trial failed
   * @throws IllegalArgumentException if trials is below 1
   * @throws IllegalStateException if the scores are weighted
   */
  public double vStatistic(int trials, boolean minimize) {
    requireResampling("The V statistic", trials);
    return averageTuningCurve(trials, minimize);
  }

  /**
   * The U statistic: the mean of the best of n scores resampled without replacement, the unbiased
   * estimate of the average tuning curve for n &lt;= N. Above N it stays at the best score.
   *
   * @param trials n, at least 1
   * @param minimize true if smaller scores are better
   * @return the U statistic; infinite if n scores can all be failed trials
   * @throws IllegalArgumentException if trials is below 1
   * @throws IllegalStateException if the scores are weighted
   */
  public double uStatistic(int trials, boolean minimize) {
    requireResampling("The U statistic", trials);
    int size = size();
    int n = Math.min(trials, size);
    double worstBest = ranked(size - n, minimize);
    if (Double.isInfinite(worstBest)) {
      return worstBest;
    }
    // P(the best of n is the one of rank i) = C(N-1-i, n-1) / C(N, n), ranks from 0.
    double probability = (double) n / size;
    double mean = 0;
    for (int i = 0; i <= size - n; i++) {
      mean += probability * ranked(i, minimize);
      probability *= (double) (size - i - n) / (size - 1 - i);
    }
    return mean;
  }

  /**
   * The naive tuning curve: the best of the first n scores in their original order; above N, of
   * all.
   *
   * @param trials n, at least 1
   * @param minimize true if smaller scores are better
   * @return the best score
   * @throws IllegalArgumentException if trials is below 1
   * @throws IllegalStateException if the scores are weighted
   */
  public double naive(int trials, boolean minimize) {
    requireResampling("The naive tuning curve", trials);
    DoubleStream first = IntStream.range(0, Math.min(trials, size())).mapToDouble(scores::original);
    return (minimize ? first.min() : first.max()).getAsDouble();
  }

  /** The score of a rank, the best one first. */
  private double ranked(int rank, boolean minimize) {
    return scores.sorted(minimize ? rank : size() - 1 - rank);
  }

  private void requireResampling(String what, int trials) {
    if (trials < 1) {
      throw new IllegalArgumentException("trials must be at least 1, was " + trials);
    }
    requireEqualWeights(what);
  }

  private void requireEqualWeights(String what) {
    if (weighted) {
      throw new IllegalStateException(what + " is not defined for weighted scores");
    }
  }

  /**
   * Tells whether the scores have weights of their own.
   *
   * @return false where each has the same weight
   */
  public boolean weighted() {
    return weighted;
  }

  /**
   * Returns the scores.
   *
   * @return the scores, sorted
   */
  public SortedScores sorted() {
    return scores;
  }

  /**
   * Returns the lower end of the support.
   *
   * @return minus infinity on a side that is open
   */
  public double lowerEnd() {
    return lowerEnd;
  }

  /**
   * Returns the upper end of the support.
   *
   * @return plus infinity on a side that is open
   */
  public double upperEnd() {
    return upperEnd;
  }
}
