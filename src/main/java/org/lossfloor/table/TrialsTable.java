package org.lossfloor.table;

import static org.lossfloor.table.Columns.orNull;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.sweep.Coded;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.sweep.Origin;
import org.lossfloor.sweep.Outcome;
import org.lossfloor.sweep.Sampler;
import org.lossfloor.sweep.SamplerSource;
import org.lossfloor.sweep.Score;
import org.lossfloor.sweep.ScoreStatus;
import org.lossfloor.sweep.Timing;
import org.lossfloor.sweep.Trial;
import org.lossfloor.sweep.TrialState;

/** Table {@code trials}: every trial that was read, used or not, one row per trial and metric. */
public final class TrialsTable {
  /** The table's name. */
  public static final String NAME = "trials";

  private static final Columns<Trial> COLUMNS =
      new Columns<Trial>()
          .text(ExperimentKey.ID, t -> t.experiment().id())
          .says("The experiment.")
          .textMap("experiment", t -> t.experiment().columns())
          .says("The key columns by name.")
          .text("source", t -> t.origin().source())
          .says("The source.")
          .text("trial_id", Trial::trialId)
          .says("The trial's id, qualified where ids clash.")
          .big("trial_number", t -> orNull(t.number()))
          .says("", "not mapped", "Its position in the order of the draws.")
          .text("state", t -> t.state().code())
          .says("`complete`, `pruned`, `fail`, `running`, `waiting`, `unknown`.")
          .text("state_raw", t -> orNull(t.stateRaw()))
          .says("", "not mapped", "The word in the log.")
          .text("metric", t -> t.score().metric())
          .says("The metric.")
          .text("direction", t -> t.score().direction().code())
          .says("`minimize` or `maximize`.")
          .number("value", t -> orNull(t.score().value()))
          .says("score", "no value", "The score after transformation and reduction.")
          .text("value_status", t -> t.score().status().code())
          .says("`ok`, `nan`, `inf` or `missing`.")
          .text("reduce", t -> t.score().reduce())
          .says("How a curve became one score; `value` for one number.")
          .number("value_step", t -> orNull(t.score().step()))
          .says("steps", "no curve", "The step of the score.")
          .whole("n_points", t -> t.score().points())
          .says("points", "never", "Points of the curve.")
          .number("max_step", t -> orNull(t.score().maxStep()))
          .says("steps", "no curve", "The last step.")
          .flag("failed", Trial::failed)
          .says("Whether it counts as worse than the threshold.")
          .text("excluded_reason", t -> orNull(t.excludedReason().map(Coded::code)))
          .says(
              "",
              "it counts",
              "The rule that kept it out: `filtered`, `duplicate`, `retried`, `running`, "
                  + "`out_of_bounds` and so on.")
          .textMap("params", Trial::parameters)
          .says("Hyperparameters as logged.")
          .text("params_hash", Trial::parametersHash)
          .says("Hash of the hyperparameters; equal for reruns.")
          .text("seed", t -> orNull(t.seed()))
          .says("", "not mapped", "The training seed as logged.")
          .numbers("executions", t -> t.executions().isEmpty() ? null : t.executions())
          .says("score", "not mapped", "Scores of several runs of the trial.")
          .text("sampler", t -> t.sampler().code())
          .says("How it was drawn.")
          .text("sampler_source", t -> t.samplerSource().code())
          .says("Who says so.")
          .add("start_time", DataTypes.TimestampType, t -> timestamp(t.timing().start()))
          .says("UTC", "not mapped", "When it started.")
          .add("end_time", DataTypes.TimestampType, t -> timestamp(t.timing().end()))
          .says("UTC", "not mapped", "When it ended.")
          .number("duration_s", t -> orNull(t.timing().durationSeconds()))
          .says("s", "not mapped", "How long it ran.")
          .textMap("tags", Trial::tags)
          .says("Further fields that the configuration keeps.")
          .text("source_format", t -> t.origin().format())
          .says("The format of its log.")
          .text("source_path", t -> t.origin().path())
          .says("The file, secrets masked.")
          .big("source_line", t -> orNull(t.origin().line()))
          .says("", "no lines", "Where in the file.")
          .big("source_records", t -> t.origin().records())
          .says("records", "never", "How many records it was made from.");

  private TrialsTable() {}

  static List<ColumnDoc> docs() {
    return COLUMNS.docs();
  }

  /**
   * Returns the table's columns.
   *
   * @return the schema
   */
  public static StructType schema() {
    return COLUMNS.schema();
  }

  /**
   * Writes a trial as a row.
   *
   * @param trial the trial
   * @return a row of {@link #schema}
   */
  public static Row row(Trial trial) {
    return COLUMNS.row(trial);
  }

  /**
   * Reads a row back.
   *
   * @param row a row of {@link #schema}
   * @return the trial
   */
  public static Trial trial(Row row) {
    String reason = row.getAs("excluded_reason");
    boolean failed = row.getAs("failed");
    Outcome outcome =
        reason != null
            ? new Outcome.Excluded(word(ExclusionReason.class, reason))
            : failed ? Outcome.FAILED : Outcome.SCORED;
    return new Trial(
        new ExperimentKey(texts(row, "experiment")),
        row.getAs("trial_id"),
        whole(row, "trial_number"),
        word(TrialState.class, row.getAs("state")),
        Optional.ofNullable(row.getAs("state_raw")),
        score(row),
        texts(row, "params"),
        Optional.ofNullable(row.getAs("seed")),
        numbers(row, "executions"),
        word(Sampler.class, row.getAs("sampler")),
        word(SamplerSource.class, row.getAs("sampler_source")),
        new Timing(instant(row, "start_time"), instant(row, "end_time"), number(row, "duration_s")),
        texts(row, "tags"),
        new Origin(
            row.getAs("source"),
            row.getAs("source_format"),
            row.getAs("source_path"),
            whole(row, "source_line"),
            row.<Long>getAs("source_records")),
        outcome);
  }

  private static Score score(Row row) {
    return new Score(
        row.getAs("metric"),
        word(Direction.class, row.getAs("direction")),
        number(row, "value"),
        word(ScoreStatus.class, row.getAs("value_status")),
        row.getAs("reduce"),
        number(row, "value_step"),
        row.<Integer>getAs("n_points"),
        number(row, "max_step"));
  }

  private static <E extends Enum<E> & Coded> E word(Class<E> type, String code) {
    return Coded.parse(type, code)
        .orElseThrow(() -> new IllegalArgumentException("no " + type.getSimpleName() + " " + code));
  }

  private static SortedMap<String, String> texts(Row row, String column) {
    return new TreeMap<>(row.getJavaMap(row.fieldIndex(column)));
  }

  private static List<Double> numbers(Row row, String column) {
    int at = row.fieldIndex(column);
    return row.isNullAt(at) ? List.of() : row.getList(at);
  }

  private static OptionalDouble number(Row row, String column) {
    Double value = row.getAs(column);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static OptionalLong whole(Row row, String column) {
    Long value = row.getAs(column);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static Optional<Instant> instant(Row row, String column) {
    Timestamp time = row.getAs(column);
    return Optional.ofNullable(time).map(Timestamp::toInstant);
  }

  private static Timestamp timestamp(Optional<Instant> time) {
    return time.map(Timestamp::from).orElse(null);
  }
}
