package org.lossfloor.table;

import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.study.SuspectCell;

/** Table {@code sets} of the study of diagnostics: one row per experiment. */
public final class SuspectSetsTable {
  private static final Columns<SuspectCell.Result> COLUMNS =
      new Columns<SuspectCell.Result>()
          .text("cell", SuspectCell.Result::cell)
          .big("number", SuspectCell.Result::number)
          .number("order_p_value", SuspectCell.Result::orderP)
          .text("verdict", r -> r.verdict().map(Verdict::name).orElse(null))
          .texts("reasons", SuspectCell.Result::reasons);

  private SuspectSetsTable() {}

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
  public static Row row(SuspectCell.Result result) {
    return COLUMNS.row(result);
  }

  /**
   * Reads a row back.
   *
   * @param row a row of {@link #schema}
   * @return the result
   */
  public static SuspectCell.Result result(Row row) {
    return new SuspectCell.Result(
        row.getString(0),
        row.getLong(1),
        row.getDouble(2),
        Optional.ofNullable(row.getString(3)).map(Verdict::valueOf),
        row.getList(4));
  }
}
