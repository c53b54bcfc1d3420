package org.lossfloor.decide.replay;

import java.util.Arrays;

/**
 * The first trials of a sweep in one order.
 *
 * @param number the order
 * @param scores as they were logged
 * @param losses on a scale that is minimised; infinite for a failed trial
 */
@SuppressWarnings("ArrayRecordComponent") // only read
record PastOrder(int number, double[] scores, double[] losses) {
  /** The best loss of the trials from one to another. */
  double best(int from, int to) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = from; i < to; i++) {
      best = Math.min(best, losses[i]);
    }
    return best;
  }

  /** The best loss after each number of trials, from 1; one that has none yet has the worst. */
  double[] bestAfter(double worst) {
    double[] best = new double[losses.length];
    double seen = worst;
    for (int i = 0; i < best.length; i++) {
      seen = Math.min(seen, losses[i]);
      best[i] = seen;
    }
    return best;
  }

  /** The first scores, as an estimator takes them. */
  double[] first(int trials) {
    return Arrays.copyOf(scores, trials);
  }
}
