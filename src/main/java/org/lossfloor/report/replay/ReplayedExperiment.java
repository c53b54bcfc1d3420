package org.lossfloor.report.replay;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.decide.replay.StopResult;

/**
 * The stop rules on one experiment.
 *
 * @param id the experiment
 * @param key its key
 * @param trials how many trials it has
 * @param orders in how many random orders it was replayed; 0 for the one in which it ran
 * @param stops the rules
 */
public record ReplayedExperiment(
    String id, SortedMap<String, String> key, int trials, int orders, List<StopResult> stops) {
  /** Copies the collections. */
  public ReplayedExperiment {
    key = Collections.unmodifiableSortedMap(new TreeMap<>(key));
    stops = List.copyOf(stops);
  }
}
