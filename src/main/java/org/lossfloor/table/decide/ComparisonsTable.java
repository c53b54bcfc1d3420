package org.lossfloor.table.decide;

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
import org.lossfloor.decide.compare.PairedBy;
import org.lossfloor.estimate.Estimate.Quantity;
import org.lossfloor.estimate.Interval;
import org.lossfloor.table.ColumnDoc;
import org.lossfloor.table.Columns;

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

  /** How the two of a pair were chosen. */
  public static final String PAIRED_BY = "paired_by";

  /** The key columns by which that was done. */
  public static final String PAIRED_COLUMNS = "paired_columns";

  /** How many experiments have no value there. */
  public static final String LEFT_OUT = "experiments_left_out";

  /** Changes whenever the same trials and laws would give other numbers. */
  public static final String COMPARE_VERSION = "2";

  private record Line(ComparedPair pair, ComparedAt at) {}

  private final Columns<Line> columns;

  /**
   * Makes the table of one run.
   *
   * @param keyColumns the names of the key columns of its experiments
   * @param runId the run whose experiments are compared
   * @param confidence the confidence of intervals and bands
   * @param seed the seed of the permutations
   * @param by how the experiments were paired
   */
  public ComparisonsTable(
      Set<String> keyColumns, String runId, double confidence, long seed, PairedBy by) {
    Columns<Line> all = new Columns<>();
    new TreeSet<>(keyColumns)
        .forEach(
            key ->
                all.text(key + "_a", l -> l.pair().a().key().get(key))
                    .text(key + "_b", l -> l.pair().b().key().get(key)));
    columns =
        budgets(pairs(all, runId))
            .number("confidence", l -> confidence)
            .says("The confidence of intervals and bands.")
            .big("seed", l -> seed)
            .says("The seed of the permutations.");
    columns
        .text("compare_version", l -> COMPARE_VERSION)
        .says("Changes whenever the same trials and laws would give other numbers.")
        .text(PAIRED_BY, l -> by.how().code())
        .says(
            "Why the two are a pair: `names` if they were named, `between` if they differ in one key "
                + "column and agree in all others but the source, `data` if they have one data set.")
        .texts(PAIRED_COLUMNS, l -> by.columns())
        .says(
            "The column in which the two of a pair differ by `between`; those that were taken for "
                + "the data set by `data`; else none.")
        .whole(LEFT_OUT, l -> by.without())
        .says("experiments", "never", "How many took no part because they have no value there.");
  }

  private static Columns<Line> pairs(Columns<Line> columns, String runId) {
    columns
        .text(FIRST, l -> l.pair().comparison().a())
        .says("The first experiment.")
        .text(SECOND, l -> l.pair().comparison().b())
        .says("The second one.")
        .text("run_id", l -> runId)
        .says("The run whose experiments are compared.")
        .text("direction", l -> l.pair().comparison().direction().code())
        .says("`minimize` or `maximize`.")
        .whole("n_trials_a", l -> l.pair().a().trials())
        .says("trials", "never", "Trials that were run of the first, failed ones included.")
        .whole("n_trials_b", l -> l.pair().b().trials())
        .says("trials", "never", "Trials that were run of the second.")
        .whole("n_failed_a", l -> l.pair().a().failed())
        .says("trials", "never", "Failed trials of the first.")
        .whole("n_failed_b", l -> l.pair().b().failed())
        .says("trials", "never", "Failed trials of the second.")
        .text("verdict", l -> l.pair().verdict().name())
        .says(
            "`INVALID` where the trials of one were no independent draws; `CAUTION` "
                + "where anything else speaks against one.")
        .texts("reasons", l -> l.pair().reasons().stream().map(Enum::name).toList())
        .says("Reasons of either experiment that lead to a verdict other than `OK`.")
        .whole("test_trials", l -> l.pair().comparison().test().trials())
        .says(
            "trials",
            "never",
            "The number of trials of each after which the two are tested, a twelfth of "
                + "what was run.")
        .number("test_probability", l -> l.pair().comparison().test().probability())
        .says(
            "probability",
            "never",
            "How probably the best of the first then beats that of the second, equal "
                + "ones counted for half.")
        .number(P_VALUE, l -> l.pair().comparison().test().pValue())
        .says(
            "probability", "never", "The p-value of that probability being a half; no law enters.")
        .number(Q_VALUE, l -> l.pair().qValue())
        .says(
            "probability",
            "never",
            "Its q-value among all pairs of the table: at most 5 % of the pairs with at "
                + "most .05 differ by chance.")
        .number("cost_ratio", ratio(Quantity::estimate))
        .says("", "a cost is not known", "What a trial of the first costs in those of the second.")
        .number("cost_ratio_lower", ratio(q -> q.interval().orElseThrow().lower()))
        .says("", "a cost is not known", "Lower end of its interval.")
        .number("cost_ratio_upper", ratio(q -> q.interval().orElseThrow().upper()))
        .says("", "a cost is not known", "Upper end of its interval.");
    return columns
        .number("crossing", crossing(c -> c.budget()))
        .says(
            "trials or cost",
            "the curves do not cross",
            "The budget at which the curves of the expected best cross for the last time.")
        .number("crossing_lower", crossing(c -> orNull(c.lower())))
        .says(
            "trials or cost",
            "they do not, or it has no lower end",
            "The largest budget before it at which the difference is decided.")
        .number("crossing_upper", crossing(c -> orNull(c.upper())))
        .says(
            "trials or cost",
            "they do not, or it has no upper end",
            "The smallest budget after it at which the difference is decided.");
  }

  private static Columns<Line> budgets(Columns<Line> columns) {
    return columns
        .text("budget", l -> l.at().budget().by().code())
        .says("What is equal for both: `trials` or `cost`.")
        .number("trials_a", l -> l.at().budget().trialsOfA())
        .says("trials", "never", "Trials of the first; not whole at equal cost.")
        .number("trials_b", l -> l.at().budget().trialsOfB())
        .says("trials", "never", "Trials of the second.")
        .number("cost", l -> orNull(l.at().budget().cost()))
        .says("unit of the cost", "trials are equal", "What both spend.")
        .text("basis", l -> l.at().basis().code())
        .says("`trials` where the trials alone tell, up to a sixth of them; `law` beyond.")
        .number("expected_best_a", l -> orNull(l.at().bestOfA()))
        .says(
            "score",
            "no trial succeeded",
            "The expected best of the first, given that one trial succeeds.")
        .number("expected_best_b", l -> orNull(l.at().bestOfB()))
        .says("score", "no trial succeeded", "The expected best of the second.")
        .number("difference", l -> orNull(l.at().difference().map(Quantity::estimate)))
        .says("score", "no trial succeeded", "The first minus the second.")
        .answer("difference_lower", l -> end(l, Interval::lower))
        .says("score", "the data set no limit", "Lower end of its interval.")
        .answer("difference_upper", l -> end(l, Interval::upper))
        .says("score", "the data set no limit", "Upper end of its interval.")
        .number("probability_a_better", l -> l.at().probability())
        .says(
            "probability",
            "never",
            "How probably the best of the first beats that of the second; by laws, their "
                + "uncertainty included.")
        .text("evidence", l -> orNull(l.at().evidence().map(Evidence::code)))
        .says(
            "",
            "beyond the trials",
            "`none`, `weak`, `fair` or `strong`, by the median curves of the trials and "
                + "their bands.");
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
    return new ComparisonsTable(Set.of(), "", 0, 0, PairedBy.NAMED).schema();
  }

  /**
   * Returns what the columns say.
   *
   * @return one for each column
   */
  public static List<ColumnDoc> docs() {
    return new ComparisonsTable(Set.of(), "", 0, 0, PairedBy.NAMED).columns.docs();
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
