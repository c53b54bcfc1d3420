package org.lossfloor.audit.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.distribution.band.BandPoint;
import org.lossfloor.estimate.Estimate.Quantity;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.estimate.TuningTable.LawPoint;
import org.lossfloor.sweep.ExperimentKey;

/** Rows of the table {@code tuning_curves}, put together to points of curves. */
final class CurveRows {
  private static final String LAW_MEDIAN = "law median";
  private static final String SEEN_MEDIAN = "empirical median";
  private static final BandPoint UNLIMITED =
      new BandPoint(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  private CurveRows() {}

  /** The points of every experiment, by its id, each by ascending number of trials. */
  static SortedMap<String, List<TuningTable.Row>> curves(List<Row> rows, StructType columns) {
    SortedMap<String, SortedMap<Double, Map<String, NamedCells>>> points = new TreeMap<>();
    for (Row row : rows) {
      NamedCells cells = new NamedCells(row, columns);
      points
          .computeIfAbsent(cells.text(ExperimentKey.ID), id -> new TreeMap<>())
          .computeIfAbsent(cells.numberOr("trials", 1), trials -> new HashMap<>())
          .put(cells.text("kind") + " " + cells.text("statistic"), cells);
    }
    SortedMap<String, List<TuningTable.Row>> curves = new TreeMap<>();
    points.forEach(
        (id, byTrials) -> {
          List<TuningTable.Row> curve = new ArrayList<>();
          byTrials.forEach((trials, cells) -> curve.add(point(trials, cells)));
          curves.put(id, List.copyOf(curve));
        });
    return curves;
  }

  /** Where the table has no empirical point, its median is NaN and its band unlimited. */
  private static TuningTable.Row point(double trials, Map<String, NamedCells> cells) {
    NamedCells seen = cells.get(SEEN_MEDIAN);
    return new TuningTable.Row(
        trials,
        cells.containsKey(LAW_MEDIAN) ? Optional.of(law(cells)) : Optional.empty(),
        seen == null ? Double.NaN : seen.numberOr("estimate", Double.NaN),
        seen == null
            ? UNLIMITED
            : new BandPoint(
                seen.numberOr("lower", Double.NEGATIVE_INFINITY),
                seen.numberOr("upper", Double.POSITIVE_INFINITY)));
  }

  private static LawPoint law(Map<String, NamedCells> cells) {
    NamedCells median = cells.get(LAW_MEDIAN);
    Optional<Interval> interval =
        median.has("lower") || median.has("upper")
            ? Optional.of(
                new Interval(
                    median.numberOr("lower", Double.NEGATIVE_INFINITY),
                    median.numberOr("upper", Double.POSITIVE_INFINITY)))
            : Optional.empty();
    return new LawPoint(
        new Quantity(median.numberOr("estimate", Double.POSITIVE_INFINITY), interval),
        estimate(cells, "law mean"),
        estimate(cells, "law q05"),
        estimate(cells, "law q95"));
  }

  private static double estimate(Map<String, NamedCells> cells, String name) {
    return cells.containsKey(name) ? cells.get(name).numberOr("estimate", Double.NaN) : Double.NaN;
  }
}
