package org.lossfloor.audit.compare;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.lossfloor.decide.compare.MeanCost;
import org.lossfloor.error.Nearest;
import org.lossfloor.error.UsageException;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.ColumnName;

/** What the trials of experiments cost, failed ones included. */
public final class TrialCosts {
  /** The cost where none is named: seconds. */
  public static final String DURATION = "duration_s";

  private TrialCosts() {}

  /**
   * Averages the costs.
   *
   * @param trials the table {@code trials}
   * @param name a numeric column of it, or a tag or hyperparameter that the trials have
   * @return by the id of the experiment; none where fewer than two trials have a cost
   */
  public static SortedMap<String, MeanCost> of(Dataset<Row> trials, String name) {
    SortedMap<String, MeanCost> costs = new TreeMap<>();
    List<Row> rows =
        trials
            .filter("excluded_reason is null")
            .groupBy(ExperimentKey.ID)
            .agg(collect_list(cost(trials, name)).as("costs"))
            .collectAsList();
    for (Row row : rows) {
      double[] values = row.<Double>getList(1).stream().mapToDouble(Double::doubleValue).toArray();
      MeanCost.of(values).ifPresent(mean -> costs.put(row.getString(0), mean));
    }
    if (costs.isEmpty() && !name.equals(DURATION)) {
      throw unknown(trials, name);
    }
    return costs;
  }

  private static Column cost(Dataset<Row> trials, String name) {
    boolean column = Arrays.asList(trials.columns()).contains(name);
    Column value =
        column
            ? trials.col(ColumnName.quoted(name))
            : coalesce(col("tags").getItem(lit(name)), col("params").getItem(lit(name)));
    return value.try_cast(DataTypes.DoubleType);
  }

  private static UsageException unknown(Dataset<Row> trials, String name) {
    List<String> numeric =
        Arrays.stream(trials.schema().fields())
            .filter(field -> field.dataType() instanceof NumericType)
            .map(field -> field.name())
            .toList();
    return new UsageException(
        "no trial has a positive number as `" + name + "`",
        "--cost",
        Nearest.mend(
            name,
            numeric,
            "Give a numeric column of the table `trials`, or a tag or hyperparameter of the log"));
  }
}
