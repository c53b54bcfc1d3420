package org.lossfloor.estimate.interval;

import java.util.Optional;

/**
 * Samples on which the intervals of one experiment rest. The result of a replicate is a function of
 * these few numbers and of its seed, so that replicates can be drawn in any order, on any machine,
 * with the same result.
 */
public sealed interface ReplicateSource permits CalibrationPlan, ReplicatePlan {
  /**
   * Names the random streams, see {@link org.lossfloor.math.Seeds#base}.
   *
   * @return a name that no other simulation of the experiment has
   */
  String purpose();

  /**
   * The size of a sample.
   *
   * @return how many trials a replicate draws, failed ones included
   */
  int trials();

  /**
   * The cost of a replicate besides drawing its trials.
   *
   * @return about how many times the objective is minimised
   */
  int minimisations();

  /**
   * Draws one replicate.
   *
   * @param seed seed of the random stream
   * @return its numbers, always in the same number and order; nothing for a replicate that does not
   *     count
   */
  Optional<double[]> statistics(long seed);

  /**
   * Writes the source.
   *
   * @return bytes that {@link #ofBytes} reads
   */
  default byte[] toBytes() {
    return SourceBytes.write(this);
  }

  /**
   * Reads a source.
   *
   * @param bytes what {@link #toBytes} gave
   * @return an equal source
   * @throws IllegalArgumentException if they are anything else
   */
  static ReplicateSource ofBytes(byte[] bytes) {
    return SourceBytes.read(bytes);
  }
}
