package org.lossfloor.experiment.state;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.lossfloor.sweep.RerunPolicy;

/** The trials of one configuration, at least two, in the order of the draws. */
public final class Reran {
  private final long[] trials;
  private final long[] seeds;
  private final double[] scores;

  /**
   * Takes the trials.
   *
   * @param trials a hash of the identity of each
   * @param seeds a code of the seed of each, see {@link Runs#NO_SEED}
   * @param scores the score of each, NaN for a failed one
   */
  public Reran(long[] trials, long[] seeds, double... scores) {
    this.trials = trials;
    this.seeds = seeds;
    this.scores = scores;
  }

  int size() {
    return trials.length;
  }

  LongStream trials() {
    return Arrays.stream(trials);
  }

  /**
   * How many runs there are, besides the trials that are known by their executions.
   *
   * @param executed the identities of these
   */
  long runs(Set<Long> executed) {
    return trials().filter(trial -> !executed.contains(trial)).count();
  }

  /**
   * How many runs failed, besides the trials that are known by their executions.
   *
   * @param executed the identities of these
   */
  long failed(Set<Long> executed) {
    return IntStream.range(0, trials.length)
        .filter(i -> Double.isNaN(scores[i]) && !executed.contains(trials[i]))
        .count();
  }

  public int failed() {
    return (int) Arrays.stream(scores).filter(Double::isNaN).count();
  }

  /** The trial that stands for all of them: the first. */
  public long first() {
    return trials[0];
  }

  /** The trials whose score is part of that of the first. */
  public long[] others() {
    return Arrays.copyOfRange(trials, 1, trials.length);
  }

  /** The scores of those that have one. */
  public DoubleStream finite() {
    return Arrays.stream(scores).filter(score -> !Double.isNaN(score));
  }

  public boolean differInSeed() {
    return Arrays.stream(seeds).filter(seed -> seed != Runs.NO_SEED).distinct().count() > 1;
  }

  boolean differInScore() {
    return finite().distinct().count() > 1;
  }

  /**
   * The score of the configuration. A failed run does not count where another has a score.
   *
   * @return NaN if all runs failed
   */
  public double score(RerunPolicy policy) {
    return policy == RerunPolicy.FIRST ? finite().findFirst().orElse(Double.NaN) : mean(values());
  }

  private static double mean(double... values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    // The mean of equal numbers is that number, without rounding.
    return values[0] == values[values.length - 1]
        ? values[0]
        : Arrays.stream(values).sum() / values.length;
  }

  /** The sum of the squares of the distances of the scores from their mean. */
  double squares() {
    return squares(values());
  }

  /** The sum of the squares of the distances of ascending values from their mean. */
  static double squares(double... values) {
    double mean = mean(values);
    return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
  }

  /** The number of scores beyond the first, 0 where there is none. */
  public int freedom() {
    return Math.max(0, values().length - 1);
  }

  /** The scores, ascending; a run with seed and score of another was logged twice, counts once. */
  private double[] values() {
    Set<String> both = new HashSet<>();
    return IntStream.range(0, trials.length)
        .filter(i -> !Double.isNaN(scores[i]))
        .filter(i -> seeds[i] == Runs.NO_SEED || both.add(seeds[i] + " " + scores[i]))
        .mapToDouble(i -> scores[i])
        .sorted()
        .toArray();
  }
}
