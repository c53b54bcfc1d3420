package org.lossfloor.report.view;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.lossfloor.distribution.EmpiricalDistribution;
import org.lossfloor.distribution.band.BandPoint;
import org.lossfloor.distribution.band.ConfidenceBand;
import org.lossfloor.estimate.TuningTable;

/**
 * What the scores of one experiment look like: their distribution and their tuning curve, both with
 * simultaneous bands, at so few points that thousands of experiments fit into one page. An end of a
 * band that the scores do not limit is infinite.
 *
 * @param scores at these scores the distribution is given, the best first
 * @param share the share of all trials, failed ones included, that are this good or better
 * @param shareBand its band
 * @param trials at these numbers of trials the tuning curve is given, from 1 to all
 * @param median the median of the best score after so many trials; infinite where it is a failure
 * @param medianBand its band
 * @param cost what the trials took
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of them, and only read
public record ScorePicture(
    double[] scores,
    double[] share,
    Limits shareBand,
    double[] trials,
    double[] median,
    Limits medianBand,
    Cost cost) {
  /** The best scores are all shown; of the others so many that a curve looks smooth. */
  private static final int BEST = 24;

  private static final int OTHERS = 36;
  private static final int CURVE = 28;

  /**
   * A band.
   *
   * @param lower its lower limits
   * @param upper its upper limits
   */
  public record Limits(double[] lower, double[] upper) {
    private static Limits of(int size, IntFunction<BandPoint> at) {
      BandPoint[] points = IntStream.range(0, size).mapToObj(at).toArray(BandPoint[]::new);
      return new Limits(
          Arrays.stream(points).mapToDouble(BandPoint::lower).toArray(),
          Arrays.stream(points).mapToDouble(BandPoint::upper).toArray());
    }

    private Limits mirrored() {
      return new Limits(negated(upper), negated(lower));
    }
  }

  /**
   * What the trials took, as far as the log says.
   *
   * @param timed how many trials have a duration
   * @param seconds how long these took together
   */
  public record Cost(long timed, double seconds) {
    /** Nothing is known. */
    public static final Cost UNKNOWN = new Cost(0, 0);

    /**
     * Returns what a trial takes on average.
     *
     * @return seconds; 0 where no trial has a duration
     */
    public double mean() {
      return timed == 0 ? 0 : seconds / timed;
    }
  }

  /**
   * Draws a picture.
   *
   * @param all one score per trial, NaN for a failed one; at least one
   * @param minimize whether smaller scores are better
   * @param confidence of the bands, in (0, 1)
   * @param cost what the trials took
   * @return the picture
   */
  public static ScorePicture of(double[] all, boolean minimize, double confidence, Cost cost) {
    double[] losses =
        DoubleStream.of(all)
            .map(y -> Double.isNaN(y) ? Double.POSITIVE_INFINITY : minimize ? y : -y)
            .sorted()
            .toArray();
    ScorePicture picture = ofLosses(losses, confidence, cost);
    return minimize ? picture : picture.mirrored();
  }

  private static ScorePicture ofLosses(double[] losses, double confidence, Cost cost) {
    EmpiricalDistribution seen = EmpiricalDistribution.of(losses);
    ConfidenceBand band = ConfidenceBand.of(seen, TuningTable.bandOf(losses.length), confidence);
    double[] at = shown(losses);
    double[] trials = trials(losses.length);
    return new ScorePicture(
        at,
        DoubleStream.of(at).map(seen::cdf).toArray(),
        Limits.of(at.length, i -> band.cdf(at[i])),
        trials,
        DoubleStream.of(trials).map(n -> seen.quantileTuningCurve(n, .5, true)).toArray(),
        Limits.of(trials.length, i -> band.quantileTuningCurve(trials[i], .5, true)),
        cost);
  }

  /** The best scores, and others that are evenly spread over the ranks. */
  private static double[] shown(double[] losses) {
    int finite = (int) DoubleStream.of(losses).filter(Double::isFinite).count();
    TreeSet<Double> shown = new TreeSet<>();
    for (int i = 0; i < Math.min(BEST, finite); i++) {
      shown.add(losses[i]);
    }
    for (int i = 0; i < OTHERS && finite > 0; i++) {
      shown.add(losses[(int) ((long) i * (finite - 1) / (OTHERS - 1))]);
    }
    return shown.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Returns numbers of trials that are evenly spread on a logarithmic axis.
   *
   * @param most the largest
   * @return whole numbers from 1 to the largest, ascending, distinct
   */
  public static double[] trials(double most) {
    return IntStream.rangeClosed(0, CURVE)
        .mapToDouble(i -> Math.rint(Math.pow(most, (double) i / CURVE)))
        .distinct()
        .toArray();
  }

  private ScorePicture mirrored() {
    return new ScorePicture(
        negated(scores), share, shareBand, trials, negated(median), medianBand.mirrored(), cost);
  }

  private static double[] negated(double... values) {
    return DoubleStream.of(values).map(y -> -y + 0.0).toArray();
  }
}
