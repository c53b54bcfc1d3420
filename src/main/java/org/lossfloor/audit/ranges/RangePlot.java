package org.lossfloor.audit.ranges;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.lossfloor.audit.run.RunTables;
import org.lossfloor.decide.ranges.Hyperparameter;
import org.lossfloor.decide.ranges.Scale;
import org.lossfloor.decide.ranges.SweptTrials;
import org.lossfloor.error.UserException;
import org.lossfloor.report.plot.HyperparameterPlot;
import org.lossfloor.report.plot.Picture;
import org.lossfloor.report.plot.PlotSettings;
import org.lossfloor.report.ranges.SearchSpaces;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.sweep.ExperimentKey;

/** Draws the search space of one experiment of a published run. */
public final class RangePlot {
  private RangePlot() {}

  /**
   * Draws.
   *
   * @param spark the session
   * @param run the directory of the run
   * @param found what was found, for one experiment
   * @param scales the scales that the user names, by hyperparameter
   * @param settings how it looks, by the name of the metric
   * @return the picture
   * @throws UserException if the run is gone, or a score cannot be shown
   */
  public static Picture of(
      SparkSession spark,
      String run,
      RangesJob.Result found,
      Map<String, Scale> scales,
      Function<String, PlotSettings> settings) {
    RunTables tables = RunTables.open(spark, run);
    String id = found.experiments().keySet().iterator().next();
    ExperimentView view =
        tables.experiments().stream().filter(e -> e.id().equals(id)).findFirst().orElseThrow();
    SweptTrials trials =
        SampledConfigurations.of(
                SampledConfigurations.of(tables.trials())
                    .filter(functions.col(ExperimentKey.ID).equalTo(id))
                    .toLocalIterator())
            .trials(
                view.minimize(), view.law().map(law -> law.threshold()).orElse(Double.NaN), scales);
    SearchSpaces space = found.first(1);
    String metric = view.key().getOrDefault(ExperimentKey.METRIC, "score");
    return HyperparameterPlot.of(
        space, configurations(trials, space, view.minimize()), settings.apply(metric));
  }

  private static HyperparameterPlot.Configurations configurations(
      SweptTrials trials, SearchSpaces space, boolean minimize) {
    double sign = minimize ? 1 : -1;
    Map<String, List<String>> values =
        trials.hyperparameters().stream()
            .collect(Collectors.toMap(Hyperparameter::name, Hyperparameter::texts));
    return new HyperparameterPlot.Configurations(
        minimize,
        Arrays.stream(trials.scores()).map(score -> sign * score).toArray(),
        sign * trials.limit(),
        space.ranges().stream().map(range -> values.get(range.hyperparameter())).toList());
  }
}
