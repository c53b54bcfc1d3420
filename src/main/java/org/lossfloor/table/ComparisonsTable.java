package org.lossfloor.table;

import static org.lossfloor.table.Columns.orNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.decide.compare.ComparedAt;
import org.lossfloor.decide.compare.ComparedPair;
import org.lossfloor.decide.compare.Crossing;
import org.lossfloor.decide.compare.Evidence;
import org.lossfloor.estimate.Estimate.Quantity;
import org.lossfloor.estimate.Interval;

/**
 * Table {@code comparisons}: one row for each pair of experiments and each budget. The key columns
 * of both come first, with {@code _a} and {@code _b} behind their names.
 */
public final class ComparisonsTable {
  /** The table's name. */
  public static final String NAME = "comparisons";

  /** The id of the first experiment of the pair. */
  public static final String FIRST = "experiment_id_a";

  /** The id of the second one. */
  public static final String SECOND = "experiment_id_b";

  /** The p-value of the pair. */
  public static final String P_VALUE = "p_value";

  /** Its q-value in the batch. */
  public static final String Q_VALUE = "q_value";

  /** Changes whenever the same trials and laws would give other numbers. */
  public static final String COMPARE_VERSION = "1";

  private record Line(ComparedPair pair, ComparedAt at) {}

  private final Columns<Line> columns;

  /**
   * Makes the table of one run.
   *
   * @param keyColumns the names of the key columns of its experiments
   * @param runId the run whose experiments are compared
   * @param confidence the confidence of intervals and bands
   * @param seed the seed of the permutations
   */
  public ComparisonsTable(Set<String> keyColumns, String runId, double confidence, long seed) {
    Columns<Line> all = new Columns<>();
    new TreeSet<>(keyColumns)
        .forEach(
            key ->
                all.text(key + "_a", l -> l.pair().a().key().get(key))
                    .text(key + "_b", l -> l.pair().b().key().get(key)));
    columns =
        budgets(pairs(all, runId)).number("confidence", l -> confidence).big("seed", l -> seed);
    columns.text("compare_version", l -> COMPARE_VERSION);
  }

  private static Columns<Line> pairs(Columns<Line> columns, String runId) {
    columns
        .text(FIRST, l -> l.pair().comparison().a())
        .text(SECOND, l -> l.pair().comparison().b())
        .text("run_id", l -> runId)
        .text("direction", l -> l.pair().comparison().direction().code())
        .whole("n_trials_a", l -> l.pair().a().trials())
        .whole("n_trials_b", l -> l.pair().b().trials())
        .whole("n_failed_a", l -> l.pair().a().failed())
        .whole("n_failed_b", l -> l.pair().b().failed())
        .text("verdict", l -> l.pair().verdict().name())
        .texts("reasons", l -> l.pair().reasons().stream().map(Enum::name).toList())
        .whole("test_trials", l -> l.pair().comparison().test().trials())
        .number("test_probability", l -> l.pair().comparison().test().probability())
        .number(P_VALUE, l -> l.pair().comparison().test().pValue())
        .number(Q_VALUE, l -> l.pair().qValue())
        .number("cost_ratio", ratio(Quantity::estimate))
        .number("cost_ratio_lower", ratio(q -> q.interval().orElseThrow().lower()))
        .number("cost_ratio_upper", ratio(q -> q.interval().orElseThrow().upper()));
    return columns
        .number("crossing", crossing(c -> c.budget()))
        .number("crossing_lower", crossing(c -> orNull(c.lower())))
        .number("crossing_upper", crossing(c -> orNull(c.upper())));
  }

  private static Columns<Line> budgets(Columns<Line> columns) {
    return columns
        .text("budget", l -> l.at().budget().by().code())
        .number("trials_a", l -> l.at().budget().trialsOfA())
        .number("trials_b", l -> l.at().budget().trialsOfB())
        .number("cost", l -> orNull(l.at().budget().cost()))
        .text("basis", l -> l.at().basis().code())
        .number("expected_best_a", l -> orNull(l.at().bestOfA()))
        .number("expected_best_b", l -> orNull(l.at().bestOfB()))
        .number("difference", l -> orNull(l.at().difference().map(Quantity::estimate)))
        .answer("difference_lower", l -> end(l, Interval::lower))
        .answer("difference_upper", l -> end(l, Interval::upper))
        .number("probability_a_better", l -> l.at().probability())
        .text("evidence", l -> orNull(l.at().evidence().map(Evidence::code)));
  }

  private static Double end(Line line, Function<Interval, Double> end) {
    return orNull(line.at().difference().flatMap(Quantity::interval).map(end));
  }

  private static Function<Line, Double> ratio(Function<Quantity, Double> part) {
    return l -> orNull(l.pair().comparison().costRatio().map(part));
  }

  /** Of the curves over the budget of the row. */
  private static Function<Line, Double> crossing(Function<Crossing, Double> part) {
    return l -> {
      boolean trials = l.at().budget().cost().isEmpty();
      Optional<Crossing> there =
          trials ? l.pair().comparison().crossing() : l.pair().comparison().crossingOfCost();
      return orNull(there.map(part));
    };
  }

  /**
   * Returns the columns that the table has besides the key columns.
   *
   * @return their part of the schema
   */
  public static StructType ownColumns() {
    return new ComparisonsTable(Set.of(), "", 0, 0).schema();
  }

  /**
   * Returns the table's columns.
   *
   * @return the schema
   */
  public StructType schema() {
    return columns.schema();
  }

  /**
   * Writes a pair.
   *
   * @param pair the pair
   * @return a row of {@link #schema} for each budget
   */
  public Stream<Row> rows(ComparedPair pair) {
    return Stream.of(pair.comparison().byTrials(), pair.comparison().byCost())
        .flatMap(List::stream)
        .map(at -> columns.row(new Line(pair, at)));
  }

  /**
   * Writes the q-value of a pair over what was there.
   *
   * @param row a row with these columns
   * @param columns its columns
   * @param qValue the q-value
   * @return the row
   */
  public static Row withQValue(Row row, StructType columns, double qValue) {
    Object[] values = new Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    values[columns.fieldIndex(Q_VALUE)] = qValue;
    return RowFactory.create(values);
  }

  /**
   * Returns the names of the key columns of a table that was written.
   *
   * @param columns its columns
   * @return sorted
   */
  public static Set<String> keyNames(StructType columns) {
    Set<String> names = new TreeSet<>();
    for (String column : columns.fieldNames()) {
      if (column.equals(FIRST)) {
        return names;
      }
      names.add(column.substring(0, column.length() - 2));
    }
    throw new IllegalArgumentException("no table of comparisons: " + columns.simpleString());
  }
}
