package org.lossfloor.table;

import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.study.SuspectCell;

/** Table {@code sets} of the study of diagnostics: one row per experiment. */
public final class SuspectSetsTable {
  private static final String CELL = "cell";
  private static final String NUMBER = "number";
  private static final String ORDER_P_VALUE = "order_p_value";
  private static final String VERDICT = "verdict";
  private static final String REASONS = "reasons";

  private static final Columns<SuspectCell.Result> COLUMNS =
      new Columns<SuspectCell.Result>()
          .text(CELL, SuspectCell.Result::cell)
          .big(NUMBER, SuspectCell.Result::number)
          .number(ORDER_P_VALUE, SuspectCell.Result::orderP)
          .text(VERDICT, r -> r.verdict().map(Verdict::name).orElse(null))
          .texts(REASONS, SuspectCell.Result::reasons);

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
        row.getAs(COLUMNS.at(CELL)),
        row.getAs(COLUMNS.at(NUMBER)),
        row.getAs(COLUMNS.at(ORDER_P_VALUE)),
        Optional.ofNullable(row.<String>getAs(COLUMNS.at(VERDICT))).map(Verdict::valueOf),
        row.getList(COLUMNS.at(REASONS)));
  }
}
