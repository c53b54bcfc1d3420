package org.lossfloor.table;

import static org.lossfloor.table.Columns.orNull;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.estimate.Estimate.Fitted;
import org.lossfloor.estimate.Estimate.Quantity;
import org.lossfloor.estimate.Interval;

/**
 * Table {@code experiments}: one row per experiment, fitted or not. The key columns come first, as
 * configured; all other columns are the same for every audit.
 */
public final class ExperimentsTable {
  /** The table's name. */
  public static final String NAME = "experiments";

  /** Changes whenever the same scores and settings would give other numbers. */
  public static final String STATISTICS_VERSION = "1";

  /** What a key column holds where the log holds nothing. */
  public static final String ABSENT = "";

  private final Columns<ExperimentRecord> columns;

  /**
   * Makes the table of one audit.
   *
   * @param keyColumns the names of all key columns of all sources
   * @param runId the run's id
   * @param seed the run's seed
   */
  public ExperimentsTable(Set<String> keyColumns, String runId, long seed) {
    Columns<ExperimentRecord> all = new Columns<>();
    keyNames(keyColumns).forEach((key, column) -> all.text(column, e -> e.keyColumn(key)));
    columns = identity(runId, seed, all);
  }

  /**
   * Returns what the key columns are called in this table: as configured, unless one is called like
   * a column of the table, which gets {@code key_} before its name.
   *
   * @param keyColumns the names of the key columns
   * @return configured name to column name, sorted
   */
  public static SortedMap<String, String> keyNames(Set<String> keyColumns) {
    Set<String> own = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    own.addAll(List.of(ownColumns().fieldNames()));
    own.addAll(List.of(BootstrapRows.schema().fieldNames()));
    SortedMap<String, String> names = new TreeMap<>();
    keyColumns.forEach(key -> names.put(key, own.contains(key) ? "key_" + key : key));
    return names;
  }

  /**
   * Returns the columns that the table has whatever the key columns are; those of the bootstrap
   * come behind them.
   *
   * @return their part of the schema
   */
  public static StructType ownColumns() {
    return identity("", 0, new Columns<>()).schema();
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
   * Writes an experiment as a row.
   *
   * @param experiment the experiment
   * @return a row of {@link #schema}
   */
  public Row row(ExperimentRecord experiment) {
    return columns.row(experiment);
  }

  private static Columns<ExperimentRecord> identity(
      String runId, long seed, Columns<ExperimentRecord> columns) {
    columns
        .text("experiment_id", ExperimentRecord::experimentId)
        .text("run_id", e -> runId)
        .text("direction", e -> e.settings().minimize() ? "minimize" : "maximize")
        .text("sampler", ExperimentRecord::sampler)
        .whole("n_trials", e -> e.estimate().counts().trials())
        .whole("n_failed", e -> e.estimate().counts().failed())
        .big("n_excluded", ExperimentRecord::excluded)
        .whole("n_tail", e -> e.estimate().counts().tail())
        .whole("n_distinct", e -> e.estimate().counts().distinct())
        .number("observed_best", e -> orNull(e.estimate().observedBest()));
    answers(columns);
    return columns
        .text("verdict", e -> e.estimate().verdict().name())
        .text("detail", e -> e.detail())
        .texts("reasons", e -> e.estimate().reasons().stream().map(Enum::name).toList())
        .number("confidence", e -> e.settings().confidence())
        .text("interval_method", ifFitted(Fitted::intervalMethod))
        .big("seed", e -> seed)
        .text("fingerprint", ExperimentRecord::fingerprint)
        .text("statistics_version", e -> STATISTICS_VERSION)
        .big("elapsed_ms", ExperimentRecord::elapsedMillis);
  }

  private static void answers(Columns<ExperimentRecord> columns) {
    quantity(columns, "best_score", Fitted::bestScore);
    columns
        .whole("effective_dimension", ifFitted(f -> f.dimension().estimate()))
        .wholes("effective_dimension_set", ifFitted(f -> f.dimension().set()))
        .weightMap(
            "effective_dimension_weights",
            ifFitted(f -> (Map<Integer, Double>) f.dimension().weights()));
    quantity(columns, "noise", Fitted::noise);
    columns
        .number("lower_end", ifFitted(Fitted::lowerEnd))
        .number("upper_end", ifFitted(Fitted::upperEnd))
        .number("threshold", ifFitted(Fitted::threshold))
        .text("threshold_method", ifFitted(Fitted::thresholdMethod))
        .number("regime_probability", ifFitted(Fitted::regimeProbability))
        .number("objective", ifFitted(Fitted::objective))
        .number("gof_statistic", ifFitted(f -> f.goodnessOfFit().statistic()))
        .number("gof_p_value", ifFitted(f -> f.goodnessOfFit().pValue()));
  }

  private static void quantity(
      Columns<ExperimentRecord> columns, String name, Function<Fitted, Quantity> quantity) {
    columns
        .number(name, ifFitted(f -> quantity.apply(f).estimate()))
        .number(name + "_lower", end(quantity, Interval::lower))
        .number(name + "_upper", end(quantity, Interval::upper));
  }

  private static Function<ExperimentRecord, Double> end(
      Function<Fitted, Quantity> quantity, Function<Interval, Double> end) {
    return e -> e.fitted().map(quantity).flatMap(Quantity::interval).map(end).orElse(null);
  }

  private static <V> Function<ExperimentRecord, V> ifFitted(Function<Fitted, V> value) {
    return e -> orNull(e.fitted().map(value));
  }
}
