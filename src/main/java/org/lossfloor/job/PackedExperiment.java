package org.lossfloor.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The trials of one experiment packed into one primitive array, the same whatever their order and
 * partitioning. Failed and excluded trials are only counted.
 */
final class PackedExperiment {
  /** A hash of everything about a trial that an estimate may depend on. */
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
          .add(TRACE, DataTypes.LongType)
          .add(EarlierRun.KNOWN, DataTypes.StringType);

  private static final int AT_TRACE = TRIAL.fieldIndex(TRACE);
  private static final int AT_KNOWN = TRIAL.fieldIndex(EarlierRun.KNOWN);

  private static final String MIXED = "unknown";

  private SortedMap<String, String> key = new TreeMap<>();
  private String settings = "";
  private String sampler;
  private long excluded;
  private int failed;
  private int count;
  private long traces;
  private String known;
  private double[] scores = new double[128];

  private PackedExperiment() {}

  /** Packs the rows of {@link #TRIAL} of one experiment, at least one. */
  static PackedExperiment of(Iterator<Row> trials) {
    PackedExperiment packed = new PackedExperiment();
    Row first = trials.next();
    packed.key = new TreeMap<>(first.getJavaMap(1));
    packed.settings = first.getString(2);
    packed.sampler = first.getString(3);
    packed.known = first.getString(AT_KNOWN);
    packed.add(first);
    trials.forEachRemaining(packed::add);
    packed.scores = Arrays.copyOf(packed.scores, packed.count);
    Arrays.sort(packed.scores);
    return packed;
  }

  private void add(Row trial) {
    // A sum, because the order in which trials arrive means nothing.
    traces += trial.getLong(AT_TRACE);
    sampler = sampler.equals(trial.getString(3)) ? sampler : MIXED;
    if (trial.getBoolean(6)) {
      excluded++;
    } else if (trial.getBoolean(5)) {
      failed++;
    } else {
      scores = count == scores.length ? Arrays.copyOf(scores, 2 * count) : scores;
      scores[count++] = trial.getDouble(4);
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
      xxhash64(
              col("source"),
              col("trial_id"),
              col("source_line"),
              col("trial_number"),
              unix_micros(col("start_time")),
              col("params_hash"),
              col("value"),
              col("max_step"),
              col("failed"),
              col("excluded_reason"),
              col("sampler"),
              col("sampler_source"))
          .as(TRACE),
      col(EarlierRun.KNOWN)
    };
  }

  SortedMap<String, String> key() {
    return key;
  }

  /** The name of the settings that this experiment is estimated with. */
  String settings() {
    return settings;
  }

  /** How the trials were drawn; unknown if they disagree. */
  String sampler() {
    return sampler;
  }

  long excluded() {
    return excluded;
  }

  int failed() {
    return failed;
  }

  /** The sum of the hashes of all trials, in no order. */
  long traces() {
    return traces;
  }

  /** The fingerprint that an earlier run has for this experiment, or null. */
  String known() {
    return known;
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
