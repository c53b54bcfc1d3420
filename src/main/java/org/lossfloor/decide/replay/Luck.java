package org.lossfloor.decide.replay;

import java.util.OptionalDouble;

/**
 * How lucky the best of n trials is, from their scores alone.
 *
 * <p>With F the law of a trial, {@code u = n F(best)} is about 1: exponential, were F known. A
 * small u is luck, after which one waits long for better. The expected {@code log u} is read off
 * two numbers that no shift and no stretch of the score changes: with k the best eighth and the
 * best quarter of the trials, t midway between the k-th and the next score, {@code z = (t - best) /
 * mean(t - y)} over the k best scores but the best. The coefficients are those of least squares on
 * 63,000 simulated sweeps of 24 to 1,024 trials of the noisy quadratic: dimensions 2 to 10 and
 * noise of .001 to .1 of {@code b - a}, log-uniform, up to half of the trials failed in every
 * second sweep. Of the variance of {@code log u} this explains a tenth, and all that was tried less
 * than a fifth: scores alone say little about luck (replay.md).
 */
final class Luck {
  private static final double MIDDLE = 4.5;
  private static final double LEAST = .1;
  private static final double MOST = 30;
  private static final double[] CONSTANT = {.483, .043, .020};
  private static final double[] EIGHTH = {-.523, .874};
  private static final double[] QUARTER = {-1.120, -1.059};

  private final double[] sorted;
  private int size;

  /**
   * Nothing seen yet.
   *
   * @param most the most trials that will be added
   */
  Luck(int most) {
    sorted = new double[most];
  }

  /**
   * Sees one more trial.
   *
   * @param loss infinite for a failed one
   */
  void add(double loss) {
    int at = size++;
    while (at > 0 && sorted[at - 1] > loss) {
      sorted[at] = sorted[at - 1];
      at--;
    }
    sorted[at] = loss;
  }

  /**
   * The expected {@code log u} of the trials seen, at least 12.
   *
   * @return nothing where failed trials leave nothing to compare the best with
   */
  OptionalDouble expected() {
    if (Double.isInfinite(sorted[quarter()])) {
      return OptionalDouble.empty();
    }
    double log = Math.log(size);
    return OptionalDouble.of(
        CONSTANT[0]
            + CONSTANT[1] * log
            + CONSTANT[2] * log * log
            + (EIGHTH[0] + EIGHTH[1] * (log - MIDDLE)) * distance(Math.max(6, size / 8))
            + (QUARTER[0] + QUARTER[1] * (log - MIDDLE)) * distance(quarter()));
  }

  private int quarter() {
    return Math.max(8, size / 4);
  }

  /** The logarithm of z. */
  private double distance(int tail) {
    double threshold = (sorted[tail - 1] + sorted[tail]) / 2;
    double sum = 0;
    for (int i = 1; i < tail; i++) {
      sum += threshold - sorted[i];
    }
    double mean = sum / (tail - 1);
    double z = mean > 0 ? (threshold - sorted[0]) / mean : MOST;
    return Math.log(Math.min(MOST, Math.max(LEAST, z)));
  }
}
