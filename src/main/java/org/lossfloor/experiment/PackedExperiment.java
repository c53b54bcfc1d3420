package org.lossfloor.experiment;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.estimate.Draws;
import org.lossfloor.estimate.Pruned;
import org.lossfloor.estimate.Reason;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.ScoreStatus;
import org.lossfloor.sweep.TrialState;

/**
 * The trials of one experiment, or some of them, packed into primitive arrays. The result does not
 * depend on their order or on the parts in which they were packed. Failed and excluded trials are
 * only counted.
 */
public final class PackedExperiment implements Serializable {
  /**
   * A hash of everything about a trial that an estimate may depend on; its place in the log is not
   * part of it.
   */
  public static final String TRACE = "trace";

  /** The rows it is made from, in this order. */
  public static final StructType TRIAL =
      new StructType()
          .add("experiment_id", DataTypes.StringType)
          .add("experiment", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
          .add("source", DataTypes.StringType)
          .add("metric", DataTypes.StringType)
          .add("sampler", DataTypes.StringType)
          .add("value", DataTypes.DoubleType)
          .add("failed", DataTypes.BooleanType)
          .add("excluded", DataTypes.BooleanType)
          .add("identity", DataTypes.LongType)
          .add("number", DataTypes.LongType)
          .add("start", DataTypes.LongType)
          .add("configuration", DataTypes.LongType)
          .add("last_step", DataTypes.DoubleType)
          .add("params", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
          .add("sampler_source", DataTypes.StringType)
          .add(TRACE, DataTypes.LongType)
          .add("pruned", DataTypes.BooleanType)
          .add("unvalued", DataTypes.BooleanType);

  private static final int AT_TRACE = TRIAL.fieldIndex(TRACE);
  private static final int AT_PRUNED = TRIAL.fieldIndex("pruned");
  private static final int AT_UNVALUED = TRIAL.fieldIndex("unvalued");

  private static final long serialVersionUID = 1L;

  private final TreeMap<String, String> key;
  private final String settings;
  private StatedSampler sampler = StatedSampler.NOBODY;
  private final TrialTraces traces = new TrialTraces();
  private final RepeatedTrials repeated = new RepeatedTrials();
  private long excluded;
  private int failed;

  /** Of the failed trials, those that have no value although nothing says that they failed. */
  private int unvalued;

  private int count;
  private final PrunedTrials pruned = new PrunedTrials();
  private Fingerprint.Sums sums = Fingerprint.Sums.NONE;
  private double[] scores = new double[16];

  private PackedExperiment(Map<String, String> key, String settings) {
    this.key = new TreeMap<>(key);
    this.settings = settings;
  }

  /** Nothing yet of the experiment that a row of {@link #TRIAL} belongs to. */
  static PackedExperiment startedBy(InternalRow trial) {
    return new PackedExperiment(
        texts(trial, 1), AuditSettings.name(text(trial, 2), text(trial, 3)));
  }

  /** Puts the parts of one experiment together, at least one. */
  static PackedExperiment of(Iterator<PackedExperiment> parts) {
    PackedExperiment first = parts.next();
    PackedExperiment all = new PackedExperiment(first.key, first.settings);
    all.add(first);
    parts.forEachRemaining(all::add);
    return all.ended();
  }

  /** Sorts the scores and releases unused room. */
  PackedExperiment ended() {
    scores = Arrays.copyOf(scores, count);
    Arrays.sort(scores);
    traces.trim();
    repeated.trim();
    return this;
  }

  private void add(PackedExperiment part) {
    sums = sums.with(part.sums);
    excluded += part.excluded;
    if (part.failed + part.count > 0) {
      say(part.sampler);
    }
    failed += part.failed;
    unvalued += part.unvalued;
    pruned.add(part.pruned);
    reserve(part.count);
    System.arraycopy(part.scores, 0, scores, count, part.count);
    count += part.count;
    traces.add(part.traces);
    repeated.add(part.repeated);
  }

  /** Adds a row of {@link #TRIAL}. */
  void add(InternalRow trial) {
    sums = sums.with(trial.getLong(AT_TRACE));
    if (trial.getBoolean(AT_PRUNED)) {
      pruned.add(trial.getBoolean(7), trial.getBoolean(6), valueOf(trial));
    }
    if (trial.getBoolean(7)) {
      excluded++;
      return;
    }
    say(StatedSampler.of(text(trial, 4), text(trial, 14)));
    boolean lost = trial.getBoolean(6);
    if (lost) {
      failed++;
      unvalued += trial.getBoolean(AT_UNVALUED) ? 1 : 0;
    } else {
      reserve(1);
      scores[count++] = trial.getDouble(5);
    }
    if (!trial.isNullAt(8)) {
      keep(trial, lost);
    }
  }

  private static double valueOf(InternalRow trial) {
    return trial.isNullAt(5) ? Double.NaN : trial.getDouble(5);
  }

  /** Notes how trials were drawn, before they are counted. */
  private void say(StatedSampler said) {
    sampler = failed + count == 0 ? said : sampler.with(said);
  }

  private void reserve(int more) {
    if (count + more > scores.length) {
      scores = Arrays.copyOf(scores, Math.max(count + more, 2 * count));
    }
  }

  private void keep(InternalRow trial, boolean lost) {
    traces.add(
        trial.getLong(8),
        lost ? Double.NaN : trial.getDouble(5),
        trial.isNullAt(9) ? null : trial.getLong(9),
        trial.isNullAt(10) ? null : trial.getLong(10),
        trial.isNullAt(12) ? null : trial.getDouble(12),
        texts(trial, 13));
    if (!lost && !trial.isNullAt(11)) {
      repeated.add(trial.getLong(11));
    }
  }

  private static String text(InternalRow row, int column) {
    return row.getUTF8String(column).toString();
  }

  private static Map<String, String> texts(InternalRow row, int column) {
    MapData map = row.getMap(column);
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < map.numElements(); i++) {
      texts.put(
          map.keyArray().getUTF8String(i).toString(), map.valueArray().getUTF8String(i).toString());
    }
    return texts;
  }

  /** The selection from the table {@code trials} that gives rows of {@link #TRIAL}. */
  public static Column[] columnsOfTrials() {
    Column pruned = lit(ExclusionReason.PRUNED.code());
    return new Column[] {
      col("experiment_id"),
      col("experiment"),
      col("source"),
      col("metric"),
      col("sampler"),
      col("value"),
      col("failed"),
      col("excluded_reason").isNotNull().as("excluded"),
      xxhash64(col("source"), col("trial_id"), col("source_line")).as("identity"),
      col("trial_number").as("number"),
      unix_micros(col("start_time")).as("start"),
      when(size(col("params")).gt(0), xxhash64(col("params_hash"), col("value")))
          .as("configuration"),
      col("max_step").as("last_step"),
      col("params"),
      col("sampler_source"),
      xxhash64(
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
              col("sampler_source"))
          .as(TRACE),
      col("state")
          .equalTo(TrialState.PRUNED.code())
          .and(coalesce(col("excluded_reason"), pruned).equalTo(pruned))
          .as("pruned"),
      col("value_status")
          .isin(ScoreStatus.MISSING.code(), ScoreStatus.ABSENT.code())
          .and(col("state").isin(TrialState.COMPLETE.code(), TrialState.UNKNOWN.code()))
          .as("unvalued")
    };
  }

  SortedMap<String, String> key() {
    return key;
  }

  /** The name of the settings that this experiment is estimated with. */
  public String settings() {
    return settings;
  }

  /** How the trials that count were drawn. */
  StatedSampler sampler() {
    return sampler;
  }

  /** What is known about the draws besides the scores. */
  public Draws draws(MetricSettings wanted) {
    boolean mostLack = 2L * unvalued > failed + count;
    return new Draws(
        traces.scores(),
        traces.hyperparameters(),
        repeated.count(),
        traces.lastSteps(),
        pruned(wanted.settings().direction()),
        (mostLack ? wanted.doubting(Reason.MOST_LACK_METRIC) : wanted).doubts(),
        sampler.sampler());
  }

  /** What is known about trials that were stopped because they did badly. */
  Pruned pruned(Direction direction) {
    return pruned.known(direction);
  }

  long excluded() {
    return excluded;
  }

  int failed() {
    return failed;
  }

  /** About all trials, including those that do not count. */
  Fingerprint.Sums sums() {
    return sums;
  }

  /** The finite scores, ascending; not copied. */
  double[] finite() {
    return scores;
  }

  /** One score per trial that counts, NaN for a failed one, as the core takes them. */
  public double[] scores() {
    double[] all = Arrays.copyOf(scores, scores.length + failed);
    Arrays.fill(all, scores.length, all.length, Double.NaN);
    return all;
  }
}
