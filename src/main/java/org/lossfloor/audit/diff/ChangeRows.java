package org.lossfloor.audit.diff;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.decide.diff.Change;
import org.lossfloor.decide.diff.ChangeKind;
import org.lossfloor.decide.diff.RunState;
import org.lossfloor.estimate.Estimate.Quantity;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.sweep.Coded;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.decide.ChangesTable;

/** Rows of the table {@code changes} as records. The best scores seen are not in it. */
final class ChangeRows {
  private final StructType columns;
  private final SortedMap<String, String> keyNames;

  ChangeRows(StructType columns) {
    this.columns = columns;
    this.keyNames = ChangesTable.keyNames(columns);
  }

  Change change(Row row) {
    String kind = text(row, "kind").orElseThrow();
    return new Change(
        Coded.parse(ChangeKind.class, kind)
            .orElseThrow(() -> new IllegalArgumentException("no kind of change: " + kind)),
        experiment(row, "_before"),
        experiment(row, "_after"),
        source(row, "_before"),
        source(row, "_after"));
  }

  private Optional<RunState.Experiment> experiment(Row row, String when) {
    return text(row, "verdict" + when)
        .map(
            verdict ->
                new RunState.Experiment(
                    text(row, ExperimentKey.ID).orElseThrow(),
                    key(row),
                    text(row, "direction")
                        .flatMap(code -> Coded.parse(Direction.class, code))
                        .orElseThrow(),
                    Verdict.valueOf(verdict),
                    best(row, when),
                    OptionalDouble.empty()));
  }

  private SortedMap<String, String> key(Row row) {
    SortedMap<String, String> key = new TreeMap<>();
    keyNames.forEach((name, column) -> key.put(name, text(row, column).orElse("")));
    key.put(ExperimentKey.SOURCE, text(row, "source").orElse(""));
    return key;
  }

  private Optional<Quantity> best(Row row, String when) {
    return number(row, "best_score" + when)
        .map(
            best ->
                new Quantity(
                    best,
                    Optional.of(
                        new Interval(
                            number(row, "best_score_lower" + when).orElse(Double.NEGATIVE_INFINITY),
                            number(row, "best_score_upper" + when)
                                .orElse(Double.POSITIVE_INFINITY)))));
  }

  private Optional<RunState.Source> source(Row row, String when) {
    int at = columns.fieldIndex("rejected" + when);
    if (row.isNullAt(at)) {
      return Optional.empty();
    }
    String kind = text(row, "kind").orElseThrow();
    boolean broke = kind.equals(ChangeKind.BROKEN_SOURCES.code());
    boolean mended = kind.equals(ChangeKind.MENDED_SOURCES.code());
    return Optional.of(
        new RunState.Source(
            text(row, "source").orElseThrow(),
            when.equals("_after") ? broke : mended,
            row.getLong(at)));
  }

  private Optional<String> text(Row row, String column) {
    return Optional.ofNullable(row.getString(columns.fieldIndex(column)));
  }

  private Optional<Double> number(Row row, String column) {
    int at = columns.fieldIndex(column);
    return row.isNullAt(at) ? Optional.empty() : Optional.of(row.getDouble(at));
  }
}
