package org.lossfloor.table;

import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.estimate.regime.TailTest;
import org.lossfloor.study.NullCell;

/** Table {@code sets} of the study of the null table: one row per fitted tail. */
public final class NullSetsTable {
  private static final String CELL = "cell";
  private static final String NUMBER = "number";
  private static final String DIMENSION_TRUTH = "dimension_truth";
  private static final String DIMENSION = "dimension";
  private static final String RELATIVE_NOISE = "relative_noise";
  private static final String STATISTIC = "statistic";

  private static final Columns<NullCell.Result> COLUMNS =
      new Columns<NullCell.Result>()
          .text(CELL, NullCell.Result::cell)
          .big(NUMBER, NullCell.Result::number)
          .whole(DIMENSION_TRUTH, NullCell.Result::trueDimension)
          .whole(DIMENSION, r -> r.fit().map(TailTest::dimension).orElse(null))
          .number(RELATIVE_NOISE, r -> r.fit().map(TailTest::relativeNoise).orElse(null))
          .number(STATISTIC, r -> r.fit().map(TailTest::statistic).orElse(null));

  private NullSetsTable() {}

  /**
   * Returns the table's columns.
   *
   * @return the schema
   */
  public static StructType schema() {
    return COLUMNS.schema();
  }

  /**
   * Writes a result as a row.
   *
   * @param result the result
   * @return a row of {@link #schema}
   */
  public static Row row(NullCell.Result result) {
    return COLUMNS.row(result);
  }

  /**
   * Reads a row back.
   *
   * @param row a row of {@link #schema} that was read from Parquet
   * @return the result
   */
  public static NullCell.Result result(Row row) {
    Optional<TailTest> fit =
        Optional.ofNullable(row.<Integer>getAs(DIMENSION))
            .map(
                dimension ->
                    new TailTest(dimension, row.getAs(RELATIVE_NOISE), row.getAs(STATISTIC)));
    return new NullCell.Result(
        row.getAs(CELL), row.<Long>getAs(NUMBER), row.<Integer>getAs(DIMENSION_TRUTH), fit);
  }
}
