package org.lossfloor.table;

import static org.lossfloor.table.Columns.orNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.Estimate.Fitted;
import org.lossfloor.estimate.Estimate.Quantity;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Judgement;
import org.lossfloor.estimate.Outlook;
import org.lossfloor.estimate.Precision;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.Reruns;
import org.lossfloor.estimate.Standing;
import org.lossfloor.estimate.diagnosis.OrderTest;
import org.lossfloor.estimate.diagnosis.SamplerTest;
import org.lossfloor.estimate.interval.ReplicateSummary;
import org.lossfloor.sweep.Coded;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.sweep.Sampler;

/**
 * Table {@code experiments}: one row per experiment, fitted or not. The key columns come first, as
 * configured; all other columns are the same for every audit.
 */
public final class ExperimentsTable {
  /** The table's name. */
  public static final String NAME = "experiments";

  /** Changes whenever the same scores and settings would give other numbers. */
  public static final String STATISTICS_VERSION = "7";

  /** The joint p-value of the order tests; null where they were not made. */
  public static final String ORDER_P_VALUE = "order_p_value";

  private static final String ORDER_Q_VALUE = "order_q_value";
  private static final String VERDICT = "verdict";

  /** How narrow the answer is, a name of {@link Precision}. */
  public static final String PRECISION = "precision";

  /** What can be done with the answer, a name of {@link Standing}. */
  public static final String STANDING = "standing";

  private static final String REASONS = "reasons";

  /** Starts the name of a key column that is called like another column. */
  private static final String RENAMED = "key_";

  /** The value of a key column where the log has none. */
  public static final String ABSENT = "";

  /** What is said of a run and of the experiment's place in it. */
  private static final Set<String> OF_RUN =
      Set.of(ExperimentKey.ID, "run_id", ORDER_Q_VALUE, "seed", "fingerprint", "elapsed_ms");

  private static final Columns<ExperimentRecord> ANSWER =
      identity("", 0, new Columns<>()).without(OF_RUN);

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
    SortedMap<String, String> names = new TreeMap<>();
    keyColumns.forEach(key -> names.put(key, own.contains(key) ? RENAMED + key : key));
    return names;
  }

  /**
   * Returns what the key columns of a table that was written are called.
   *
   * @param columns its columns: those of the key first
   * @return configured name to column name, sorted
   */
  public static SortedMap<String, String> keyNames(StructType columns) {
    Set<String> configured = new TreeSet<>();
    for (String column : columns.fieldNames()) {
      if (column.equals(ExperimentKey.ID)) {
        break;
      }
      configured.add(column);
    }
    SortedMap<String, String> names = new TreeMap<>();
    for (String column : configured) {
      String name = column.startsWith(RENAMED) ? column.substring(RENAMED.length()) : column;
      boolean renamed = keyNames(Set.of(name)).get(name).equals(column);
      names.put(renamed ? name : column, column);
    }
    return names;
  }

  /**
   * Returns the columns that the table has besides the key columns.
   *
   * @return their part of the schema
   */
  public static StructType ownColumns() {
    return summarised(identity("", 0, new Columns<>()).schema());
  }

  private static StructType summarised(StructType experiments) {
    StructType all = experiments;
    for (StructField field : BootstrapRows.schema().fields()) {
      all = all.add(field);
    }
    return all;
  }

  /**
   * Returns the columns of an experiment before its replicates are summarised.
   *
   * @return the schema
   */
  public StructType schema() {
    return columns.schema();
  }

  /**
   * Returns the table's columns.
   *
   * @return {@link #schema}, then the columns of the bootstrap
   */
  public StructType summarisedSchema() {
    return summarised(schema());
  }

  /**
   * Returns the columns that follow from the scores of an experiment and from what is asked of
   * them: all but the key and those that speak of a run.
   *
   * @return their part of {@link #schema}
   */
  public static StructType answerSchema() {
    return ANSWER.schema();
  }

  /**
   * Writes the answer of an experiment as a row.
   *
   * @param experiment the experiment; its key, id and fingerprint are not used
   * @return a row of {@link #answerSchema}
   */
  public static Row answerRow(ExperimentRecord experiment) {
    return ANSWER.row(experiment);
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
        .text(ExperimentKey.ID, ExperimentRecord::experimentId)
        .text("run_id", e -> runId)
        .text("direction", e -> e.answer().settings().direction().code())
        .text("sampler", ExperimentRecord::sampler)
        .text("sampler_source", ExperimentRecord::samplerSource)
        .text("sampler_recognised", ExperimentsTable::recognised)
        .whole("n_trials", e -> e.answer().estimate().counts().trials())
        .whole("n_failed", e -> e.answer().estimate().counts().failed())
        .big("n_excluded", ExperimentRecord::excluded)
        .whole("n_tail", e -> e.answer().estimate().counts().tail())
        .whole("n_distinct", e -> e.answer().estimate().counts().distinct())
        .big("n_duplicates", e -> e.answer().diagnosis().repeated())
        .big("n_reruns_merged", e -> reruns(e).merged())
        .text("rerun_recognised_by", e -> orNull(reruns(e).evidence().map(Coded::code)))
        .text("rerun_policy", e -> e.rerunPolicy().code())
        .big("rerun_configurations", e -> reruns(e).configurations())
        .big("rerun_runs", e -> reruns(e).runs())
        .big("rerun_failed", e -> reruns(e).failed())
        .number("rerun_sd", e -> orNull(reruns(e).sd()))
        .number("observed_best", e -> orNull(e.answer().estimate().observedBest()));
    answers(columns);
    decisions(columns);
    diagnostics(columns);
    return columns
        .text(VERDICT, e -> e.answer().verdict().name())
        .text(PRECISION, e -> e.answer().precision().name())
        .text(STANDING, e -> e.answer().standing().name())
        .text("detail", e -> orNull(e.answer().estimate().obstacle()))
        .texts(REASONS, e -> names(e.answer().judgement()))
        .number("confidence", e -> e.answer().settings().confidence())
        .text("interval_method", ifFitted(f -> f.quantities().methodCode()))
        .whole("interval_replicates", ifFitted(f -> f.quantities().replicates()))
        .big("seed", e -> seed)
        .text("fingerprint", ExperimentRecord::fingerprint)
        .text("statistics_version", e -> STATISTICS_VERSION)
        .big("elapsed_ms", ExperimentRecord::elapsedMillis);
  }

  private static Reruns reruns(ExperimentRecord experiment) {
    return experiment.answer().diagnosis().reruns();
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
        .number("lower_end", ifFitted(f -> f.fit().lowerEnd()))
        .number("upper_end", ifFitted(f -> f.fit().upperEnd()))
        .number("threshold", ifFitted(Fitted::threshold))
        .text("threshold_method", ifFitted(f -> f.tail().way().code()))
        .number("regime_probability", ifFitted(f -> f.tail().probability()))
        .number("objective", ifFitted(f -> f.fit().objective()))
        .number("gof_statistic", ifFitted(f -> f.fit().goodness().statistic()))
        .number("gof_p_value", ifFitted(f -> f.fit().goodness().pValue()));
  }

  /** The questions about further trials; see {@link Outlook}. */
  private static void decisions(Columns<ExperimentRecord> columns) {
    columns.number("observed_best_corrected", ifOutlook(Outlook::bestTrial));
    columns.answer("distance_to_best", ifOutlook(o -> o.distance().estimate()));
    columns.answer("distance_to_best_lower", ends(Outlook::distance, Interval::lower));
    columns.answer("distance_to_best_upper", ends(Outlook::distance, Interval::upper));
    columns.number("eps", ifOutlook(Outlook::eps));
    columns.number("eps_probability", ifOutlook(Outlook::probability));
    columns.answer("trials_to_within", ifOutlook(o -> o.trialsToWithin().estimate()));
    columns.answer("trials_to_within_lower", ends(Outlook::trialsToWithin, Interval::lower));
    columns.answer("trials_to_within_upper", ends(Outlook::trialsToWithin, Interval::upper));
    columns.weightMap(
        "expected_gain_next", ifOutlook(o -> (Map<Integer, Double>) o.expectedGain()));
    columns.weightMap(
        "improvement_probability_next", ifOutlook(o -> (Map<Integer, Double>) o.improvement()));
  }

  private static void diagnostics(Columns<ExperimentRecord> columns) {
    columns
        .text("order_test", e -> e.answer().diagnosis().orderOutcome().code())
        .number("order_trend_p_value", ifOrdered(OrderTest::trend))
        .number("order_best_p_value", ifOrdered(OrderTest::best))
        .number("order_neighbours_p_value", ifOrdered(OrderTest::neighbours))
        .number("order_start_p_value", ifOrdered(OrderTest::start))
        .number(ORDER_P_VALUE, ifOrdered(OrderTest::pValue))
        .number(ORDER_Q_VALUE, ifOrdered(OrderTest::pValue))
        .number("sampler_grid_p_value", ifSamplerTest(SamplerTest::grid))
        .number(
            "sampler_drift_p_value",
            e -> e.answer().diagnosis().sampler().map(d -> orNull(d.drift())).orElse(null))
        .number("sampler_even_p_value", ifSamplerTest(SamplerTest::even));
  }

  private static String recognised(ExperimentRecord experiment) {
    return experiment
        .answer()
        .diagnosis()
        .sampler()
        .flatMap(SamplerTest::recognised)
        .map(Sampler::code)
        .orElse(null);
  }

  /**
   * Puts the summary of its replicates behind an experiment.
   *
   * @param experiment a row of {@link #schema}
   * @param drawn how many replicates it has
   * @param summary what they gave; nothing for fewer than two
   * @return a row of {@link #summarisedSchema}; without replicates the columns are null
   */
  public static Row summarised(Row experiment, int drawn, Optional<ReplicateSummary> summary) {
    return RowFactory.create(
        Stream.of(experiment, BootstrapRows.row(drawn, summary))
            .flatMap(row -> IntStream.range(0, row.size()).mapToObj(row::get))
            .toArray());
  }

  /**
   * Reads the judgement of an experiment.
   *
   * @param row a row with the columns of {@link #schema}, others among them or not
   * @param columns its columns
   * @return what {@link Answer#judgement} was when the row was written
   */
  public static Judgement judgement(Row row, StructType columns) {
    return new Judgement(
        row.<String>getList(columns.fieldIndex(REASONS)).stream().map(Reason::valueOf).toList());
  }

  /**
   * Writes the judgement of an experiment in its batch over that of the experiment alone.
   *
   * @param row a row with the columns of {@link #schema}, others among them or not
   * @param columns its columns
   * @param qValue the q-value of its {@link #ORDER_P_VALUE} among those of the batch
   * @param judged the judgement with that q-value
   * @return the row
   */
  public static Row withOrderQValue(Row row, StructType columns, double qValue, Judgement judged) {
    Object[] values = new Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    values[columns.fieldIndex(ORDER_Q_VALUE)] = qValue;
    values[columns.fieldIndex(VERDICT)] = judged.verdict().name();
    Precision precision = Precision.valueOf(row.getString(columns.fieldIndex(PRECISION)));
    values[columns.fieldIndex(STANDING)] = Standing.of(judged.verdict(), precision).name();
    values[columns.fieldIndex(REASONS)] = Columns.sequence(names(judged));
    return RowFactory.create(values);
  }

  private static List<String> names(Judgement judged) {
    return judged.reasons().stream().map(Enum::name).toList();
  }

  private static <V> Function<ExperimentRecord, V> ifOutlook(Function<Outlook, V> value) {
    return e -> orNull(e.answer().outlook().map(value));
  }

  private static Function<ExperimentRecord, Double> ends(
      Function<Outlook, Quantity> quantity, Function<Interval, Double> end) {
    return e ->
        e.answer().outlook().map(quantity).flatMap(Quantity::interval).map(end).orElse(null);
  }

  private static Function<ExperimentRecord, Double> ifOrdered(Function<OrderTest, Double> value) {
    return e -> orNull(e.answer().diagnosis().order().map(value));
  }

  private static Function<ExperimentRecord, Double> ifSamplerTest(
      Function<SamplerTest, Double> value) {
    return e -> orNull(e.answer().diagnosis().sampler().map(value));
  }

  private static void quantity(
      Columns<ExperimentRecord> columns, String name, Function<Fitted, Quantity> quantity) {
    columns
        .answer(name, ifFitted(f -> quantity.apply(f).estimate()))
        .answer(name + "_lower", end(quantity, Interval::lower))
        .answer(name + "_upper", end(quantity, Interval::upper));
  }

  private static Function<ExperimentRecord, Double> end(
      Function<Fitted, Quantity> quantity, Function<Interval, Double> end) {
    return e ->
        e.answer()
            .estimate()
            .fitted()
            .map(quantity)
            .flatMap(Quantity::interval)
            .map(end)
            .orElse(null);
  }

  private static <V> Function<ExperimentRecord, V> ifFitted(Function<Fitted, V> value) {
    return e -> orNull(e.answer().estimate().fitted().map(value));
  }
}
