package org.lossfloor.table.decide;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.decide.noise.AcceptedStep;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.ColumnDoc;
import org.lossfloor.table.Columns;

/** Table {@code steps}: one row for each accepted step of a log of decisions. */
public final class StepsTable {
  /** The table's name. */
  public static final String NAME = "steps";

  private record Line(String experiment, AcceptedStep step) {}

  private static final Columns<Line> COLUMNS =
      new Columns<Line>()
          .text(ExperimentKey.ID, Line::experiment)
          .says("The experiment.")
          .big("number", l -> l.step().number())
          .says("The position of the run in the order of the decisions.")
          .text("trial_id", l -> l.step().trial())
          .says("The run that was kept.")
          .text("before", l -> l.step().before())
          .says("The run that was kept before.")
          .number("gain", l -> l.step().gain())
          .says("score", "never", "By how much it scored better than the one before.")
          .number("noise", l -> l.step().noise())
          .says("score", "never", "The standard deviation of such a difference without any effect.")
          .number("probability", l -> l.step().probability())
          .says(
              "probability",
              "never",
              "How probably it is a true improvement: one minus the chance that a change without "
                  + "effect, if it is kept, gains as much.")
          .flag("flagged", l -> l.step().flagged())
          .says("Whether it may well be noise: a probability below .95.");

  private StepsTable() {}

  /**
   * Returns what the columns say.
   *
   * @return one for each column
   */
  public static List<ColumnDoc> docs() {
    return COLUMNS.docs();
  }

  /** {@return the schema: the table's columns} */
  public static StructType schema() {
    return COLUMNS.schema();
  }

  /**
   * Writes a step.
   *
   * @param experiment the id of the experiment
   * @param step the step
   * @return a row of {@link #schema}
   */
  public static Row row(String experiment, AcceptedStep step) {
    return COLUMNS.row(new Line(experiment, step));
  }
}
