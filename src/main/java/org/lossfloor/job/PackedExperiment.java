package org.lossfloor.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.estimate.Draws;

/**
 * The trials of one experiment packed into one primitive array, the same whatever their order and
 * partitioning. Failed and excluded trials are only counted.
 */
final class PackedExperiment {
  /**
   * A hash of everything about a trial that an estimate may depend on; its place in the log is
   * none.
   */
  static final String TRACE = "trace";

  /** The rows it is made from, in this order. */
  static final StructType TRIAL =
      new StructType()
          .add("experiment_id", DataTypes.StringType)
          .add("experiment", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
          .add("settings", DataTypes.StringType)
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
          .add(TRACE, DataTypes.LongType);

  private static final int AT_TRACE = TRIAL.fieldIndex(TRACE);

  private SortedMap<String, String> key = new TreeMap<>();
  private String settings = "";
  private StatedSampler sampler = StatedSampler.NOBODY;
  private final TrialTraces traces = new TrialTraces();
  private final RepeatedTrials repeated = new RepeatedTrials();
  private long excluded;
  private int failed;
  private int count;
  private Fingerprint.Sums sums = Fingerprint.Sums.NONE;
  private double[] scores = new double[128];

  private PackedExperiment() {}

  /** Packs the rows of {@link #TRIAL} of one experiment, at least one. */
  static PackedExperiment of(Iterator<Row> trials) {
    PackedExperiment packed = new PackedExperiment();
    Row first = trials.next();
    packed.key = new TreeMap<>(first.getJavaMap(1));
    packed.settings = first.getString(2);
    packed.add(first);
    trials.forEachRemaining(packed::add);
    packed.scores = Arrays.copyOf(packed.scores, packed.count);
    Arrays.sort(packed.scores);
    return packed;
  }

  private void add(Row trial) {
    sums = sums.with(trial.getLong(AT_TRACE));
    if (trial.getBoolean(6)) {
      excluded++;
      return;
    }
    boolean lost = trial.getBoolean(5);
    if (lost) {
      failed++;
    } else {
      scores = count == scores.length ? Arrays.copyOf(scores, 2 * count) : scores;
      scores[count++] = trial.getDouble(4);
    }
    boolean first = failed + count == 1;
    StatedSampler said = StatedSampler.of(trial.getString(3), trial.getString(13));
    sampler = first ? said : sampler.with(said);
    if (!trial.isNullAt(7)) {
      keep(trial, lost);
    }
  }

  private void keep(Row trial, boolean lost) {
    traces.add(
        trial.getLong(7),
        lost ? Double.NaN : trial.getDouble(4),
        trial.getAs(8),
        trial.getAs(9),
        trial.getAs(11),
        trial.getJavaMap(12));
    if (!lost && !trial.isNullAt(10)) {
      repeated.add(trial.getLong(10));
    }
  }

  /** What is selected of the table {@code trials} to give rows of {@link #TRIAL}. */
  static Column[] columnsOfTrials() {
    return new Column[] {
      col("experiment_id"),
      col("experiment"),
      concat_ws(AuditSettings.SEPARATOR, col("source"), col("metric")).as("settings"),
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
              col("max_step"),
              col("failed"),
              col("excluded_reason"),
              col("sampler"),
              col("sampler_source"))
          .as(TRACE)
    };
  }

  SortedMap<String, String> key() {
    return key;
  }

  /** The name of the settings that this experiment is estimated with. */
  String settings() {
    return settings;
  }

  /** How the trials that count were drawn. */
  StatedSampler sampler() {
    return sampler;
  }

  /** What is known of the draws besides the scores. */
  Draws draws() {
    return new Draws(
        traces.scores(),
        traces.hyperparameters(),
        repeated.count(),
        traces.lastSteps(),
        sampler.kind());
  }

  long excluded() {
    return excluded;
  }

  int failed() {
    return failed;
  }

  /** Of all trials, those that do not count included. */
  Fingerprint.Sums sums() {
    return sums;
  }

  /** The finite scores, ascending; not copied. */
  double[] finite() {
    return scores;
  }

  /** One score per trial that counts, NaN for a failed one, as the core takes them. */
  double[] scores() {
    double[] all = Arrays.copyOf(scores, scores.length + failed);
    Arrays.fill(all, scores.length, all.length, Double.NaN);
    return all;
  }
}
