package org.lossfloor.decide.compare;

import java.util.List;
import java.util.Objects;

/**
 * All pairs over which false discoveries are controlled, and some of them in full.
 *
 * @param by how they were paired
 * @param pairs how many pairs were compared
 * @param differ how many of them differ
 * @param confidence the confidence of intervals and bands
 * @param first the pairs that differ most surely, those first; not always all
 */
public record ComparedBatch(
    PairedBy by, long pairs, long differ, double confidence, List<ComparedPair> first) {
  /** Copies the list. */
  public ComparedBatch {
    Objects.requireNonNull(by, "by");
    first = List.copyOf(first);
  }
}
