package org.lossfloor.table.decide;

import static org.lossfloor.table.Columns.orNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.decide.noise.ExperimentNoise;
import org.lossfloor.decide.noise.JudgedDecisions;
import org.lossfloor.decide.noise.JudgedDecisions.StepNoise;
import org.lossfloor.decide.noise.NoiseOfReruns;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.ColumnDoc;
import org.lossfloor.table.Columns;

/**
 * Table {@code noise}: one row for each experiment. The key columns come first, with {@code key_}
 * before a name that is also that of a column.
 */
public final class NoiseTable {
  /** The table's name. */
  public static final String NAME = "noise";

  /** Changes whenever the same trials would give other numbers. */
  public static final String NOISE_VERSION = "1";

  private static final String NO_RERUNS = "it has no reruns";
  private static final String NO_LOG = "it is no log of decisions";
  private static final String NO_DECISIONS = NO_LOG + ", or its noise is not known";

  private final Columns<ExperimentNoise> columns;

  /**
   * Makes the table of one run.
   *
   * @param keyColumns the names of the key columns of its experiments
   * @param runId the run whose experiments are examined
   * @param confidence of the intervals
   */
  public NoiseTable(Set<String> keyColumns, String runId, double confidence) {
    Columns<ExperimentNoise> all = new Columns<>();
    all.keys(keyColumns, NoiseTable::ownColumns, (e, key) -> e.key().get(key));
    all.text(ExperimentKey.ID, ExperimentNoise::id)
        .says("The experiment.")
        .text("run_id", e -> runId)
        .says("The run whose experiments are examined.")
        .text("direction", e -> e.direction().code())
        .says("`minimize` or `maximize`.");
    columns = decisions(best(reruns(all)));
    columns
        .number("confidence", e -> confidence)
        .says("The confidence of intervals.")
        .text("noise_version", e -> NOISE_VERSION)
        .says("Changes whenever the same trials would give other numbers.");
  }

  private static Columns<ExperimentNoise> reruns(Columns<ExperimentNoise> columns) {
    return columns
        .whole("n_rerun_configurations", e -> e.reruns().map(r -> r.configurations()).orElse(0))
        .says("configurations", "never", "Configurations with several scores.")
        .whole("n_runs", e -> e.reruns().map(r -> r.runs()).orElse(0))
        .says("runs", "never", "The scores that they have together.")
        .number("noise", of(NoiseOfReruns::sd))
        .says("score", NO_RERUNS, "The standard deviation between runs of one configuration.")
        .number("noise_lower", of(r -> r.interval().lower()))
        .says("score", NO_RERUNS, "Lower end of its interval.")
        .number("noise_upper", of(r -> r.interval().upper()))
        .says("score", NO_RERUNS, "Upper end of its interval.")
        .number(
            "equal_p_value",
            e -> orNull(e.reruns().map(NoiseOfReruns::equal).orElse(OptionalDouble.empty())))
        .says(
            "probability",
            "fewer than two configurations have three runs",
            "The p-value of the noise being equal over configurations.")
        .number("equal_experiments_p_value", e -> orNull(e.equalOver()))
        .says(
            "probability",
            "fewer than two experiments of the metric have reruns",
            "The p-value of the noise being equal over the experiments of the metric.")
        .number("law_noise", e -> orNull(e.lawNoise()))
        .says("score", "no law was fitted", "The residual standard deviation of the law.")
        .number("law_noise_ratio", NoiseTable::ratio)
        .says("", NO_RERUNS + ", or no law was fitted", "That, over the noise between runs.");
  }

  private static Function<ExperimentNoise, Double> of(Function<NoiseOfReruns, Double> value) {
    return e -> orNull(e.reruns().map(value));
  }

  private static Double ratio(ExperimentNoise one) {
    Optional<Double> noise = one.reruns().map(NoiseOfReruns::sd).filter(sd -> sd > 0);
    return noise.isPresent() && one.lawNoise().isPresent()
        ? one.lawNoise().getAsDouble() / noise.get()
        : null;
  }

  private static Columns<ExperimentNoise> best(Columns<ExperimentNoise> columns) {
    return columns
        .number("best_first", e -> orNull(e.best()))
        .says("score", "no trial has a score", "The best score among the first runs.")
        .number("best_worth", e -> orNull(e.worth()))
        .says(
            "score",
            "no law was fitted",
            "What that trial is worth on average if it is run again: by the noise between runs, "
                + "or as the `observed_best_corrected` has it where there are no reruns.")
        .number("best_rerun_mean", e -> orNull(e.bestRerunMean()))
        .says("score", "it was not run again", "What its further runs gave on average.")
        .whole("n_best_reruns", ExperimentNoise::bestReruns)
        .says("runs", "never", "How many further runs it had.");
  }

  private static Columns<ExperimentNoise> decisions(Columns<ExperimentNoise> columns) {
    return columns
        .whole("n_kept", decided(JudgedDecisions::kept))
        .says("runs", NO_LOG, "Changes that were kept, the first one included.")
        .whole("n_discarded", decided(JudgedDecisions::discarded))
        .says("runs", NO_LOG, "Changes that were taken back.")
        .whole("n_undecided", decided(JudgedDecisions::others))
        .says("runs", NO_LOG, "Runs without a score, or without the word of a decision.")
        .whole("n_flagged", decided(d -> orNull(d.noise().map(noise -> d.flagged()))))
        .says("steps", NO_DECISIONS, "Steps among them that may well be noise.")
        .text("step_noise_source", decided(d -> orNull(d.noise().map(n -> n.source().code()))))
        .says(
            "",
            NO_DECISIONS,
            "Where the noise that they are judged by is from: `told`, `reruns`, `discards`.")
        .number("step_noise", decided(d -> orNull(d.noise().map(StepNoise::sd))))
        .says("score", NO_DECISIONS, "That noise of one run.");
  }

  private static <T> Function<ExperimentNoise, T> decided(Function<JudgedDecisions, T> value) {
    return e -> orNull(e.decisions().map(value));
  }

  /** {@return the part of the schema that is not key columns} */
  public static StructType ownColumns() {
    return new NoiseTable(Set.of(), "", 0).schema();
  }

  /** {@return configured name to column name of the key columns among some columns} */
  public static SortedMap<String, String> keyNames(StructType columns) {
    return Columns.keyNames(columns, ownColumns().fieldNames());
  }

  /**
   * Returns what the columns say.
   *
   * @return one for each column
   */
  public static List<ColumnDoc> docs() {
    return new NoiseTable(Set.of(), "", 0).columns.docs();
  }

  /** {@return the schema: the table's columns} */
  public StructType schema() {
    return columns.schema();
  }

  /**
   * Writes an experiment.
   *
   * @param experiment the experiment
   * @return a row of {@link #schema}
   */
  public Row row(ExperimentNoise experiment) {
    return columns.row(experiment);
  }
}
