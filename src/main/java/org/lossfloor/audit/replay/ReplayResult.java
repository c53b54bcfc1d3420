package org.lossfloor.audit.replay;

import java.util.List;
import java.util.SortedMap;
import org.lossfloor.decide.replay.ForecastCell;
import org.lossfloor.report.replay.ReplayedExperiment;

/**
 * What a replay of the experiments of a run gave.
 *
 * @param runId the run
 * @param published where the tables are
 * @param hindrances why experiments were not replayed, with how many
 * @param forecasts all forecasts, counted
 * @param experiments the experiments that were replayed, by their ids
 */
public record ReplayResult(
    String runId,
    String published,
    SortedMap<Hindrance, Integer> hindrances,
    List<ForecastCell> forecasts,
    List<ReplayedExperiment> experiments) {
  /** Copies the lists. */
  public ReplayResult {
    forecasts = List.copyOf(forecasts);
    experiments = List.copyOf(experiments);
  }
}
