package org.lossfloor.report.ranges;

import java.util.List;

/**
 * Search spaces of a run.
 *
 * @param runId the run
 * @param experiments how many experiments there are
 * @param ranges the hyperparameters of those that are shown, by experiment
 */
public record SearchSpaces(String runId, int experiments, List<RangeView> ranges) {
  /** Copies the list. */
  public SearchSpaces {
    ranges = List.copyOf(ranges);
  }
}
