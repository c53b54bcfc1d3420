package org.lossfloor.audit.compare;

import java.util.List;
import org.lossfloor.decide.compare.ComparedPair;

/**
 * What a comparison of the experiments of a run gave.
 *
 * @param runId the run whose experiments were compared
 * @param published where the table is
 * @param pairs how many pairs were compared
 * @param differ how many of them differ
 * @param confidence of the intervals
 * @param first the pairs that differ most surely, those first
 */
public record CompareResult(
    String runId,
    String published,
    long pairs,
    long differ,
    double confidence,
    List<ComparedPair> first) {
  /** Copies the list. */
  public CompareResult {
    first = List.copyOf(first);
  }
}
