package org.lossfloor.estimate.interval;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The result of one bootstrap replicate, on the scale of the metric.
 *
 * @param bestScore the best possible score
 * @param dimension the effective dimension
 * @param noise the residual standard deviation
 * @param medians the medians of the tuning curve, in the order of the plan's numbers of trials
 */
public record Replicate(double bestScore, int dimension, double noise, List<Double> medians)
    implements Serializable {
  /** How many numbers come before the medians. */
  private static final int NAMED = 3;

  /** Copies the list. */
  public Replicate {
    medians = List.copyOf(medians);
  }

  /**
   * Reads the output of {@link #numbers}.
   *
   * @param numbers best score, dimension, noise and the medians
   * @return the replicate
   */
  public static Replicate of(double... numbers) {
    return new Replicate(
        numbers[0],
        (int) numbers[1],
        numbers[2],
        Arrays.stream(numbers).skip(NAMED).boxed().toList());
  }

  /**
   * All of it as numbers.
   *
   * @return best score, dimension, noise and the medians
   */
  public double[] numbers() {
    return DoubleStream.concat(
            DoubleStream.of(bestScore, dimension, noise),
            medians.stream().mapToDouble(Double::doubleValue))
        .toArray();
  }
}
