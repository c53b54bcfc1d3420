package org.lossfloor.experiment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.sum;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.prospect.DecideSettings;
import org.lossfloor.experiment.state.StateReader;
import org.lossfloor.experiment.state.StateWriter;
import org.lossfloor.math.Sha256;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.ExperimentsTable;

/**
 * A hash of everything that the rows of one experiment depend on: equal fingerprints, equal rows.
 * What is hashed is the list of {@link #fields}, one line {@code name=value} each, sorted by name;
 * so no name of a class or of a record's component is part of it.
 */
public final class Fingerprint {
  /** The id of an experiment and its fingerprint. */
  static final StructType SCHEMA =
      new StructType()
          .add(ExperimentKey.ID, DataTypes.StringType)
          .add("fingerprint", DataTypes.StringType);

  /** Goes up when fields are added, renamed or written in another way. */
  static final int VERSION = 4;

  private static final String TRIALS = "trials";
  private static final String LOW = "low";
  private static final String HIGH = "high";
  private static final long LOW_HALF = 0xffff_ffffL;

  private Fingerprint() {}

  /**
   * Sums over the trials of an experiment: the order in which trials arrive has no effect. The
   * halves of the hashes are summed apart, so that no sum overflows.
   *
   * @param trials how many trials there are
   * @param low the sum of the lower halves of their {@link TrialColumn#TRACE}
   * @param high the sum of the upper halves
   */
  record Sums(long trials, long low, long high) {
    static final Sums NONE = new Sums(0, 0, 0);

    void write(StateWriter out) {
      out.big(trials).big(low).big(high);
    }

    static Sums read(StateReader in) {
      return new Sums(in.big(), in.big(), in.big());
    }

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
    return Sha256.id(
        fields(sums, settings, seed).entrySet().stream()
            .map(field -> field.getKey() + "=" + field.getValue() + "\n")
            .collect(Collectors.joining()));
  }

  /** What is hashed, by name; every value has one spelling, and none has a line break. */
  static SortedMap<String, Object> fields(Sums sums, MetricSettings wanted, long seed) {
    SortedMap<String, Object> all = new TreeMap<>();
    all.put("fingerprint_version", VERSION);
    all.put("statistics_version", ExperimentsTable.STATISTICS_VERSION);
    all.put("seed", seed);
    all.put("trials", sums.trials());
    all.put("trials_low", sums.low());
    all.put("trials_high", sums.high());
    all.put("replicates", wanted.replicates());
    all.put("intervals", wanted.intervals().code());
    all.put("noise", wanted.noise().text());
    all.put("reruns", wanted.reruns().policy().code());
    all.put("reruns_stated", wanted.reruns().stated());
    all.put("doubts", wanted.doubts().stream().map(Enum::name).toList());
    add(wanted.settings(), all);
    add(wanted.decide(), all);
    return all;
  }

  private static void add(EstimateSettings settings, Map<String, Object> all) {
    all.put("minimize", settings.minimize());
    all.put("threshold", settings.threshold().text());
    all.put("lower_bound", settings.lowerBound());
    all.put("upper_bound", settings.upperBound());
    all.put("min_dimension", settings.minDimension());
    all.put("max_dimension", settings.maxDimension());
    all.put("pinned_dimension", settings.pinned());
    all.put("confidence", settings.confidence());
    all.put("objective", settings.objective().name());
    all.put("tuning_trials", settings.trials());
  }

  private static void add(DecideSettings decide, Map<String, Object> all) {
    all.put("eps", decide.eps().text());
    all.put("probability", decide.probability());
    all.put("next_trials", decide.nextTrials());
  }

  /**
   * The fingerprints of all experiments, without bringing the trials of one together.
   *
   * @param trials rows of {@link TrialColumn#schema}
   * @param settings what is estimated, by the name of the settings
   * @param seed the seed of the random streams
   * @return rows of {@link #SCHEMA}
   */
  public static Dataset<Row> ofAll(
      Dataset<Row> trials, Map<String, MetricSettings> settings, long seed) {
    TreeMap<String, MetricSettings> wanted = new TreeMap<>(settings);
    return trials
        .groupBy(ExperimentKey.ID)
        .agg(
            min(TrialColumn.SETTINGS.column()).as(TrialColumn.SETTINGS.column()),
            count(lit(1)).as(TRIALS),
            sum(col(TrialColumn.TRACE.column()).bitwiseAND(LOW_HALF)).as(LOW),
            sum(shiftrightunsigned(col(TrialColumn.TRACE.column()), Integer.SIZE)).as(HIGH))
        .map(new OfSums(wanted, seed), Encoders.row(SCHEMA));
  }

  /** Sums over the trials of an experiment to its fingerprint. */
  private record OfSums(TreeMap<String, MetricSettings> wanted, long seed)
      implements MapFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Row call(Row row) {
      Sums sums = new Sums(row.getAs(TRIALS), row.getAs(LOW), row.getAs(HIGH));
      String name = row.getAs(TrialColumn.SETTINGS.column());
      return RowFactory.create(row.getAs(ExperimentKey.ID), of(sums, wanted.get(name), seed));
    }
  }
}
