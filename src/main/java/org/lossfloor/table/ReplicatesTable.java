package org.lossfloor.table;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.estimate.interval.Replicate;
import org.lossfloor.sweep.ExperimentKey;

/** Table {@code replicates}: the parametric bootstrap draws of every fitted experiment. */
public final class ReplicatesTable {
  /** The table's name. */
  public static final String NAME = "replicates";

  /** The column with the number of a replicate. */
  public static final String NUMBER = "replicate";

  private static final String BEST_SCORE = "best_score";
  private static final String EFFECTIVE_DIMENSION = "effective_dimension";
  private static final String NOISE = "noise";
  private static final String MEDIANS = "medians";

  /** A replicate and its place. */
  private record Numbered(String experimentId, int number, Replicate draw) {}

  private static final Columns<Numbered> COLUMNS =
      new Columns<Numbered>()
          .text(ExperimentKey.ID, Numbered::experimentId)
          .says("The experiment.")
          .whole(NUMBER, Numbered::number)
          .says("Its number, from 0.")
          .number(BEST_SCORE, r -> r.draw().bestScore())
          .says("score", "never", "The best possible score in it.")
          .whole(EFFECTIVE_DIMENSION, r -> r.draw().dimension())
          .says("dimensions", "never", "The dimension in it.")
          .number(NOISE, r -> r.draw().noise())
          .says("score", "never", "The noise in it.")
          .numbers(MEDIANS, r -> r.draw().medians())
          .says(
              "score", "never", "The median curve in it, at the trial counts of `tuning_curves`.");

  private ReplicatesTable() {}

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
    List<Double> medians = row.getList(COLUMNS.at(MEDIANS));
    return new Replicate(
        row.getAs(COLUMNS.at(BEST_SCORE)),
        row.getAs(COLUMNS.at(EFFECTIVE_DIMENSION)),
        row.getAs(COLUMNS.at(NOISE)),
        medians);
  }

  /**
   * Reads the number of a replicate.
   *
   * @param row a row of {@link #schema}
   * @return its number, from 0
   */
  public static int number(Row row) {
    return row.getAs(COLUMNS.at(NUMBER));
  }
}
