package org.lossfloor.table;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.estimate.interval.Replicate;

/** Table {@code replicates}: the parametric bootstrap draws of every fitted experiment. */
public final class ReplicatesTable {
  /** The table's name. */
  public static final String NAME = "replicates";

  /** A replicate and its place. */
  private record Numbered(String experimentId, int number, Replicate draw) {}

  private static final Columns<Numbered> COLUMNS =
      new Columns<Numbered>()
          .text("experiment_id", Numbered::experimentId)
          .whole("replicate", Numbered::number)
          .number("best_score", r -> r.draw().bestScore())
          .whole("effective_dimension", r -> r.draw().dimension())
          .number("noise", r -> r.draw().noise())
          .numbers("medians", r -> r.draw().medians());

  private ReplicatesTable() {}

  /**
   * Returns the table's columns.
   *
   * @return the schema
   */
  public static StructType schema() {
    return COLUMNS.schema();
  }

  /**
   * Writes a replicate as a row.
   *
   * @param experimentId the experiment
   * @param number the replicate's number, from 0
   * @param draw what the replicate gave
   * @return a row of {@link #schema}
   */
  public static Row row(String experimentId, int number, Replicate draw) {
    return COLUMNS.row(new Numbered(experimentId, number, draw));
  }

  /**
   * Reads a row back.
   *
   * @param row a row of {@link #schema}
   * @return the replicate
   */
  public static Replicate replicate(Row row) {
    List<Double> medians = row.getList(5);
    return new Replicate(row.getDouble(2), row.getInt(3), row.getDouble(4), medians);
  }
}
