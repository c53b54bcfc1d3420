package org.lossfloor.table;

import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.estimate.regime.TailTest;
import org.lossfloor.study.NullCell;

/** Table {@code sets} of the study of the null table: one row per fitted tail. */
public final class NullSetsTable {
  private static final Columns<NullCell.Result> COLUMNS =
      new Columns<NullCell.Result>()
          .text("cell", NullCell.Result::cell)
          .big("number", NullCell.Result::number)
          .whole("dimension_truth", NullCell.Result::trueDimension)
          .whole("dimension", r -> r.fit().map(TailTest::dimension).orElse(null))
          .number("relative_noise", r -> r.fit().map(TailTest::relativeNoise).orElse(null))
          .number("statistic", r -> r.fit().map(TailTest::statistic).orElse(null));

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
   * @param row a row of {@link #schema}
   * @return the result
   */
  public static NullCell.Result result(Row row) {
    Optional<TailTest> fit =
        row.isNullAt(3)
            ? Optional.empty()
            : Optional.of(new TailTest(row.getInt(3), row.getDouble(4), row.getDouble(5)));
    return new NullCell.Result(row.getString(0), row.getLong(1), row.getInt(2), fit);
  }
}
