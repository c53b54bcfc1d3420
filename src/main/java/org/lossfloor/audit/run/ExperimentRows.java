package org.lossfloor.audit.run;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.estimate.Diagnosis.OrderOutcome;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.Estimate.Quantity;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.diagnosis.OrderTest;
import org.lossfloor.estimate.diagnosis.SamplerTest;
import org.lossfloor.estimate.noise.NoiseLimit;
import org.lossfloor.estimate.noise.RerunNoise;
import org.lossfloor.estimate.noise.Reruns;
import org.lossfloor.estimate.prospect.NextWidths;
import org.lossfloor.estimate.prospect.Outlook;
import org.lossfloor.report.view.DrawsView;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.LawView;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.sweep.RerunPolicy;
import org.lossfloor.sweep.Sampler;
import org.lossfloor.sweep.SamplerSource;
import org.lossfloor.table.ExperimentsTable;

/**
 * Rows of the table {@code experiments} as records. Where the table has null for a number that the
 * data do not limit, the record has it as infinite again.
 */
public final class ExperimentRows {
  private static final String NO_INTERVALS = "none";

  private final StructType columns;
  private final Map<String, String> keyNames;

  /**
   * Reads rows with these columns.
   *
   * @param columns the columns of the table as it was written
   */
  public ExperimentRows(StructType columns) {
    this.columns = columns;
    this.keyNames = ExperimentsTable.keyNames(columns);
  }

  /**
   * Reads the key of an experiment.
   *
   * @param row a row of the table
   * @return configured name to value, {@link ExperimentsTable#ABSENT} where the log has none
   */
  public SortedMap<String, String> key(Row row) {
    NamedCells cells = new NamedCells(row, columns);
    SortedMap<String, String> key = new TreeMap<>();
    keyNames.forEach(
        (name, column) -> key.put(name, cells.textOr(column, ExperimentsTable.ABSENT)));
    return key;
  }

  /**
   * Reads an experiment.
   *
   * @param row a row of the table
   * @return the experiment
   */
  public ExperimentView view(Row row) {
    NamedCells cells = new NamedCells(row, columns);
    Direction direction = cells.word(Direction.class, "direction");
    Optional<LawView> law =
        cells.has("threshold") ? Optional.of(law(cells, direction)) : Optional.empty();
    return new ExperimentView(
        cells.text(ExperimentKey.ID),
        key(row),
        direction,
        new Estimate.Counts(
            (int) cells.count("n_trials"),
            (int) cells.count("n_failed"),
            (int) cells.count("n_tail"),
            (int) cells.count("n_distinct"),
            cells.numberOr("score_resolution", 0)),
        cells.count("n_excluded"),
        cells.count("n_duplicates"),
        reruns(cells),
        rerunPolicy(cells),
        cells.number("observed_best"),
        law,
        law.map(fitted -> outlook(cells, fitted)),
        draws(cells),
        ExperimentsTable.judgement(row, columns),
        Optional.ofNullable(cells.text("detail")),
        new ExperimentView.Origin(
            cells.text("run_id"),
            cells.count("seed"),
            cells.numberOr("confidence", Double.NaN),
            cells.count("elapsed_ms"),
            cells.text("statistics_version")));
  }

  private static Reruns reruns(NamedCells cells) {
    return new Reruns(
        cells.has("rerun_recognised_by")
            ? Optional.of(cells.word(Reruns.Evidence.class, "rerun_recognised_by"))
            : Optional.empty(),
        cells.count("rerun_configurations"),
        cells.count("rerun_runs"),
        cells.count("rerun_failed"),
        cells.count("n_reruns_merged"),
        cells.number("rerun_sd"));
  }

  /** Before the column was there, reruns were averaged unless the user said otherwise. */
  private static RerunPolicy rerunPolicy(NamedCells cells) {
    return cells.has("rerun_policy")
        ? cells.word(RerunPolicy.class, "rerun_policy")
        : RerunPolicy.AVERAGE;
  }

  private static LawView law(NamedCells cells, Direction direction) {
    String method = cells.textOr("interval_method", NO_INTERVALS);
    boolean intervals = !method.equals(NO_INTERVALS);
    double worst = direction == Direction.MINIMIZE ? -1 : 1;
    return new LawView(
        direction,
        quantity(cells, "best_score", worst * Double.POSITIVE_INFINITY, intervals),
        new Estimate.Dimension(
            (int) cells.count("effective_dimension"),
            cells.<Integer>list("effective_dimension_set"),
            cells.byNumber("effective_dimension_weights")),
        quantity(cells, "noise", Double.POSITIVE_INFINITY, intervals),
        limit(cells),
        cells.numberOr("lower_end", Double.NaN),
        cells.numberOr("upper_end", Double.NaN),
        new LawView.Tail(
            cells.numberOr("threshold", Double.NaN),
            cells.text("threshold_method"),
            cells.numberOr("regime_probability", Double.NaN),
            cells.numberOr("objective", Double.NaN),
            new Estimate.GoodnessOfFit(
                cells.numberOr("gof_statistic", Double.NaN),
                cells.numberOr("gof_p_value", Double.NaN))),
        method,
        (int) cells.count("interval_replicates"));
  }

  /** Before the columns were there, intervals rested on the scores alone. */
  private static Optional<NoiseLimit> limit(NamedCells cells) {
    return cells.has("rerun_noise")
        ? Optional.of(
            new NoiseLimit(
                cells.word(RerunNoise.Source.class, "rerun_noise_source"),
                cells.numberOr("rerun_noise", Double.NaN),
                cells.numberOr("rerun_noise_df", Double.POSITIVE_INFINITY),
                cells.numberOr("rerun_noise_limit", Double.NaN)))
        : Optional.empty();
  }

  private static Outlook outlook(NamedCells cells, LawView law) {
    boolean intervals = law.bestScore().interval().isPresent();
    return new Outlook(
        cells.numberOr("observed_best_corrected", Double.NaN),
        quantity(cells, "regret", Double.POSITIVE_INFINITY, intervals),
        gains(cells),
        widths(cells, law),
        quantity(cells, "distance_to_best", Double.POSITIVE_INFINITY, intervals),
        cells.numberOr("eps", Double.NaN),
        cells.numberOr("eps_probability", Double.NaN),
        quantity(cells, "trials_to_within", Double.POSITIVE_INFINITY, intervals),
        cells.byNumber("expected_gain_next"),
        cells.byNumber("improvement_probability_next"));
  }

  /** Before the columns were there, no gain of the mean score was told. */
  private static SortedMap<Integer, Quantity> gains(NamedCells cells) {
    SortedMap<Integer, Double> gains = cells.byNumber("mean_gain_next");
    SortedMap<Integer, Double> lower = cells.byNumber("mean_gain_next_lower");
    SortedMap<Integer, Double> upper = cells.byNumber("mean_gain_next_upper");
    SortedMap<Integer, Quantity> found = new TreeMap<>();
    gains.forEach(
        (more, gain) ->
            found.put(
                more,
                new Quantity(gain, Optional.of(new Interval(lower.get(more), upper.get(more))))));
    return found;
  }

  private static NextWidths widths(NamedCells cells, LawView law) {
    return new NextWidths(
        law.bestScore().interval().map(Interval::width).orElse(Double.POSITIVE_INFINITY),
        cells.byNumber("best_score_width_next"),
        cells.byNumber("best_score_width_reruns"));
  }

  /** A number that is infinite where the table has none. */
  private static Quantity quantity(
      NamedCells cells, String name, double unlimited, boolean withInterval) {
    Optional<Interval> interval =
        withInterval
            ? Optional.of(
                new Interval(
                    cells.numberOr(name + "_lower", lowest(cells, name)),
                    cells.numberOr(name + "_upper", Double.POSITIVE_INFINITY)))
            : Optional.empty();
    return new Quantity(cells.numberOr(name, unlimited), interval);
  }

  /**
   * Trials can be endless at both ends of their interval: even the nearest goal is out of reach.
   */
  private static double lowest(NamedCells cells, String name) {
    return name.equals("trials_to_within") && !cells.has(name + "_lower")
        ? Double.POSITIVE_INFINITY
        : Double.NEGATIVE_INFINITY;
  }

  private static DrawsView draws(NamedCells cells) {
    return new DrawsView(
        cells.word(Sampler.class, "sampler"),
        cells.word(SamplerSource.class, "sampler_source"),
        cells.has("sampler_grid_p_value")
            ? Optional.of(
                new SamplerTest(
                    cells.numberOr("sampler_grid_p_value", 1),
                    cells.number("sampler_drift_p_value"),
                    cells.numberOr("sampler_even_p_value", 1)))
            : Optional.empty(),
        OrderOutcome.valueOf(cells.text("order_test").toUpperCase(Locale.ROOT)),
        order(cells),
        cells.number("order_q_value"));
  }

  private static Optional<OrderTest> order(NamedCells cells) {
    OptionalDouble joint = cells.number(ExperimentsTable.ORDER_P_VALUE);
    return joint.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new OrderTest(
                cells.numberOr("order_trend_p_value", 1),
                cells.numberOr("order_best_p_value", 1),
                cells.numberOr("order_neighbours_p_value", 1),
                cells.numberOr("order_start_p_value", 1),
                joint.getAsDouble()));
  }

  /**
   * Reads several experiments.
   *
   * @param rows rows of the table
   * @return the experiments, in the same order
   */
  public List<ExperimentView> views(List<Row> rows) {
    return rows.stream().map(this::view).toList();
  }
}
