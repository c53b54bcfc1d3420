package org.lossfloor.audit.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.decide.compare.Basis;
import org.lossfloor.decide.compare.BestOfTest;
import org.lossfloor.decide.compare.Budget;
import org.lossfloor.decide.compare.ComparedAt;
import org.lossfloor.decide.compare.ComparedPair;
import org.lossfloor.decide.compare.Comparison;
import org.lossfloor.decide.compare.Evidence;
import org.lossfloor.decide.compare.PairedBy;
import org.lossfloor.estimate.Estimate.Quantity;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Reason;
import org.lossfloor.sweep.Coded;
import org.lossfloor.sweep.Direction;
import org.lossfloor.table.decide.ComparisonsTable;

/** Rows of the table {@code comparisons}, put together to pairs. */
final class ComparisonRows {
  private final StructType columns;
  private final Set<String> keys;

  ComparisonRows(StructType columns) {
    this.columns = columns;
    this.keys = ComparisonsTable.keyNames(columns);
  }

  /** Reads pairs, in the order in which each comes first. */
  List<ComparedPair> pairs(List<Row> rows) {
    Map<String, List<Row>> byPair = new LinkedHashMap<>();
    for (Row row : rows) {
      String pair = text(row, ComparisonsTable.FIRST) + " " + text(row, ComparisonsTable.SECOND);
      byPair.computeIfAbsent(pair, id -> new ArrayList<>()).add(row);
    }
    return byPair.values().stream().map(this::pair).toList();
  }

  private ComparedPair pair(List<Row> rows) {
    Row any = rows.get(0);
    Comparison comparison =
        new Comparison(
            text(any, ComparisonsTable.FIRST),
            text(any, ComparisonsTable.SECOND),
            word(Direction.class, any, "direction"),
            new BestOfTest(
                whole(any, "test_trials"),
                number(any, "test_probability").orElseThrow(),
                number(any, ComparisonsTable.P_VALUE).orElseThrow()),
            budgets(rows, Budget.By.TRIALS),
            budgets(rows, Budget.By.COST),
            quantity(any, "cost_ratio"));
    List<Reason> reasons =
        any.<String>getList(columns.fieldIndex("reasons")).stream().map(Reason::valueOf).toList();
    return new ComparedPair(
        side(any, "_a"),
        side(any, "_b"),
        reasons,
        comparison,
        number(any, ComparisonsTable.Q_VALUE).orElseThrow());
  }

  /** How all pairs of the table were chosen. */
  PairedBy pairedBy(Row row) {
    return new PairedBy(
        word(PairedBy.How.class, row, ComparisonsTable.PAIRED_BY),
        row.getList(columns.fieldIndex(ComparisonsTable.PAIRED_COLUMNS)),
        whole(row, ComparisonsTable.LEFT_OUT));
  }

  /** The confidence of all intervals of the table. */
  double confidence(Row row) {
    return number(row, "confidence").orElseThrow();
  }

  private ComparedPair.Side side(Row row, String which) {
    SortedMap<String, String> key = new TreeMap<>();
    keys.forEach(name -> key.put(name, text(row, name + which)));
    return new ComparedPair.Side(
        key, whole(row, "n_trials" + which), whole(row, "n_failed" + which));
  }

  private List<ComparedAt> budgets(List<Row> rows, Budget.By by) {
    return rows.stream()
        .filter(row -> word(Budget.By.class, row, "budget") == by)
        .sorted(Comparator.comparingDouble(row -> number(row, "trials_a").orElseThrow()))
        .map(this::at)
        .toList();
  }

  private ComparedAt at(Row row) {
    Budget budget =
        new Budget(
            word(Budget.By.class, row, "budget"),
            number(row, "trials_a").orElseThrow(),
            number(row, "trials_b").orElseThrow(),
            number(row, "cost"),
            0);
    String evidence = text(row, "evidence");
    return new ComparedAt(
        budget,
        word(Basis.class, row, "basis"),
        number(row, "expected_best_a"),
        number(row, "expected_best_b"),
        quantity(row, "difference"),
        number(row, "probability_a_better").orElseThrow(),
        evidence == null ? Optional.empty() : Coded.parse(Evidence.class, evidence));
  }

  private Optional<Quantity> quantity(Row row, String name) {
    OptionalDouble estimate = number(row, name);
    return estimate.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Quantity(
                estimate.getAsDouble(),
                Optional.of(
                    new Interval(
                        number(row, name + "_lower").orElse(Double.NEGATIVE_INFINITY),
                        number(row, name + "_upper").orElse(Double.POSITIVE_INFINITY)))));
  }

  private String text(Row row, String name) {
    return row.getString(columns.fieldIndex(name));
  }

  private int whole(Row row, String name) {
    return row.getInt(columns.fieldIndex(name));
  }

  private OptionalDouble number(Row row, String name) {
    int at = columns.fieldIndex(name);
    return row.isNullAt(at) ? OptionalDouble.empty() : OptionalDouble.of(row.getDouble(at));
  }

  private <E extends Enum<E> & Coded> E word(Class<E> type, Row row, String name) {
    String code = text(row, name);
    return Coded.parse(type, code)
        .orElseThrow(
            () -> new IllegalArgumentException("no " + type.getSimpleName() + ": " + code));
  }
}
