package org.lossfloor.table;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.sweep.ExperimentKey;

/** Table {@code tuning_curves}: the best score after a number of trials, several rows per point. */
public final class TuningCurvesTable {
  /** The table's name. */
  public static final String NAME = "tuning_curves";

  /**
   * One number of one tuning curve.
   *
   * @param experimentId the experiment
   * @param trials the number of trials, at least 1
   * @param kind {@code law} for the fitted law, {@code empirical} for the trials themselves
   * @param statistic {@code median}, {@code mean}, {@code q05} or {@code q95} of the best score
   * @param estimate the estimate
   * @param lower lower end of its interval, or null
   * @param upper upper end of its interval, or null
   */
  public record Point(
      String experimentId,
      double trials,
      String kind,
      String statistic,
      Double estimate,
      Double lower,
      Double upper) {}

  private static final Columns<Point> COLUMNS =
      new Columns<Point>()
          .text(ExperimentKey.ID, Point::experimentId)
          .says("The experiment.")
          .number("trials", Point::trials)
          .says("trials", "never", "The number of trials.")
          .text("kind", Point::kind)
          .says("`law`: the fitted law. `empirical`: the trials themselves.")
          .text("statistic", Point::statistic)
          .says("Of the best score after so many trials: `median`, `mean`, `q05`, `q95`.")
          .answer("estimate", Point::estimate)
          .says("score", "not told", "Its value.")
          .answer("lower", Point::lower)
          .says(
              "score",
              "not told, or no interval",
              "Lower end: for the median of the law an interval, for that of the trials a "
                  + "simultaneous band.")
          .answer("upper", Point::upper)
          .says("score", "not told, or no interval", "Upper end.");

  private static final Columns<Point> OF_ONE = COLUMNS.without(Set.of(ExperimentKey.ID));

  private TuningCurvesTable() {}

  /**
   * Returns the columns of the curves of one experiment.
   *
   * @return the schema without the experiment's id
   */
  public static StructType curveSchema() {
    return OF_ONE.schema();
  }

  /**
   * Writes a point of the curves of one experiment as a row.
   *
   * @param point the point; its experiment's id is not used
   * @return a row of {@link #curveSchema}
   */
  public static Row curveRow(Point point) {
    return OF_ONE.row(point);
  }

  static List<ColumnDoc> docs() {
    return COLUMNS.docs();
  }

  /**
   * Returns the table's columns.
   *
   * @return the schema
   */
  public static StructType schema() {
    return COLUMNS.schema();
  }

  /**
   * Writes a point as a row.
   *
   * @param point the point
   * @return a row of {@link #schema}
   */
  public static Row row(Point point) {
    return COLUMNS.row(point);
  }
}
