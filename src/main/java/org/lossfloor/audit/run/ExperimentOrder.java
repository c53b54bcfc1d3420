package org.lossfloor.audit.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.lossfloor.estimate.Standing;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.table.ExperimentsTable;

/** {@link ExperimentView#order} for rows, so that Spark can sort them. */
public final class ExperimentOrder {
  /** The order in words. */
  public static final String WORDS =
      "those that can be acted on first, then those to be checked, too wide ones, and those that"
          + " cannot be judged; of each, those with the most to gain first";

  private ExperimentOrder() {}

  /**
   * Returns the place of an experiment's standing.
   *
   * @return a column of whole numbers, to be sorted ascending
   */
  public static Column standing() {
    List<Standing> order = List.of(Standing.values());
    Column place = lit(order.size());
    for (Standing standing : order) {
      place =
          when(col(ExperimentsTable.STANDING).equalTo(standing.name()), order.indexOf(standing))
              .otherwise(place);
    }
    return place;
  }

  /**
   * Returns the order of experiments of one standing: by how far the best score seen falls short of
   * the best possible one, as a share of the tail, the farthest first.
   *
   * @return a column to sort by
   */
  public static Column gain() {
    Column depth = col("threshold").minus(col("best_score"));
    return try_divide(col("observed_best").minus(col("best_score")), depth).desc_nulls_last();
  }
}
