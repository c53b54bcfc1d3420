package org.lossfloor.estimate;

import java.io.Serializable;
import java.util.List;

/**
 * What one bootstrap replicate gave, on the scale of the metric.
 *
 * @param bestScore the best possible score
 * @param dimension the effective dimension
 * @param noise the residual standard deviation
 * @param medians the medians of the tuning curve, in the order of the plan's numbers of trials
 */
public record Replicate(double bestScore, int dimension, double noise, List<Double> medians)
    implements Serializable {
  /** Copies the list. */
  public Replicate {
    medians = List.copyOf(medians);
  }
}
