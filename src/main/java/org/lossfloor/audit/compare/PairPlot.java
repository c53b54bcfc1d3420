package org.lossfloor.audit.compare;

import java.util.List;
import java.util.SortedMap;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.audit.run.RunTables;
import org.lossfloor.decide.compare.ComparedPair;
import org.lossfloor.error.UserException;
import org.lossfloor.report.compare.PairNames;
import org.lossfloor.report.plot.Picture;
import org.lossfloor.report.plot.PlotSettings;
import org.lossfloor.report.plot.PlottedExperiment;
import org.lossfloor.report.plot.TuningCurvePlot;
import org.lossfloor.report.view.ExperimentView;

/** Draws the tuning curves of two experiments of a published run that were compared. */
public final class PairPlot {
  private PairPlot() {}

  /**
   * Draws.
   *
   * @param spark the session
   * @param run the directory of the run
   * @param pair the pair
   * @param settings how it looks
   * @return the picture, with the crossing where there is one
   * @throws UserException if the run is gone, or a score cannot be shown
   */
  public static Picture of(
      SparkSession spark, String run, ComparedPair pair, PlotSettings settings) {
    RunTables tables = RunTables.open(spark, run);
    List<String> ids = List.of(pair.comparison().a(), pair.comparison().b());
    List<ExperimentView> views =
        tables.experiments().stream().filter(e -> ids.contains(e.id())).toList();
    SortedMap<String, double[]> scores = tables.scores(views);
    PairNames names = new PairNames(List.of(pair));
    return TuningCurvePlot.of(
        ids.stream().map(id -> drawn(tables, names, pair, id, views, scores.get(id))).toList(),
        settings,
        pair.comparison().crossing());
  }

  private static PlottedExperiment drawn(
      RunTables tables,
      PairNames names,
      ComparedPair pair,
      String id,
      List<ExperimentView> views,
      double... scores) {
    return PlottedExperiment.of(
        id.equals(pair.comparison().a()) ? names.first(pair) : names.second(pair),
        scores,
        views.stream().filter(view -> view.id().equals(id)).findFirst().orElseThrow(),
        tables.curve(id));
  }
}
