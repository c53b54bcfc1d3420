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
          .textMap("experiment", t -> t.experiment().columns())
          .text("source", t -> t.origin().source())
          .text("trial_id", Trial::trialId)
          .big("trial_number", t -> orNull(t.number()))
          .text("state", t -> t.state().code())
          .text("state_raw", t -> orNull(t.stateRaw()))
          .text("metric", t -> t.score().metric())
          .text("direction", t -> t.score().direction().code())
          .number("value", t -> orNull(t.score().value()))
          .text("value_status", t -> t.score().status().code())
          .text("reduce", t -> t.score().reduce())
          .number("value_step", t -> orNull(t.score().step()))
          .whole("n_points", t -> t.score().points())
          .number("max_step", t -> orNull(t.score().maxStep()))
          .flag("failed", Trial::failed)
          .text("excluded_reason", t -> orNull(t.excludedReason().map(Coded::code)))
          .textMap("params", Trial::parameters)
          .text("params_hash", Trial::parametersHash)
          .text("seed", t -> orNull(t.seed()))
          .numbers("executions", t -> t.executions().isEmpty() ? null : t.executions())
          .text("sampler", t -> t.sampler().code())
          .text("sampler_source", t -> t.samplerSource().code())
          .add("start_time", DataTypes.TimestampType, t -> timestamp(t.timing().start()))
          .add("end_time", DataTypes.TimestampType, t -> timestamp(t.timing().end()))
          .number("duration_s", t -> orNull(t.timing().durationSeconds()))
          .textMap("tags", Trial::tags)
          .text("source_format", t -> t.origin().format())
          .text("source_path", t -> t.origin().path())
          .big("source_line", t -> orNull(t.origin().line()))
          .big("source_records", t -> t.origin().records());

  private TrialsTable() {}

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
