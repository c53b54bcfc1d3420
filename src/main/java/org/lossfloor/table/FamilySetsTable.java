package org.lossfloor.table;

import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.study.family.FamilyCell;

/** Table {@code sets} of the study of families: one row per group of experiments. */
public final class FamilySetsTable {
  private static final String CELL = "cell";
  private static final String NUMBER = "number";
  private static final String MODE_RIGHT = "mode_right";
  private static final String HELD = "held";
  private static final String OWN = "own_";
  private static final String STRANGERS = "strangers_";
  private static final String ANSWERED = "answered";
  private static final String FLAGGED = "flagged";
  private static final String HITS = "hits";
  private static final String TRIMMED_HITS = "trimmed_hits";
  private static final String LOG_RATIO = "log_ratio";

  private static final Columns<FamilyCell.Result> COLUMNS = columns();

  private FamilySetsTable() {}

  private static Columns<FamilyCell.Result> columns() {
    Columns<FamilyCell.Result> columns =
        new Columns<FamilyCell.Result>()
            .text(CELL, FamilyCell.Result::cell)
            .big(NUMBER, FamilyCell.Result::number)
            .flag(MODE_RIGHT, FamilyCell.Result::modeRight)
            .flag(HELD, FamilyCell.Result::held);
    members(columns, OWN, FamilyCell.Result::own);
    members(columns, STRANGERS, FamilyCell.Result::strangers);
    return columns;
  }

  private static void members(
      Columns<FamilyCell.Result> columns,
      String whose,
      Function<FamilyCell.Result, FamilyCell.Members> members) {
    columns
        .whole(whose + ANSWERED, r -> members.apply(r).answered())
        .whole(whose + FLAGGED, r -> members.apply(r).flagged())
        .whole(whose + HITS, r -> members.apply(r).hits())
        .whole(whose + TRIMMED_HITS, r -> members.apply(r).trimmedHits())
        .number(whose + LOG_RATIO, r -> members.apply(r).logRatio());
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
   * Writes a result as a row.
   *
   * @param result the result
   * @return a row of {@link #schema}
   */
  public static Row row(FamilyCell.Result result) {
    return COLUMNS.row(result);
  }

  /**
   * Reads a row back.
   *
   * @param row a row of {@link #schema}
   * @return the result
   */
  public static FamilyCell.Result result(Row row) {
    return new FamilyCell.Result(
        row.getAs(COLUMNS.at(CELL)),
        row.getAs(COLUMNS.at(NUMBER)),
        row.getAs(COLUMNS.at(MODE_RIGHT)),
        row.getAs(COLUMNS.at(HELD)),
        members(row, OWN),
        members(row, STRANGERS));
  }

  private static FamilyCell.Members members(Row row, String whose) {
    return new FamilyCell.Members(
        row.getAs(COLUMNS.at(whose + ANSWERED)),
        row.getAs(COLUMNS.at(whose + FLAGGED)),
        row.getAs(COLUMNS.at(whose + HITS)),
        row.getAs(COLUMNS.at(whose + TRIMMED_HITS)),
        row.getAs(COLUMNS.at(whose + LOG_RATIO)));
  }
}
