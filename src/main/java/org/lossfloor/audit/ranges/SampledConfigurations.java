package org.lossfloor.audit.ranges;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.decide.ranges.Hyperparameter;
import org.lossfloor.decide.ranges.Scale;
import org.lossfloor.decide.ranges.SweptTrials;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.sweep.TrialState;

/**
 * The configurations of one experiment, in an order of their own. Of a very large experiment a
 * sample is kept, chosen by a hash of the configuration, so that memory stays bounded.
 */
final class SampledConfigurations {
  /** At most so many are kept, and at least half of it if there are more. */
  static final int MOST = 16_384;

  private static final StructType COLUMNS =
      new StructType()
          .add(ExperimentKey.ID, DataTypes.StringType)
          .add("hash", DataTypes.LongType)
          .add("params_hash", DataTypes.StringType)
          .add("score", DataTypes.DoubleType)
          .add("crashed", DataTypes.BooleanType)
          .add("params", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType));

  private static final int HASH = COLUMNS.fieldIndex("hash");
  private static final int CONFIGURATION = COLUMNS.fieldIndex("params_hash");
  private static final int SCORE = COLUMNS.fieldIndex("score");
  private static final int CRASHED = COLUMNS.fieldIndex("crashed");
  private static final int PARAMS = COLUMNS.fieldIndex("params");

  /** A configuration: its runs. */
  private record Configuration(
      long hash, Map<String, String> params, List<Double> scores, List<Boolean> crashed) {
    double score(boolean minimize) {
      double[] sorted =
          scores.stream().mapToDouble(s -> s).filter(s -> !Double.isNaN(s)).sorted().toArray();
      double mean = Arrays.stream(sorted).average().orElse(Double.NaN);
      return minimize ? mean : -mean;
    }

    boolean failed() {
      return crashed.stream().allMatch(c -> c);
    }
  }

  private final TreeMap<String, Configuration> kept = new TreeMap<>();
  private int bits;

  /** What is selected of the table {@code trials}. */
  static Dataset<Row> of(Dataset<Row> trials) {
    return trials
        .filter("excluded_reason is null")
        .select(
            functions.col(ExperimentKey.ID),
            functions.xxhash64(functions.col("params_hash")).as("hash"),
            functions.col("params_hash"),
            functions
                .when(functions.col("failed"), functions.lit(null))
                .otherwise(functions.col("value"))
                .as("score"),
            functions
                .col("failed")
                .and(functions.col("state").notEqual(TrialState.PRUNED.code()))
                .as("crashed"),
            functions.col("params"));
  }

  /** Takes the rows of one experiment. */
  static SampledConfigurations of(Iterator<Row> rows) {
    SampledConfigurations sample = new SampledConfigurations();
    rows.forEachRemaining(sample::add);
    return sample;
  }

  private void add(Row row) {
    long hash = row.getLong(HASH);
    if (!keeps(hash)) {
      return;
    }
    Configuration one =
        kept.computeIfAbsent(
            row.getString(CONFIGURATION),
            key ->
                new Configuration(
                    hash, row.getJavaMap(PARAMS), new ArrayList<>(), new ArrayList<>()));
    one.scores().add(row.isNullAt(SCORE) ? Double.NaN : row.getDouble(SCORE));
    one.crashed().add(row.getBoolean(CRASHED));
    while (kept.size() > MOST) {
      bits++;
      kept.values().removeIf(c -> !keeps(c.hash()));
    }
  }

  private boolean keeps(long hash) {
    return Long.numberOfTrailingZeros(hash) >= bits;
  }

  /**
   * The trials, by the hash of the configuration.
   *
   * @param minimize whether a smaller score is better
   * @param limit the worst score of a good trial, as logged; NaN if it is not known
   * @param scales the scales that the user names, by hyperparameter
   */
  SweptTrials trials(boolean minimize, double limit, Map<String, Scale> scales) {
    List<Configuration> all = List.copyOf(kept.values());
    double[] scores = all.stream().mapToDouble(c -> c.score(minimize)).toArray();
    boolean[] crashed = new boolean[scores.length];
    for (int i = 0; i < crashed.length; i++) {
      crashed[i] = Double.isNaN(scores[i]) && all.get(i).failed();
    }
    double good = minimize ? limit : -limit;
    return new SweptTrials(
        hyperparameters(all, scales),
        scores,
        crashed,
        Double.isNaN(limit) ? SweptTrials.bestQuarter(scores) : good);
  }

  private static List<Hyperparameter> hyperparameters(
      List<Configuration> all, Map<String, Scale> scales) {
    TreeSet<String> names = new TreeSet<>();
    all.forEach(c -> names.addAll(c.params().keySet()));
    SortedMap<String, Hyperparameter> columns = new TreeMap<>();
    for (String name : names) {
      List<String> texts = new ArrayList<>();
      all.forEach(c -> texts.add(c.params().get(name)));
      columns.put(name, Hyperparameter.of(name, texts, Optional.ofNullable(scales.get(name))));
    }
    return List.copyOf(columns.values());
  }
}
