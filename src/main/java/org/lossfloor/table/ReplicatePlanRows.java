package org.lossfloor.table;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.estimate.interval.ReplicatePlan;
import org.lossfloor.sweep.Direction;

/** How the plan of a bootstrap travels to the executors: a few numbers, never the scores. */
public final class ReplicatePlanRows {
  private static final Columns<ReplicatePlan> COLUMNS =
      new Columns<ReplicatePlan>()
          .flag("minimize", plan -> plan.direction() == Direction.MINIMIZE)
          .number("a", ReplicatePlan::a)
          .number("b", ReplicatePlan::b)
          .whole("c", ReplicatePlan::c)
          .number("o", ReplicatePlan::o)
          .whole("trials", ReplicatePlan::trials)
          .number("threshold", ReplicatePlan::threshold)
          .number("bound", ReplicatePlan::bound)
          .number("worst_bound", ReplicatePlan::worstBound)
          .number("worst_end", ReplicatePlan::worstEnd)
          .whole("min_dimension", ReplicatePlan::minDimension)
          .whole("max_dimension", ReplicatePlan::maxDimension)
          .numbers("tuning_trials", ReplicatePlan::tuningTrials);

  private ReplicatePlanRows() {}

  /**
   * Returns the columns.
   *
   * @return the schema
   */
  public static StructType schema() {
    return COLUMNS.schema();
  }

  /**
   * Writes a plan as a row.
   *
   * @param plan the plan
   * @return a row of {@link #schema}
   */
  public static Row row(ReplicatePlan plan) {
    return COLUMNS.row(plan);
  }

  /**
   * Reads a row back.
   *
   * @param row a row of {@link #schema}
   * @return the plan
   */
  public static ReplicatePlan plan(Row row) {
    List<Double> tuningTrials = row.getList(12);
    return new ReplicatePlan(
        row.getBoolean(0) ? Direction.MINIMIZE : Direction.MAXIMIZE,
        row.getDouble(1),
        row.getDouble(2),
        row.getInt(3),
        row.getDouble(4),
        row.getInt(5),
        row.getDouble(6),
        row.getDouble(7),
        row.getDouble(8),
        row.getDouble(9),
        row.getInt(10),
        row.getInt(11),
        tuningTrials);
  }
}
