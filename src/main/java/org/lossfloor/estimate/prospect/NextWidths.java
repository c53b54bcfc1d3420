package org.lossfloor.estimate.prospect;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.distribution.TDistribution;
import org.lossfloor.estimate.Interval;

/**
 * How wide the interval of the best possible score will be, about, after each of two steps
 * (method.md, section 13).
 *
 * @param now the width now, in units of the score; infinite where there is no interval
 * @param trials further trials of the search to the width after them; none where that is infinite
 * @param reruns further runs of the best configuration to the width after them; none likewise
 */
public record NextWidths(
    double now, SortedMap<Integer, Double> trials, SortedMap<Integer, Double> reruns) {
  /** Where there is no interval, or no end to it. */
  public static final NextWidths NONE =
      new NextWidths(Double.POSITIVE_INFINITY, new TreeMap<>(), new TreeMap<>());

  /** The width falls with this power of the number of trials. */
  static final double POWER = .55;

  /** The reruns that are told of: with fewer Student's factor is large, more gain little. */
  static final int RERUNS = 4;

  /** Copies the maps. */
  public NextWidths {
    trials = Collections.unmodifiableSortedMap(new TreeMap<>(trials));
    reruns = Collections.unmodifiableSortedMap(new TreeMap<>(reruns));
  }

  /**
   * Predicts the widths, for a score that is minimised.
   *
   * @param range the interval of the best possible score
   * @param seen the best score seen
   * @param pick the mean score of the best trial
   * @param runNoise the standard deviation between runs of it
   * @param trials the trials that were run
   * @param further the numbers of further trials
   * @param confidence of the interval
   * @return the widths; none where the interval has no finite width
   */
  static NextWidths of(
      Optional<Interval> range,
      double seen,
      double pick,
      double runNoise,
      long trials,
      Collection<Integer> further,
      double confidence) {
    if (range.isEmpty() || Double.isInfinite(range.get().width())) {
      return NONE;
    }
    Interval now = range.get();
    IntToDoubleFunction afterReruns =
        runs -> {
          double worst = Math.max(seen, pick) + expectedError(runs, confidence) * runNoise;
          return Math.min(now.upper(), Math.max(now.lower(), worst)) - now.lower();
        };
    return new NextWidths(
        now.width(),
        each(further, m -> now.width() * Math.pow(trials / ((double) trials + m), POWER)),
        each(List.of(RERUNS), afterReruns));
  }

  private static SortedMap<Integer, Double> each(
      Collection<Integer> numbers, IntToDoubleFunction width) {
    SortedMap<Integer, Double> widths = new TreeMap<>();
    numbers.forEach(number -> widths.put(number, width.applyAsDouble(number)));
    return widths;
  }

  /**
   * Half the width of Student's interval of a mean, on average over its runs, in standard
   * deviations of a run: {@code t c_4 / sqrt(runs)}, where c_4 is the mean of the empirical
   * standard deviation.
   */
  private static double expectedError(int runs, double confidence) {
    int degrees = runs - 1;
    double t = TDistribution.of(degrees).inverseSurvivalProbability((1 - confidence) / 2);
    double mean =
        Math.sqrt(2.0 / degrees)
            * Math.exp(LogGamma.value(runs / 2.0) - LogGamma.value(degrees / 2.0));
    return t * mean / Math.sqrt(runs);
  }
}
