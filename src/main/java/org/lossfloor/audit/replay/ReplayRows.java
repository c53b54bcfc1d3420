package org.lossfloor.audit.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.decide.replay.StopResult;
import org.lossfloor.decide.replay.StopRule;
import org.lossfloor.report.replay.ReplayedExperiment;
import org.lossfloor.sweep.Coded;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.decide.ReplaysTable;

/** Rows of the table {@code replays}, put together to experiments. */
final class ReplayRows {
  private final StructType columns;
  private final SortedMap<String, String> keys;

  /**
   * Reads a table.
   *
   * @param columns its columns
   */
  ReplayRows(StructType columns) {
    this.columns = columns;
    this.keys = ReplaysTable.keyNames(columns);
  }

  /** Reads experiments, in the order in which each comes first. */
  List<ReplayedExperiment> experiments(List<Row> rows) {
    Map<String, List<Row>> byId = new LinkedHashMap<>();
    rows.forEach(
        row -> byId.computeIfAbsent(text(row, ExperimentKey.ID), id -> new ArrayList<>()).add(row));
    return byId.values().stream().map(this::experiment).toList();
  }

  private ReplayedExperiment experiment(List<Row> rows) {
    Row any = rows.get(0);
    SortedMap<String, String> key = new TreeMap<>();
    keys.forEach((name, column) -> key.put(name, text(any, column)));
    return new ReplayedExperiment(
        text(any, ExperimentKey.ID),
        key,
        any.getInt(columns.fieldIndex("n_trials")),
        any.getInt(columns.fieldIndex("orders")),
        rows.stream().map(this::stop).sorted(StopResult.BY_RULE).toList());
  }

  private StopResult stop(Row row) {
    int budget = columns.fieldIndex("budget");
    OptionalDouble cost = number(row, "cost");
    double trials = number(row, "trials").orElseThrow();
    return new StopResult(
        Coded.parse(StopRule.class, text(row, "rule")).orElseThrow(),
        row.isNullAt(budget) ? OptionalInt.empty() : OptionalInt.of(row.getInt(budget)),
        number(row, "stopped").orElseThrow(),
        trials,
        number(row, "regret").orElseThrow(),
        number(row, "fixed_regret").orElseThrow(),
        number(row, "regret_error"),
        number(row, "oracle_regret"),
        number(row, "same_regret_trials").orElseThrow(),
        cost.isPresent() ? OptionalDouble.of(cost.getAsDouble() / trials) : cost);
  }

  private String text(Row row, String name) {
    return row.getString(columns.fieldIndex(name));
  }

  private OptionalDouble number(Row row, String name) {
    int at = columns.fieldIndex(name);
    return row.isNullAt(at) ? OptionalDouble.empty() : OptionalDouble.of(row.getDouble(at));
  }
}
