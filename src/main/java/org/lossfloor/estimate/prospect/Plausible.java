package org.lossfloor.estimate.prospect;

import java.io.Serializable;
import org.lossfloor.distribution.NoisyQuadratic;

/**
 * A law that the scores allow.
 *
 * @param law the law, on the scale and in the direction of the metric
 * @param weight its share of the plausibility, in (0, 1]
 */
public record Plausible(NoisyQuadratic law, double weight) implements Serializable {
  /**
   * Checks the weight.
   *
   * @throws IllegalArgumentException if it is not in (0, 1]
   */
  public Plausible {
    if (!(weight > 0 && weight <= 1)) {
      throw new IllegalArgumentException("a weight must be in (0, 1]: " + weight);
    }
  }
}
