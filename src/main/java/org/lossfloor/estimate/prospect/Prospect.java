package org.lossfloor.estimate.prospect;

import java.util.List;
import java.util.Optional;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.distribution.TuningCurve;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.noise.RerunNoise;

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
 * @param runNoise the standard deviation of the score between runs of one configuration
 * @param minimize whether the score of the metric is minimised
 */
public record Prospect(
    NoisyQuadratic law,
    double seen,
    double goal,
    Optional<Interval> range,
    Interval possible,
    double runNoise,
    boolean minimize) {
  /**
   * The share of the fitted noise that is noise between runs, where nothing else is known of it.
   */
  private static final double RUNS_SHARE = 2.0 / 3;

  /** The largest number of trials that can be asked about. */
  private static final double MOST_TRIALS = 1e9;

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
        fitted.rerunNoise().map(RerunNoise::sd).orElse(RUNS_SHARE * fitted.law().o()),
        minimize);
  }

  /**
   * The mean score of the trial that was seen as the best, on the scale of the metric, without the
   * luck of the draw (method.md, section 13).
   *
   * @return a score in the direction of the metric
   */
  public double worth() {
    return onMetric(mean().of(seen));
  }

  private MeanScore mean() {
    return new MeanScore(law, possible);
  }

  /**
   * How far the mean score of the best trial is from the best possible score: what picking it costs
   * against tuning without end.
   *
   * <p>The mean score is between the observed one and the one under the law, and at least one
   * standard deviation of a run worse than the observed one cannot be excluded.
   *
   * @return never negative; its interval is that of the best possible score, wider by what is not
   *     known of the mean score
   */
  public Estimate.Quantity regret() {
    double underLaw = mean().underLaw(seen);
    double least = Math.min(seen, underLaw);
    double most = Math.max(seen + runNoise, underLaw);
    return new Estimate.Quantity(
        Math.max(0, mean().of(seen) - goal),
        range.map(
            i -> new Interval(Math.max(0, least - i.upper()), Math.max(0, most - i.lower()))));
  }

  /** How wide the interval of the best possible score will be after further steps. */
  NextWidths widths(long trials, List<Integer> further, double confidence) {
    return NextWidths.of(range, seen, mean().of(seen), runNoise, trials, further, confidence);
  }

  /**
   * What further trials bring.
   *
   * @param plausible the laws that the scores allow, in the direction of the metric
   * @param trials the trials that were seen
   * @param confidence of the intervals
   * @return the forecast
   */
  FurtherTrials forecast(List<Plausible> plausible, long trials, double confidence) {
    List<Plausible> convex =
        plausible.stream()
            .map(p -> minimize ? p : new Plausible(p.law().mirrored(), p.weight()))
            .toList();
    return new FurtherTrials(convex, trials, seen, mean(), confidence);
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

  private double onMetric(double score) {
    return minimize ? score : -score;
  }
}
