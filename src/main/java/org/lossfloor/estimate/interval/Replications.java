package org.lossfloor.estimate.interval;

import java.util.List;

/** The source of the replicates on which the intervals of an estimate rest. */
@FunctionalInterface
public interface Replications {
  /**
   * The replicates of a source.
   *
   * @param source what is drawn
   * @return the numbers of every replicate that counts, see {@link ReplicateSource#statistics}, by
   *     ascending number of the replicate
   */
  List<double[]> of(ReplicateSource source);
}
