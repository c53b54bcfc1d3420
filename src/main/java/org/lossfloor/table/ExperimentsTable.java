package org.lossfloor.table;

import static org.lossfloor.table.Columns.orNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
import org.lossfloor.estimate.Precision;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.Standing;
import org.lossfloor.estimate.diagnosis.OrderTest;
import org.lossfloor.estimate.diagnosis.SamplerTest;
import org.lossfloor.estimate.interval.ReplicateSummary;
import org.lossfloor.estimate.noise.NoiseLimit;
import org.lossfloor.estimate.noise.Reruns;
import org.lossfloor.estimate.prospect.Outlook;
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
  public static final String STATISTICS_VERSION = "9";

  /** The joint p-value of the order tests; null where they were not made. */
  public static final String ORDER_P_VALUE = "order_p_value";

  private static final String ORDER_Q_VALUE = "order_q_value";
  private static final String VERDICT = "verdict";

  /** How narrow the answer is, a name of {@link Precision}. */
  public static final String PRECISION = "precision";

  /** What can be done with the answer, a name of {@link Standing}. */
  public static final String STANDING = "standing";

  private static final String REASONS = "reasons";

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
    all.keys(keyColumns, ExperimentsTable::ownColumns, ExperimentRecord::keyColumn);
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
    return Columns.keyNames(keyColumns, ownColumns().fieldNames());
  }

  /**
   * Returns what the key columns of a table that was written are called.
   *
   * @param columns its columns: those of the key first
   * @return configured name to column name, sorted
   */
  public static SortedMap<String, String> keyNames(StructType columns) {
    return Columns.keyNames(columns, ownColumns().fieldNames());
  }

  /**
   * Returns the columns that the table has besides the key columns.
   *
   * @return their part of the schema
   */
  public static StructType ownColumns() {
    return summarised(identity("", 0, new Columns<>()).schema());
  }

  static List<ColumnDoc> docs() {
    return Stream.concat(
            identity("", 0, new Columns<>()).docs().stream(), BootstrapRows.docs().stream())
        .toList();
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
        .says("Stable hash of the key; joins the tables.")
        .text("run_id", e -> runId)
        .says("The run that wrote the row.")
        .text("direction", e -> e.answer().settings().direction().code())
        .says("`minimize` or `maximize`.")
        .text("sampler", ExperimentRecord::sampler)
        .says(
            "How the configurations were drawn: `random`, `quasi_random`, `grid`, "
                + "`adaptive`, `unknown`; of trials that disagree the worst for the theory.")
        .text("sampler_source", ExperimentRecord::samplerSource)
        .says("Who says so: `declared` (you), `recorded` (the log), `undeclared`.")
        .text("sampler_recognised", ExperimentsTable::recognised)
        .says(
            "",
            "not recognised",
            "`grid`, `quasi_random` or `adaptive` where the hyperparameters betray it "
                + "beyond doubt.");
    counts(columns);
    reruns(columns);
    columns
        .number("observed_best", e -> orNull(e.answer().estimate().observedBest()))
        .says("score", "no score", "The best score seen.");
    answers(columns);
    rerunNoise(columns);
    law(columns);
    decisions(columns);
    diagnostics(columns);
    return judged(seed, columns);
  }

  private static void counts(Columns<ExperimentRecord> columns) {
    columns
        .whole("n_trials", e -> e.answer().estimate().counts().trials())
        .says("trials", "never", "Draws that count, failed ones included.")
        .whole("n_failed", e -> e.answer().estimate().counts().failed())
        .says(
            "trials",
            "never",
            "Of them, those without a usable score; they count as worse than the threshold.")
        .big("n_excluded", ExperimentRecord::excluded)
        .says(
            "trials",
            "never",
            "Trials that a rule kept out; the table `trials` has each with its reason.")
        .whole("n_tail", e -> e.answer().estimate().counts().tail())
        .says("trials", "never", "Scores on the good side of the threshold; 0 without a fit.")
        .whole("n_distinct", e -> e.answer().estimate().counts().distinct())
        .says("scores", "never", "Different scores.")
        .number("score_resolution", e -> e.answer().estimate().counts().resolution())
        .says(
            "score",
            "never",
            "How closely the scores of the tail are known: 0, or of more than 1,048,576 scores the "
                + "widest bucket of [their sketch](cluster.md#a-giant-experiment).")
        .big("n_duplicates", e -> e.answer().diagnosis().repeated())
        .says(
            "trials",
            "never",
            "Trials that repeat the hyperparameters and the score of another one.");
  }

  private static void reruns(Columns<ExperimentRecord> columns) {
    columns
        .big("n_reruns_merged", e -> reruns(e).merged())
        .says(
            "trials",
            "never",
            "Trials whose score is part of that of another with the same "
                + "hyperparameters. `n_trials + n_excluded + n_reruns_merged` are all trials.")
        .text("rerun_recognised_by", e -> orNull(reruns(e).evidence().map(Coded::code)))
        .says(
            "",
            "no reruns",
            "`seeds`, `hyperparameters`, `executions`, `seeds_and_executions`, "
                + "`hyperparameters_and_executions`.")
        .text("rerun_policy", e -> e.rerunPolicy().code())
        .says("What became of them, as configured: `average`, `first`, `separate`.")
        .big("rerun_configurations", e -> reruns(e).configurations())
        .says("configurations", "never", "Configurations that were run more than once.")
        .big("rerun_runs", e -> reruns(e).runs())
        .says("runs", "never", "Their runs.")
        .big("rerun_failed", e -> reruns(e).failed())
        .says("runs", "never", "Of them, those that gave no score.")
        .number("rerun_sd", e -> orNull(reruns(e).sd()))
        .says(
            "score",
            "no reruns",
            "The rerun noise: the standard deviation of the score between runs of one "
                + "configuration, pooled. Not the `noise` of the fit.");
  }

  private static Columns<ExperimentRecord> judged(long seed, Columns<ExperimentRecord> columns) {
    return columns
        .text(VERDICT, e -> e.answer().verdict().name())
        .says("`OK`, `CAUTION` or `INVALID`: may the answer be believed?")
        .text(PRECISION, e -> e.answer().precision().name())
        .says(
            "How narrow the answer is: `NARROW`, `WIDE` (the interval of the best "
                + "possible score is wider than the tail), `NONE` (no interval).")
        .text(STANDING, e -> e.answer().standing().name())
        .says("Verdict and precision in one word: `ACT`, `CHECK`, `TOO_WIDE`, `NOT_JUDGED`.")
        .text("detail", e -> orNull(e.answer().estimate().obstacle()))
        .says("", "nothing to add", "Why there is no fit, with the numbers.")
        .texts(REASONS, e -> names(e.answer().judgement()))
        .says("The [reasons](reasons.md) of the verdict, the most costly first; may be empty.")
        .number("confidence", e -> e.answer().settings().confidence())
        .says("0 to 1", "never", "Level of the intervals.")
        .text("interval_method", ifFitted(f -> f.quantities().methodCode()))
        .says("", "without a fit", "How the intervals were made.")
        .whole("interval_replicates", ifFitted(f -> f.quantities().replicates()))
        .says(
            "replicates",
            "without a fit",
            "From how many replicates; 0 for `profile` and `narrow`.")
        .big("seed", e -> seed)
        .says("The run's seed.")
        .text("fingerprint", ExperimentRecord::fingerprint)
        .says("Hash of everything that the row depends on; `--incremental` compares it.")
        .text("statistics_version", e -> STATISTICS_VERSION)
        .says("Changes whenever the same scores and settings would give other numbers.")
        .big("elapsed_ms", ExperimentRecord::elapsedMillis)
        .says("ms", "never", "What the estimate took.");
  }

  private static Reruns reruns(ExperimentRecord experiment) {
    return experiment.answer().diagnosis().reruns();
  }

  private static void answers(Columns<ExperimentRecord> columns) {
    columns
        .answer("best_score", ifFitted(f -> f.bestScore().estimate()))
        .says("score", "without a fit, or not told", "The best possible score.")
        .answer("best_score_lower", end(Fitted::bestScore, Interval::lower))
        .says("score", "without a fit, or not told", "Lower end of its interval.")
        .answer("best_score_upper", end(Fitted::bestScore, Interval::upper))
        .says("score", "without a fit, or not told", "Upper end of its interval.")
        .whole("effective_dimension", ifFitted(f -> f.dimension().estimate()))
        .says(
            "dimensions",
            "without a fit",
            "How many hyperparameters matter near the optimum, 1 to 10. Read the set first.")
        .wholes("effective_dimension_set", ifFitted(f -> f.dimension().set()))
        .says("dimensions", "without a fit", "Its confidence set.")
        .weightMap("effective_dimension_weights", ifFitted(f -> f.dimension().weights()))
        .says("0 to 1", "without a fit", "Weight of each dimension that was tried.")
        .answer("noise", ifFitted(f -> f.noise().estimate()))
        .says("score", "without a fit", "Residual standard deviation of the fit.")
        .answer("noise_lower", end(Fitted::noise, Interval::lower))
        .says("score", "without a fit", "Lower end of its interval.")
        .answer("noise_upper", end(Fitted::noise, Interval::upper))
        .says("score", "without a fit, or not told", "Upper end of its interval.");
  }

  private static void law(Columns<ExperimentRecord> columns) {
    columns
        .number("lower_end", ifFitted(f -> f.fit().lowerEnd()))
        .says("score", "without a fit", "Lower end `a` of the fitted law.")
        .number("upper_end", ifFitted(f -> f.fit().upperEnd()))
        .says(
            "score",
            "without a fit",
            "Upper end `b` of the fitted law; the far one may lie beyond `bounds`.")
        .number("threshold", ifFitted(Fitted::threshold))
        .says("score", "without a fit", "Where the asymptotic regime starts.")
        .text("threshold_method", ifFitted(f -> f.tail().way().code()))
        .says(
            "",
            "without a fit",
            "How it was found: `auto`, `score` or `tail-fraction` (you gave it), `none`.")
        .number("regime_probability", ifFitted(f -> f.tail().probability()))
        .says("0 to 1", "without a fit", "Share of the trials in the tail, as fitted.")
        .number("objective", ifFitted(f -> f.fit().objective()))
        .says("", "without a fit", "The spacing objective at its minimum.")
        .number("gof_statistic", ifFitted(f -> f.fit().goodness().statistic()))
        .says("", "without a fit", "Anderson-Darling statistic of the tail.")
        .number("gof_p_value", ifFitted(f -> f.fit().goodness().pValue()))
        .says(
            "0 to 1",
            "without a fit, or objective `reference`",
            "Its p-value; small means that the law fits badly.");
  }

  /** What limits the interval of the best score besides the law. */
  private static void rerunNoise(Columns<ExperimentRecord> columns) {
    columns
        .number("rerun_noise", ifNoise(NoiseLimit::sd))
        .says(
            "score",
            "without a fit, or source `none`",
            "The standard deviation between runs of one configuration that limits the "
                + "interval of the best possible score.")
        .text("rerun_noise_source", ifFitted(ExperimentsTable::source))
        .says(
            "",
            "without a fit",
            "Where it is known from: `given` (you), `reruns` in the log, `best_reruns` "
                + "(`fit --best-reruns`), `neighbours` in the hyperparameters, `none`: the "
                + "interval rests on the scores alone.")
        .answer("rerun_noise_df", ifNoise(NoiseLimit::degrees))
        .says(
            "degrees of freedom",
            "without a fit, source `none`, or known exactly",
            "What it rests on.")
        .number("rerun_noise_limit", ifNoise(NoiseLimit::limit))
        .says(
            "score",
            "without a fit, or source `none`",
            "The worst score at which the interval of the best possible score may end "
                + "because of it.");
  }

  private static String source(Fitted fitted) {
    return fitted.rerunNoise().map(n -> n.source().code()).orElse(NoiseLimit.NO_SOURCE);
  }

  private static Function<ExperimentRecord, Double> ifNoise(Function<NoiseLimit, Double> value) {
    return e ->
        orNull(
            e.answer()
                .estimate()
                .fitted()
                .flatMap(fitted -> NoiseLimit.of(fitted, e.answer().settings()))
                .map(value));
  }

  private static Function<ExperimentRecord, Map<Integer, Double>> gains(
      Function<Quantity, Double> value) {
    return ifOutlook(
        outlook -> {
          SortedMap<Integer, Double> gains = new TreeMap<>();
          outlook.meanGain().forEach((more, gain) -> gains.put(more, value.apply(gain)));
          return gains;
        });
  }

  /** The questions about further trials; see {@link Outlook}. */
  private static void decisions(Columns<ExperimentRecord> columns) {
    columns
        .number("observed_best_corrected", ifOutlook(Outlook::bestTrial))
        .says(
            "score",
            "without a fit",
            "What the best trial is worth on average if it is run again: its score "
                + "without the luck of the draw.");
    columns
        .answer("regret", ifOutlook(o -> o.regret().estimate()))
        .says(
            "score",
            "without a fit",
            "How far that is from the best possible score, never negative: what picking the best "
                + "trial now costs against tuning without end.");
    columns
        .answer("regret_lower", ends(Outlook::regret, Interval::lower))
        .says("score", "without a fit, or not told", "Lower end of its interval.");
    columns
        .answer("regret_upper", ends(Outlook::regret, Interval::upper))
        .says("score", "without a fit, or not told", "Upper end of its interval.");
    columns
        .weightMap("mean_gain_next", gains(Quantity::estimate))
        .says(
            "trials to score",
            "without a fit",
            "Number of further trials to the expected improvement of the mean score of the "
                + "configuration to pick.");
    columns
        .weightMap("mean_gain_next_lower", gains(q -> q.interval().orElseThrow().lower()))
        .says("trials to score", "without a fit", "Lower end of the interval of that improvement.");
    columns
        .weightMap("mean_gain_next_upper", gains(q -> q.interval().orElseThrow().upper()))
        .says("trials to score", "without a fit", "Upper end of the interval of that improvement.");
    columns
        .weightMap("best_score_width_next", ifOutlook(o -> o.widths().trials()))
        .says(
            "trials to score",
            "without a fit",
            "Number of further trials to the width that the interval of the best possible score "
                + "will have, about.");
    columns
        .weightMap("best_score_width_reruns", ifOutlook(o -> o.widths().reruns()))
        .says(
            "runs to score",
            "without a fit",
            "Number of further runs of the best configuration to that width.");
    columns
        .answer("distance_to_best", ifOutlook(o -> o.distance().estimate()))
        .says(
            "score",
            "without a fit",
            "How far the best score seen is from the best possible one, never negative.");
    columns
        .answer("distance_to_best_lower", ends(Outlook::distance, Interval::lower))
        .says("score", "without a fit, or not told", "Lower end of its interval.");
    columns
        .answer("distance_to_best_upper", ends(Outlook::distance, Interval::upper))
        .says("score", "without a fit, or not told", "Upper end of its interval.");
    columns
        .number("eps", ifOutlook(Outlook::eps))
        .says("score", "without a fit", "How close is close enough.");
    columns
        .number("eps_probability", ifOutlook(Outlook::probability))
        .says("0 to 1", "without a fit", "How sure to be.");
    columns
        .answer("trials_to_within", ifOutlook(o -> o.trialsToWithin().estimate()))
        .says(
            "trials",
            "without a fit, or more than 1e9",
            "Superseded by `regret` and `mean_gain_next`: it compares a score with its luck to one "
                + "without. Further trials until the best score is within `eps` of the best "
                + "possible one with that probability; 0 where it already is.");
    columns
        .answer("trials_to_within_lower", ends(Outlook::trialsToWithin, Interval::lower))
        .says(
            "trials",
            "without a fit, or more than 1e9",
            "Lower end of its interval: that of the goal.");
    columns
        .answer("trials_to_within_upper", ends(Outlook::trialsToWithin, Interval::upper))
        .says("trials", "without a fit, or more than 1e9", "Upper end of its interval.");
    columns
        .weightMap("expected_gain_next", ifOutlook(o -> o.expectedGain()))
        .says(
            "trials to score",
            "without a fit",
            "Number of further trials to the expected improvement of the best score seen.");
    columns
        .weightMap("improvement_probability_next", ifOutlook(o -> o.improvement()))
        .says(
            "trials to 0..1",
            "without a fit",
            "Number of further trials to the probability of improving by more than `eps`.");
  }

  private static void diagnostics(Columns<ExperimentRecord> columns) {
    columns
        .text("order_test", e -> e.answer().diagnosis().orderOutcome().code())
        .says(
            "`tested`, `no_order` (not every trial has a `trial_number` or a "
                + "`start_time`), `too_few` (under 24 trials).")
        .number("order_trend_p_value", ifOrdered(OrderTest::trend))
        .says("0 to 1", "not tested", "Do the scores have a trend?")
        .number("order_best_p_value", ifOrdered(OrderTest::best))
        .says("0 to 1", "not tested", "Do the best scores lie early or late?")
        .number("order_neighbours_p_value", ifOrdered(OrderTest::neighbours))
        .says("0 to 1", "not tested", "Are neighbours alike?")
        .number("order_start_p_value", ifOrdered(OrderTest::start))
        .says("0 to 1", "not tested", "Are the first trials worse?")
        .number(ORDER_P_VALUE, ifOrdered(OrderTest::pValue))
        .says(
            "0 to 1",
            "not tested",
            "The four together: do the scores depend on the order of the trials?")
        .number(ORDER_Q_VALUE, ifOrdered(OrderTest::pValue))
        .says("0 to 1", "not tested", "The same with false alarms controlled over the audit.")
        .number("sampler_grid_p_value", ifSamplerTest(SamplerTest::grid))
        .says("0 to 1", "not tested", "Do the hyperparameters look like a grid?")
        .number(
            "sampler_drift_p_value",
            e -> e.answer().diagnosis().sampler().map(d -> orNull(d.drift())).orElse(null))
        .says("0 to 1", "not tested, or no order", "Do they change with the order?")
        .number("sampler_even_p_value", ifSamplerTest(SamplerTest::even))
        .says("0 to 1", "not tested", "Are they more even than chance?");
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
