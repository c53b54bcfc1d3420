package org.lossfloor.study;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.lossfloor.estimate.Verdict;

/**
 * The sums over the sets of one cell.
 *
 * <p>Shares of hits are over the sets with an answer. The order of the sets is irrelevant.
 */
public final class Tally {
  private final List<SetResult> sets;

  /**
   * Adds up some sets.
   *
   * @param sets sets of one cell, in any order
   */
  public Tally(List<SetResult> sets) {
    this.sets = sets.stream().sorted(Comparator.comparingLong(SetResult::number)).toList();
  }

  /**
   * Adds up several tallies.
   *
   * @param tallies of different cells
   * @return a tally of all their sets
   */
  public static Tally together(List<Tally> tallies) {
    return new Tally(tallies.stream().flatMap(tally -> tally.sets.stream()).toList());
  }

  /**
   * Adds up sets cell by cell.
   *
   * @param sets sets of several cells, in any order
   * @return a tally of each cell
   */
  public static Map<String, Tally> byCell(List<SetResult> sets) {
    return sets.stream()
        .collect(
            Collectors.groupingBy(
                SetResult::cell, Collectors.collectingAndThen(Collectors.toList(), Tally::new)));
  }

  /**
   * Returns the tally of the sets with a verdict.
   *
   * @param verdict the verdict
   * @return a tally of these only
   */
  public Tally with(Verdict verdict) {
    return new Tally(sets.stream().filter(s -> s.verdict() == verdict).toList());
  }

  /**
   * Returns how many sets there are.
   *
   * @return the number, with an answer or without
   */
  public int sets() {
    return sets.size();
  }

  /**
   * Returns how often a condition holds.
   *
   * @param condition on a set
   * @return the share of all sets
   */
  public Share share(Predicate<SetResult> condition) {
    return new Share(sets.stream().filter(condition).count(), sets.size());
  }

  /**
   * Returns how often an interval holds the truth.
   *
   * @param quantity of which number
   * @param level at which confidence
   * @return the share of the sets with an answer
   */
  public Share coverage(Quantity quantity, Findings.Level level) {
    return ofKnown(set -> set.hit(quantity, level));
  }

  /**
   * Returns how often the set of dimensions holds the true one.
   *
   * @return the share of the sets with an answer and a true dimension
   */
  public Share dimensionCoverage() {
    return ofKnown(SetResult::dimensionHit);
  }

  /**
   * Returns how often the dimension of the best fit is the true one.
   *
   * @return the share of the sets with an answer and a true dimension
   */
  public Share dimensionRight() {
    return ofKnown(SetResult::dimensionRight);
  }

  private Share ofKnown(Function<SetResult, Optional<Boolean>> outcome) {
    List<Boolean> known = sets.stream().map(outcome).flatMap(Optional::stream).toList();
    return new Share(known.stream().filter(hit -> hit).count(), known.size());
  }

  /**
   * Returns the mean size of the confidence set of the dimension.
   *
   * @return over the sets with an answer; NaN if there is none
   */
  public double meanDimensionSet() {
    return sets.stream()
        .flatMap(set -> set.answer().stream())
        .mapToInt(answer -> answer.dimensionSet().size())
        .average()
        .orElse(Double.NaN);
  }

  /**
   * Returns the median width of an interval.
   *
   * @param quantity of which number
   * @param level at which confidence
   * @return over S; NaN without any answer
   */
  public double medianWidth(Quantity quantity, Findings.Level level) {
    return quantile(.5, set -> set.width(quantity, level));
  }

  /**
   * Returns the median width of a 95 per cent interval over the range of the observed tail.
   *
   * @param quantity of which number
   * @return the median; NaN without any answer
   */
  public double medianWidthInTails(Quantity quantity) {
    return quantile(
        .5, set -> set.answer().map(a -> a.of(quantity).at95().width() / a.tailRange()));
  }

  /**
   * Returns the root of the mean square of {@link SetResult#error}.
   *
   * @return in units of S, at most 1; NaN without any answer
   */
  public double rootMeanSquareError() {
    double sum = 0;
    double[] errors = sorted(SetResult::error);
    for (double error : errors) {
      sum += error * error;
    }
    return Math.sqrt(sum / errors.length);
  }

  /**
   * Returns a quantile of {@link SetResult#error}.
   *
   * @param level in [0, 1]
   * @return in units of S, at most 1; NaN without any answer
   */
  public double error(double level) {
    return quantile(level, SetResult::error);
  }

  /**
   * Returns the median CPU time.
   *
   * @return in ms
   */
  public double medianCpuMillis() {
    return quantile(.5, set -> Optional.of(set.cpuMillis()));
  }

  private double quantile(double level, Function<SetResult, Optional<Double>> value) {
    double[] sorted = sorted(value);
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = level * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    double share = place - below;
    // Not a difference: both may be infinite.
    return share == 0 ? sorted[below] : (1 - share) * sorted[below] + share * sorted[above];
  }

  private double[] sorted(Function<SetResult, Optional<Double>> value) {
    double[] values =
        sets.stream().map(value).flatMap(Optional::stream).mapToDouble(v -> v).toArray();
    Arrays.sort(values);
    return values;
  }
}
