package org.lossfloor.estimate.interval;

import java.util.List;

/** Where an estimate takes the replicates from that its intervals rest on. */
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
