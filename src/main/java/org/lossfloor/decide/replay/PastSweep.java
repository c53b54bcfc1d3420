package org.lossfloor.decide.replay;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.lossfloor.math.Seeds;
import org.lossfloor.sweep.Direction;

/**
 * A finished sweep.
 *
 * @param id the experiment
 * @param direction which end of the score is the good one
 * @param scores one score per trial, in the order in which they ran where that matters; NaN and
 *     infinite values are failed trials. Not changed
 * @param cost what a trial costs in the mean, above 0; nothing where that is not known. When a
 *     random order is stopped does not depend on trials to come, so its mean cost is that of a
 *     trial times the mean number of trials (Wald's identity)
 */
@SuppressWarnings("ArrayRecordComponent") // as large as the experiment, and only read
public record PastSweep(String id, Direction direction, double[] scores, OptionalDouble cost) {
  private static final String PURPOSE = "replay";

  /** The score on a scale that is minimised; infinite for a failed trial. */
  private double loss(int trial) {
    double score = scores[trial];
    return !Double.isFinite(score)
        ? Double.POSITIVE_INFINITY
        : direction == Direction.MINIMIZE ? score : -score;
  }

  /** All losses, the best first. */
  double[] ranked() {
    double[] losses = new double[scores.length];
    Arrays.setAll(losses, this::loss);
    Arrays.sort(losses);
    return losses;
  }

  /** How many trials of an order are replayed. */
  int replayed() {
    return Math.min(scores.length, ReplaySettings.LAST_TRIAL);
  }

  /** The sweep as it ran, or in a random order, which depends on seed, experiment and number. */
  PastOrder order(int number, ReplaySettings settings) {
    int[] trials = new int[scores.length];
    Arrays.setAll(trials, i -> i);
    if (settings.orders() > 0) {
      shuffle(trials, Seeds.replicate(Seeds.base(settings.seed(), id, PURPOSE), number));
    }
    int size = replayed();
    double[] inOrder = new double[size];
    double[] losses = new double[size];
    Arrays.setAll(inOrder, i -> scores[trials[i]]);
    Arrays.setAll(losses, i -> loss(trials[i]));
    return new PastOrder(number, inOrder, losses);
  }

  /** The first places only: no more are replayed. */
  private void shuffle(int[] trials, long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    for (int i = 0; i < Math.min(replayed(), trials.length - 1); i++) {
      int j = i + random.nextInt(trials.length - i);
      int kept = trials[i];
      trials[i] = trials[j];
      trials[j] = kept;
    }
  }
}
