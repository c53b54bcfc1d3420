package org.lossfloor.report.replay;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.lossfloor.decide.replay.ForecastCell;
import org.lossfloor.decide.replay.Replay;
import org.lossfloor.decide.replay.ToldChance;

/**
 * Finished sweeps that were replayed: those of a run, or one of a file.
 *
 * @param name the run or the file
 * @param notReplayed how many experiments were not, and why, in words
 * @param confidence of the intervals that were told; nothing where that is not known
 * @param forecasts all forecasts, counted
 * @param calibration the told chances against what came
 * @param experiments the experiments that were replayed, by their ids
 */
public record ReplayedRun(
    String name,
    List<String> notReplayed,
    OptionalDouble confidence,
    List<ForecastCell> forecasts,
    List<ToldChance> calibration,
    List<ReplayedExperiment> experiments) {
  /** Copies the lists. */
  public ReplayedRun {
    notReplayed = List.copyOf(notReplayed);
    forecasts = List.copyOf(forecasts);
    calibration = List.copyOf(calibration);
    experiments = List.copyOf(experiments);
  }

  /**
   * Takes the trials of a file that were replayed.
   *
   * @param file the file
   * @param confidence of the intervals that were told
   * @param replay what was found
   * @return one experiment
   */
  public static ReplayedRun ofFile(String file, double confidence, Replay replay) {
    return new ReplayedRun(
        file,
        List.of(),
        OptionalDouble.of(confidence),
        ForecastCell.count(replay.forecasts()),
        ToldChance.ofOne(replay.forecasts()),
        List.of(
            new ReplayedExperiment(
                replay.id(),
                new TreeMap<>(Map.of("file", file)),
                replay.trials(),
                replay.orders(),
                replay.stops())));
  }
}
