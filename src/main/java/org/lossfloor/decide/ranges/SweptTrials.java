package org.lossfloor.decide.ranges;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The trials of one experiment, one for each configuration.
 *
 * @param hyperparameters with a value for each trial
 * @param scores smaller is better; NaN for a trial without a usable score
 * @param crashed which trials failed by themselves; one that was pruned did not
 * @param limit the worst score of a good trial
 */
@SuppressWarnings("ArrayRecordComponent") // as large as the experiment, and only read
public record SweptTrials(
    List<Hyperparameter> hyperparameters, double[] scores, boolean[] crashed, double limit) {
  /** Without a law, a quarter of the trials are called good. */
  private static final int GOOD = 4;

  /**
   * Checks that all have one length.
   *
   * @throws IllegalArgumentException if they do not
   */
  public SweptTrials {
    hyperparameters = List.copyOf(hyperparameters);
    int trials = scores.length;
    if (crashed.length != trials
        || hyperparameters.stream().anyMatch(h -> h.texts().size() != trials)) {
      throw new IllegalArgumentException("Cannot use columns of different lengths");
    }
  }

  /**
   * The worst score of the best quarter, failed trials counted as worst.
   *
   * @param scores smaller is better; NaN for a trial without a usable score
   * @return a score; the worst of all where more than three quarters have none; infinite where none
   *     has one
   */
  public static double bestQuarter(double... scores) {
    double[] sorted = Arrays.stream(scores).filter(s -> !Double.isNaN(s)).sorted().toArray();
    int good = (scores.length + GOOD - 1) / GOOD;
    return sorted.length == 0
        ? Double.POSITIVE_INFINITY
        : sorted[Math.min(good, sorted.length) - 1];
  }

  /** How many there are. */
  int count() {
    return scores.length;
  }

  /**
   * Whether a trial belongs to the best ones.
   *
   * @param trial its number, from 0
   * @return whether its score is as good as the limit
   */
  public boolean good(int trial) {
    return scores[trial] <= limit;
  }

  /** Those that have a hyperparameter. */
  int[] with(Hyperparameter hyperparameter) {
    return IntStream.range(0, count()).filter(hyperparameter::in).toArray();
  }
}
