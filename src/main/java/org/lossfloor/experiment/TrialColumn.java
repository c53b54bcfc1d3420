package org.lossfloor.experiment;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.engine.Cells;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.sweep.ScoreStatus;
import org.lossfloor.sweep.TrialState;

/**
 * The columns of a trial that an {@link ExperimentState} takes, in their order: the type of each,
 * and how it comes out of the table {@code trials}.
 */
public final class TrialColumn {
  private static final List<TrialColumn> ALL = new ArrayList<>();

  private static final DataType TEXTS =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);

  /** The id of the experiment. */
  public static final TrialColumn EXPERIMENT_ID =
      of(ExperimentKey.ID, DataTypes.StringType, () -> col(ExperimentKey.ID));

  /** The key of the experiment. */
  public static final TrialColumn EXPERIMENT = of("experiment", TEXTS, () -> col("experiment"));

  /** The name of the settings that it is estimated with, see {@link AuditSettings#name}. */
  public static final TrialColumn SETTINGS =
      of(
          "settings",
          DataTypes.StringType,
          () -> concat_ws(AuditSettings.SEPARATOR, col("source"), col("metric"), col("direction")));

  /** How it was drawn. */
  public static final TrialColumn SAMPLER =
      of("sampler", DataTypes.StringType, () -> col("sampler"));

  /** Who says so. */
  public static final TrialColumn SAMPLER_SOURCE =
      of("sampler_source", DataTypes.StringType, () -> col("sampler_source"));

  /** Its score; may be empty where it failed or is excluded. */
  public static final TrialColumn VALUE = of("value", DataTypes.DoubleType, () -> col("value"));

  /** Whether it failed. */
  public static final TrialColumn FAILED = of("failed", DataTypes.BooleanType, () -> col("failed"));

  /** Whether a rule leaves it out. */
  public static final TrialColumn EXCLUDED =
      of("excluded", DataTypes.BooleanType, () -> col("excluded_reason").isNotNull());

  /** Whether it was stopped because it did badly. */
  public static final TrialColumn PRUNED = of("pruned", DataTypes.BooleanType, Sources::pruned);

  /** Whether it has no value although nothing says that it failed. */
  public static final TrialColumn UNVALUED =
      of("unvalued", DataTypes.BooleanType, Sources::unvalued);

  /** A hash of what tells it from the others; empty where nothing is known but scores. */
  public static final TrialColumn IDENTITY =
      of(
          "identity",
          DataTypes.LongType,
          () -> xxhash64(col("source"), col("trial_id"), col("source_line")));

  /** Its position in the order of the draws; may be empty. */
  public static final TrialColumn NUMBER =
      of("number", DataTypes.LongType, () -> col("trial_number"));

  /** When it started, in microseconds; may be empty. */
  public static final TrialColumn START =
      of("start", DataTypes.LongType, () -> unix_micros(col("start_time")));

  /** A hash of its hyperparameters and its score; empty without hyperparameters. */
  public static final TrialColumn CONFIGURATION =
      of(
          "configuration",
          DataTypes.LongType,
          () -> when(size(col("params")).gt(0), xxhash64(col("params_hash"), col("value"))));

  /** A hash of its hyperparameters; empty without any. */
  public static final TrialColumn HYPERPARAMETERS =
      of(
          "hyperparameters",
          DataTypes.LongType,
          () -> when(size(col("params")).gt(0), xxhash64(col("params_hash"))));

  /** A code of its training seed: the seed itself if it is a whole number; may be empty. */
  public static final TrialColumn SEED =
      of(
          "seed",
          DataTypes.LongType,
          () ->
              when(
                  col("seed").isNotNull(),
                  coalesce(col("seed").try_cast(DataTypes.LongType), xxhash64(col("seed")))));

  /** The scores of its runs where it had several, NaN for a failed one; may be empty. */
  public static final TrialColumn EXECUTIONS =
      of("executions", DataTypes.createArrayType(DataTypes.DoubleType), () -> col("executions"));

  /** The last step of its curve; may be empty. */
  public static final TrialColumn LAST_STEP =
      of("last_step", DataTypes.DoubleType, () -> col("max_step"));

  /** Its hyperparameters. */
  public static final TrialColumn PARAMS = of("params", TEXTS, () -> col("params"));

  /**
   * A hash of everything about it that an estimate may depend on; its place in the log is not part
   * of that.
   */
  public static final TrialColumn TRACE = of("trace", DataTypes.LongType, Sources::trace);

  private final String column;
  private final DataType type;

  /** Made when it is asked for: {@code check} does without. */
  private final Supplier<Column> taken;

  private final int position;

  private TrialColumn(String column, DataType type, Supplier<Column> taken, int position) {
    this.column = column;
    this.type = type;
    this.taken = taken;
    this.position = position;
  }

  private static TrialColumn of(String name, DataType type, Supplier<Column> taken) {
    TrialColumn column = new TrialColumn(name, type, taken, ALL.size());
    ALL.add(column);
    return column;
  }

  private static final class Sources {
    static Column pruned() {
      Column pruned = lit(ExclusionReason.PRUNED.code());
      return col("state")
          .equalTo(TrialState.PRUNED.code())
          .and(coalesce(col("excluded_reason"), pruned).equalTo(pruned));
    }

    static Column unvalued() {
      return col("value_status")
          .isin(ScoreStatus.MISSING.code(), ScoreStatus.ABSENT.code())
          .and(col("state").isin(TrialState.COMPLETE.code(), TrialState.UNKNOWN.code()));
    }

    static Column trace() {
      return xxhash64(
          col("trial_number"),
          unix_micros(col("start_time")),
          col("params_hash"),
          col("value"),
          col("value_status"),
          col("max_step"),
          col("failed"),
          col("excluded_reason"),
          col("state"),
          col("sampler"),
          col("sampler_source"),
          // An empty cell leaves the hash as it is.
          col("seed"),
          col("executions"));
    }
  }

  /**
   * Returns the name of the column.
   *
   * @return the name
   */
  public String column() {
    return column;
  }

  /**
   * Returns the position of the column in a row.
   *
   * @return the position, from 0
   */
  public int position() {
    return position;
  }

  /**
   * Returns all columns.
   *
   * @return the schema
   */
  public static StructType schema() {
    StructType schema = new StructType();
    for (TrialColumn column : ALL) {
      schema = schema.add(column.column(), column.type);
    }
    return schema;
  }

  /**
   * What is selected of the table {@code trials}.
   *
   * @return the columns of {@link #schema}
   */
  public static Column[] ofTrials() {
    return columns(column -> column.taken.get());
  }

  /**
   * What is selected of another table.
   *
   * @param given some of the columns; the others are empty
   * @return the columns of {@link #schema}
   */
  public static Column[] of(Map<TrialColumn, Column> given) {
    return columns(column -> given.getOrDefault(column, lit(null).cast(column.type)));
  }

  private static Column[] columns(Function<TrialColumn, Column> source) {
    return ALL.stream()
        .map(column -> source.apply(column).as(column.column()))
        .toArray(Column[]::new);
  }

  boolean isNull(Cells trial) {
    return trial.isNull(position);
  }

  boolean flag(Cells trial) {
    return trial.flag(position);
  }

  long big(Cells trial) {
    return trial.big(position);
  }

  Long bigOrNull(Cells trial) {
    return isNull(trial) ? null : big(trial);
  }

  double number(Cells trial) {
    return trial.number(position);
  }

  double numberOrNan(Cells trial) {
    return isNull(trial) ? Double.NaN : number(trial);
  }

  double[] numbers(Cells trial) {
    return trial.numbers(position);
  }

  String text(Cells trial) {
    return trial.text(position);
  }

  Map<String, String> texts(Cells trial) {
    return trial.texts(position);
  }
}
