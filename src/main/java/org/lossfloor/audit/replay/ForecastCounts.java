package org.lossfloor.audit.replay;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.lossfloor.decide.replay.ForecastCell;
import org.lossfloor.decide.replay.ToldChance;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.sweep.ExperimentKey;

/** The table {@code forecasts}, counted by Spark. */
final class ForecastCounts {
  /** Sums of doubles would depend on the order of the partitions. */
  private static final String EXACT = "decimal(38, 12)";

  private static final Column TENTH =
      expr("least(9, cast(floor(10 * improvement_probability) as int))").as("tenth");

  private ForecastCounts() {}

  /** Told chances against what came, as {@link ToldChance#ofOne} has them for one experiment. */
  static List<ToldChance> calibration(Dataset<Row> told, boolean one) {
    String group = one ? "order" : ExperimentKey.ID;
    return ToldChance.of(
        told
            .groupBy(col(group), TENTH)
            .agg(
                count(lit(1)),
                exact("improvement_probability"),
                sum(col("improved").cast(DataTypes.LongType)))
            .orderBy(group, "tenth")
            .collectAsList()
            .stream()
            .map(
                row ->
                    new ToldChance.Group(
                        row.getInt(1), row.getLong(2), row.getDouble(3), row.getLong(4)))
            .toList());
  }

  /** Forecasts counted by Spark as {@link ForecastCell} counts them. */
  static List<ForecastCell> cells(Dataset<Row> told) {
    return told
        .groupBy(col("next_trials"), col("verdict"), TENTH)
        .agg(
            count(lit(1)),
            sum(col("held").cast(DataTypes.LongType)),
            exact("improvement_probability"),
            sum(col("improved").cast(DataTypes.LongType)),
            exact("expected_gain / eps"),
            exact("gain / eps"))
        .orderBy("next_trials", "verdict", "tenth")
        .collectAsList()
        .stream()
        .map(
            row ->
                new ForecastCell(
                    row.getInt(0),
                    Verdict.valueOf(row.getString(1)),
                    row.getInt(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getDouble(5),
                    row.getLong(6),
                    row.getDouble(7),
                    row.getDouble(8)))
        .toList();
  }

  private static Column exact(String number) {
    return sum(expr("try_cast(" + number + " as " + EXACT + ")")).cast(DataTypes.DoubleType);
  }
}
