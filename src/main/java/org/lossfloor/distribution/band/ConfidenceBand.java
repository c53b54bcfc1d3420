package org.lossfloor.distribution.band;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.lossfloor.distribution.EmpiricalDistribution;
import org.lossfloor.distribution.SortedScores;
import org.lossfloor.distribution.StepDistribution;

/**
 * A simultaneous confidence band around an empirical cdf, and the bands of tuning curves that
 * follow from it.
 *
 * <p>With probability {@link #confidence()} or more the cdf of the scores lies within the band
 * everywhere. The best of n draws grows with the distribution (in the stochastic order), so the
 * tuning curves of the two edges enclose the true tuning curve: for all n, all q and both the
 * quantile and the mean version at once, at the same confidence. The upper edge of the cdf gives
 * the lower limit of a tuning curve, the lower edge the upper limit.
 *
 * <p>Beyond the scores the edges put their probability on the ends of the support ({@link
 * EmpiricalDistribution#withSupport}); on an infinite end the limits are infinite, as they must be
 * when nothing bounds the scores there.
 */
public final class ConfidenceBand {
  private final BandKind kind;
  private final double confidence;
  private final double criticalValue;
  private final double[] steps;
  private final StepDistribution lowerEdge;
  private final StepDistribution upperEdge;

  private ConfidenceBand(
      BandKind kind, double confidence, BandLimits limits, EmpiricalDistribution seen) {
    SortedScores scores = seen.sorted();
    this.kind = kind;
    this.confidence = confidence;
    this.criticalValue = limits.criticalValue();
    this.steps = scores.distinctWith(seen.lowerEnd(), seen.upperEnd());
    int[] counts = DoubleStream.of(steps).mapToInt(scores::count).toArray();
    double[] lower = IntStream.of(counts).mapToDouble(limits::lower).toArray();
    double[] upper = IntStream.of(counts).mapToDouble(limits::upper).toArray();
    lower[lower.length - 1] = 1;
    this.lowerEdge = edge(lower);
    this.upperEdge = edge(upper);
  }

  /**
   * A simultaneous confidence band for the cdf the scores were drawn from, and through it for its
   * tuning curves. It needs independent scores. Where scores are tied (coarse scores, failed
   * trials) every kind still holds, with more than the stated probability.
   *
   * @param seen the scores
   * @param kind how the band is made
   * @param confidence probability that it holds everywhere, in [0.001, 1 - 1e-9]
   * @return the band
   * @throws IllegalArgumentException if the confidence is out of range
   * @throws IllegalStateException if the scores are weighted
   */
  public static ConfidenceBand of(EmpiricalDistribution seen, BandKind kind, double confidence) {
    if (seen.weighted()) {
      throw new IllegalStateException("A confidence band is not defined for weighted scores");
    }
    return new ConfidenceBand(kind, confidence, kind.limits(seen.size(), confidence), seen);
  }

  private StepDistribution edge(double[] probabilities) {
    double[] complements = DoubleStream.of(probabilities).map(p -> 1 - p).toArray();
    return new StepDistribution(steps[0], steps, probabilities, complements);
  }

  /**
   * The kind of band.
   *
   * @return the kind
   */
  public BandKind kind() {
    return kind;
  }

  /**
   * The probability that the band holds everywhere.
   *
   * @return the confidence, in [0.001, 1 - 1e-9]
   */
  public double confidence() {
    return confidence;
  }

  /**
   * The critical value, see {@link BandKind#criticalValue}.
   *
   * @return the critical value
   */
  public double criticalValue() {
    return criticalValue;
  }

  /**
   * The scores and the ends of the support where a limit of the cdf may jump; between them both
   * limits are constant.
   *
   * @return ascending, distinct numbers; the first and the last may be infinite
   */
  public double[] steps() {
    return steps.clone();
  }

  /**
   * The band of the cdf.
   *
   * @param y a score
   * @return limits of P(Y &lt;= y), in [0, 1]
   * @throws IllegalArgumentException if y is NaN
   */
  public BandPoint cdf(double y) {
    return new BandPoint(lowerEdge.cdf(y), upperEdge.cdf(y));
  }

  /**
   * The band of the quantile function.
   *
   * @param p level, in [0, 1]
   * @return limits of the smallest y with p &lt;= P(Y &lt;= y)
   * @throws IllegalArgumentException if p is outside [0, 1]
   */
  public BandPoint quantile(double p) {
    return new BandPoint(upperEdge.quantile(p), lowerEdge.quantile(p));
  }

  /**
   * The band of the quantile tuning curve, see {@link EmpiricalDistribution#quantileTuningCurve}.
   *
   * @param trials number of trials n, at least 1, not necessarily whole
   * @param q level, in [0, 1]; 0.5 for the median
   * @param minimize true if smaller scores are better
   * @return limits of the q quantile of the best score after n trials
   * @throws IllegalArgumentException if trials or q is out of range
   */
  public BandPoint quantileTuningCurve(double trials, double q, boolean minimize) {
    return new BandPoint(
        upperEdge.quantileOfBest(trials, q, minimize),
        lowerEdge.quantileOfBest(trials, q, minimize));
  }

  /**
   * The band of the average tuning curve. A mean has a finite limit only on a side where the
   * support has a finite end and no trial failed.
   *
   * @param trials number of trials n, at least 1, not necessarily whole
   * @param minimize true if smaller scores are better
   * @return limits of the mean of the best score after n trials
   * @throws IllegalArgumentException if trials is out of range
   */
  public BandPoint averageTuningCurve(double trials, boolean minimize) {
    double lower = upperEdge.meanOfBest(trials, minimize);
    double upper = lowerEdge.meanOfBest(trials, minimize);
    // The lower edge may reach both infinities (failed trials below, no bound above).
    boolean unbounded = lowerEdge.largest() == Double.POSITIVE_INFINITY;
    return new BandPoint(lower, unbounded ? Double.POSITIVE_INFINITY : upper);
  }

  @Override
  public String toString() {
    return "ConfidenceBand["
        + kind
        + ", confidence "
        + confidence
        + ", "
        + steps.length
        + " steps]";
  }
}
