package org.lossfloor.table;

import static org.lossfloor.table.Columns.orNull;

import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.study.surface.SurfaceCell;

/** Table {@code sets} of the study of surfaces: one row per search. */
public final class SurfaceSetsTable {
  private static final String CELL = "cell";
  private static final String NUMBER = "number";
  private static final String ERROR = "error";
  private static final String SD = "sd";
  private static final String LOWER = "lower";
  private static final String UPPER = "upper";

  private static final Columns<SurfaceCell.Result> COLUMNS =
      new Columns<SurfaceCell.Result>()
          .text(CELL, SurfaceCell.Result::cell)
          .big(NUMBER, SurfaceCell.Result::number)
          .number(ERROR, r -> orNull(r.error()))
          .number(SD, r -> orNull(r.sd()))
          .number(LOWER, r -> orNull(r.lower()))
          .number(UPPER, r -> orNull(r.upper()));

  private SurfaceSetsTable() {}

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
  public static Row row(SurfaceCell.Result result) {
    return COLUMNS.row(result);
  }

  /**
   * Reads a row back.
   *
   * @param row a row of {@link #schema}
   * @return the result
   */
  public static SurfaceCell.Result result(Row row) {
    return new SurfaceCell.Result(
        row.getAs(COLUMNS.at(CELL)),
        row.getAs(COLUMNS.at(NUMBER)),
        number(row, ERROR),
        number(row, SD),
        number(row, LOWER),
        number(row, UPPER));
  }

  private static OptionalDouble number(Row row, String column) {
    Double value = row.getAs(COLUMNS.at(column));
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
