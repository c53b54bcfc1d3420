package org.lossfloor.decide.compare;

import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * What a trial costs on average, with its own uncertainty.
 *
 * @param mean the mean over the trials whose cost is known, above 0
 * @param relativeError the standard error of the mean as a share of it, not negative
 * @param trials how many trials have a known cost
 */
public record MeanCost(double mean, double relativeError, long trials) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public MeanCost {
    if (!(mean > 0 && mean < Double.POSITIVE_INFINITY && relativeError >= 0 && trials >= 1)) {
      throw new IllegalArgumentException(
          "Cannot use mean %s, relative error %s and %d trials as a cost"
              .formatted(mean, relativeError, trials));
    }
  }

  /**
   * Averages the costs of trials, failed ones included.
   *
   * @param costs in the order of the smallest first, so that the sum does not depend on any other;
   *     what is no positive number counts as not known
   * @return nothing where fewer than two costs are known
   */
  public static Optional<MeanCost> of(double... costs) {
    double[] known = DoubleStream.of(costs).filter(c -> c > 0 && c < 1e300).sorted().toArray();
    if (known.length < 2) {
      return Optional.empty();
    }
    double mean = DoubleStream.of(known).sum() / known.length;
    double squares = DoubleStream.of(known).map(c -> (c - mean) * (c - mean)).sum();
    double error = Math.sqrt(squares / (known.length - 1) / known.length);
    return Optional.of(new MeanCost(mean, error / mean, known.length));
  }
}
