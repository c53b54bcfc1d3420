package org.lossfloor.experiment;

import java.util.ArrayList;
import java.util.List;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.estimate.TuningTable.LawPoint;
import org.lossfloor.table.TuningCurvesTable.Point;

/** The tuning curves of one experiment as rows. */
final class TuningCurves {
  private static final String LAW = "law";
  private static final String MEDIAN = "median";

  private TuningCurves() {}

  /**
   * Gives the rows of one experiment.
   *
   * @param id the experiment
   * @param answer its answer
   * @return four rows for every point of the law's curve, one for every point of the empirical one,
   *     which ends at the number of its trials; nothing where every trial failed
   */
  static List<Point> points(String id, Answer answer) {
    if (answer.estimate().observedBest().isEmpty()) {
      return List.of();
    }
    int trials = answer.estimate().counts().trials();
    List<Point> points = new ArrayList<>();
    for (TuningTable.Row row : answer.curves().map(TuningTable::rows).orElse(List.of())) {
      row.law().ifPresent(law -> points.addAll(lawPoints(id, row.trials(), law)));
      if (row.trials() <= trials) {
        points.add(
            new Point(
                id,
                row.trials(),
                "empirical",
                MEDIAN,
                row.median(),
                row.limits().lower(),
                row.limits().upper()));
      }
    }
    return points;
  }

  private static List<Point> lawPoints(String id, double trials, LawPoint law) {
    Double lower = law.median().interval().map(Interval::lower).orElse(null);
    Double upper = law.median().interval().map(Interval::upper).orElse(null);
    return List.of(
        new Point(id, trials, LAW, MEDIAN, law.median().estimate(), lower, upper),
        new Point(id, trials, LAW, "mean", law.mean(), null, null),
        new Point(id, trials, LAW, "q05", law.q05(), null, null),
        new Point(id, trials, LAW, "q95", law.q95(), null, null));
  }
}
