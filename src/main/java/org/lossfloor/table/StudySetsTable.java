package org.lossfloor.table;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.study.Findings;
import org.lossfloor.study.Quantity;
import org.lossfloor.study.SetResult;
import org.lossfloor.study.Truth;

/** Table {@code sets}: one row per simulated experiment of a study. */
public final class StudySetsTable {
  /** The table's name. */
  public static final String NAME = "sets";

  private static final Columns<SetResult> COLUMNS = columns();

  private StudySetsTable() {}

  private static Columns<SetResult> columns() {
    Columns<SetResult> columns =
        new Columns<SetResult>()
            .text("cell", SetResult::cell)
            .text("design", SetResult::design)
            .whole("n_trials", SetResult::trials)
            .big("number", SetResult::number)
            .number("scale", s -> s.truth().scale())
            .text("verdict", s -> s.verdict().name())
            .texts("reasons", SetResult::reasons)
            .number("cpu_ms", SetResult::cpuMillis)
            .whole("n_tail", s -> s.answer().map(Findings::tail).orElse(null))
            .number("tail_range", s -> s.answer().map(Findings::tailRange).orElse(null))
            .whole("dimension_truth", s -> s.truth().dimension())
            .whole("dimension", s -> s.answer().map(Findings::dimension).orElse(null))
            .wholes("dimension_set", s -> s.answer().map(Findings::dimensionSet).orElse(null))
            .flag("dimension_hit", s -> s.dimensionHit().orElse(null));
    for (Quantity quantity : Quantity.values()) {
      add(columns, quantity);
    }
    return columns;
  }

  private static void add(Columns<SetResult> columns, Quantity quantity) {
    String name = quantity.label();
    columns
        .number(name + "_truth", s -> quantity.of(s.truth()))
        .number(name, s -> s.answer().map(a -> a.of(quantity).estimate()).orElse(null));
    for (Findings.Level level : Findings.Level.values()) {
      String at = "_" + Math.round(100 * level.confidence());
      columns
          .number(
              name + "_lower" + at, s -> end(s, quantity, level).map(Interval::lower).orElse(null))
          .number(
              name + "_upper" + at, s -> end(s, quantity, level).map(Interval::upper).orElse(null))
          .number(name + "_width" + at, s -> s.width(quantity, level).orElse(null))
          .flag(name + "_hit" + at, s -> s.hit(quantity, level).orElse(null));
    }
  }

  private static Optional<Interval> end(SetResult set, Quantity quantity, Findings.Level level) {
    return set.answer().map(answer -> answer.of(quantity).at(level));
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
   * Writes a set as a row.
   *
   * @param set the set
   * @return a row of {@link #schema}
   */
  public static Row row(SetResult set) {
    return COLUMNS.row(set);
  }

  /**
   * Reads a row back.
   *
   * @param row a row of {@link #schema} that was read from Parquet
   * @return the set
   */
  public static SetResult set(Row row) {
    Truth truth =
        new Truth(
            row.getAs(Quantity.BEST.label() + "_truth"),
            row.getAs("scale"),
            row.<Integer>getAs("dimension_truth"),
            row.getAs(Quantity.TWICE.label() + "_truth"),
            row.getAs(Quantity.TENFOLD.label() + "_truth"));
    return new SetResult(
        row.getAs("cell"),
        row.getAs("design"),
        row.<Integer>getAs("n_trials"),
        row.<Long>getAs("number"),
        truth,
        Verdict.valueOf(row.getAs("verdict")),
        row.getList(row.fieldIndex("reasons")),
        answer(row),
        row.<Double>getAs("cpu_ms"));
  }

  private static Optional<Findings> answer(Row row) {
    if (row.isNullAt(row.fieldIndex("dimension"))) {
      return Optional.empty();
    }
    Map<Quantity, Findings.Bracket> brackets = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      String name = quantity.label();
      brackets.put(
          quantity,
          new Findings.Bracket(
              row.getAs(name), interval(row, name, "_95"), interval(row, name, "_80")));
    }
    return Optional.of(
        new Findings(
            brackets,
            row.<Integer>getAs("dimension"),
            row.getList(row.fieldIndex("dimension_set")),
            row.<Integer>getAs("n_tail"),
            row.<Double>getAs("tail_range")));
  }

  private static Interval interval(Row row, String name, String at) {
    return new Interval(row.getAs(name + "_lower" + at), row.getAs(name + "_upper" + at));
  }
}
