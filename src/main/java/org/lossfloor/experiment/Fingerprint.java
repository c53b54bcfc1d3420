package org.lossfloor.experiment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.sum;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.table.ExperimentsTable;

/**
 * A hash of everything that the rows of one experiment depend on: equal fingerprints, equal rows.
 */
public final class Fingerprint {
  /** The id of an experiment and its fingerprint. */
  static final StructType SCHEMA =
      new StructType()
          .add("experiment_id", DataTypes.StringType)
          .add("fingerprint", DataTypes.StringType);

  private static final long LOW_HALF = 0xffff_ffffL;

  private Fingerprint() {}

  /**
   * Sums over the trials of an experiment: the order in which trials arrive means nothing. The
   * halves of the hashes are summed apart, so that no sum overflows.
   *
   * @param trials how many trials there are
   * @param low the sum of the lower halves of their {@link PackedExperiment#TRACE}
   * @param high the sum of the upper halves
   */
  record Sums(long trials, long low, long high) implements Serializable {
    static final Sums NONE = new Sums(0, 0, 0);

    Sums with(long trace) {
      return with(new Sums(1, trace & LOW_HALF, trace >>> Integer.SIZE));
    }

    Sums with(Sums other) {
      return new Sums(trials + other.trials, low + other.low, high + other.high);
    }
  }

  /**
   * Returns the fingerprint of one experiment's input.
   *
   * @param sums over its trials
   * @param settings what is estimated and how
   * @param seed the seed of the random streams
   * @return 16 hexadecimal digits of SHA-256
   */
  static String of(Sums sums, MetricSettings settings, long seed) {
    String text =
        String.join(
            "|",
            sums.toString(),
            settings.toString(),
            Long.toString(seed),
            ExperimentsTable.STATISTICS_VERSION);
    byte[] hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 8);
  }

  /**
   * The fingerprints of all experiments, without bringing the trials of one together.
   *
   * @param trials rows of {@link PackedExperiment#TRIAL}
   * @param settings what is estimated, by the name of the settings
   * @param seed the seed of the random streams
   * @return rows of {@link #SCHEMA}
   */
  public static Dataset<Row> ofAll(
      Dataset<Row> trials, Map<String, MetricSettings> settings, long seed) {
    TreeMap<String, MetricSettings> wanted = new TreeMap<>(settings);
    MapFunction<Row, Row> fingerprint =
        row ->
            RowFactory.create(
                row.getString(0),
                of(
                    new Sums(row.getLong(3), row.getLong(4), row.getLong(5)),
                    wanted.get(AuditSettings.name(row.getString(1), row.getString(2))),
                    seed));
    return trials
        .groupBy("experiment_id", "source", "metric")
        .agg(
            count(lit(1)),
            sum(col(PackedExperiment.TRACE).bitwiseAND(LOW_HALF)),
            sum(shiftrightunsigned(col(PackedExperiment.TRACE), Integer.SIZE)))
        .map(fingerprint, Encoders.row(SCHEMA));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
