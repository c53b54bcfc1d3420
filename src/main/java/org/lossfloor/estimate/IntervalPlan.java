package org.lossfloor.estimate;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.lossfloor.estimate.interval.ReplicateSource;
import org.lossfloor.math.Seeds;

/**
 * How the intervals of one experiment are made, and where their replicates come from: every one is
 * a function of seed, experiment, purpose and its own number.
 *
 * @param method the method
 * @param replicates the number of replicates of each simulation; not used where none are drawn
 * @param seed the seed of the run
 * @param experimentId the stable id of the experiment
 */
public record IntervalPlan(IntervalMethod method, int replicates, long seed, String experimentId)
    implements Serializable {
  /** Profile intervals, which draw nothing. */
  public static final IntervalPlan PROFILE = new IntervalPlan(IntervalMethod.PROFILE, 0, 0, "");

  /** Fewer leave the 95 per cent point to the outermost replicates. */
  public static final int LEAST_REPLICATES = 40;

  /**
   * Checks the number of replicates.
   *
   * @throws IllegalArgumentException if the method needs more
   */
  public IntervalPlan {
    if (method.draws() && replicates < LEAST_REPLICATES) {
      throw new IllegalArgumentException(
          "Cannot make %s intervals from %d replicates: at least %d are needed"
              .formatted(method.code(), replicates, LEAST_REPLICATES));
    }
  }

  /** Draws every replicate of a source, one after the other. */
  List<double[]> draw(ReplicateSource source) {
    return seeds(source.purpose()).mapToObj(source::statistics).flatMap(Optional::stream).toList();
  }

  /** The seeds of the replicates, in the order of their numbers. */
  public LongStream seeds(String purpose) {
    long base = Seeds.base(seed, experimentId, purpose);
    return LongStream.range(0, replicates).map(number -> Seeds.replicate(base, number));
  }
}
