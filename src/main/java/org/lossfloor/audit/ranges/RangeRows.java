package org.lossfloor.audit.ranges;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.lossfloor.report.ranges.RangeView;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.decide.RangesTable;

/** Rows of the table {@code ranges} as records for people. */
final class RangeRows {
  private RangeRows() {}

  /** The rows of some experiments, in the order of their names. */
  static List<RangeView> views(Dataset<Row> rows, Map<String, String> names) {
    List<String> order = List.copyOf(names.keySet());
    return rows.collectAsList().stream()
        .sorted(
            Comparator.<Row>comparingInt(row -> order.indexOf(row.<String>getAs(ExperimentKey.ID)))
                .thenComparing(row -> row.<String>getAs(RangesTable.HYPERPARAMETER)))
        .map(row -> view(row, names.get(row.<String>getAs(ExperimentKey.ID))))
        .toList();
  }

  private static RangeView view(Row row, String name) {
    return new RangeView(
        name,
        row.getAs("n_configurations"),
        row.getAs("n_good"),
        row.getAs("n_outside"),
        row.getAs(RangesTable.HYPERPARAMETER),
        texts(row, "codes"),
        number(row, "low"),
        number(row, "high"),
        texts(row, "values"),
        Optional.ofNullable(row.getAs("scale")),
        Optional.ofNullable(row.getAs("best")),
        number(row, "next_low"),
        number(row, "next_high"),
        texts(row, "next_values"),
        Optional.ofNullable(row.<Integer>getAs("n_next_outside")).orElse(0),
        importance(row));
  }

  private static Optional<double[]> importance(Row row) {
    OptionalDouble mean = number(row, "importance");
    return mean.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new double[] {
              mean.getAsDouble(),
              number(row, "importance_lower").orElseThrow(),
              number(row, "importance_upper").orElseThrow()
            });
  }

  private static OptionalDouble number(Row row, String column) {
    Double value = row.getAs(column);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static List<String> texts(Row row, String column) {
    int at = row.fieldIndex(column);
    return row.isNullAt(at) ? List.of() : new ArrayList<>(row.getList(at));
  }
}
