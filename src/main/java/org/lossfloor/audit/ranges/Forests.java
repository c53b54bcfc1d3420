package org.lossfloor.audit.ranges;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.RandomForestRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressor;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.decide.ranges.Hyperparameter;
import org.lossfloor.decide.ranges.Importance;
import org.lossfloor.decide.ranges.Resample;
import org.lossfloor.decide.ranges.SweptTrials;
import org.lossfloor.math.Seeds;

/**
 * Which hyperparameters matter among the good trials, by Spark's random forests. For every
 * bootstrap replicate a forest learns the scores of the trials that were drawn; its error on the
 * others grows when the values of a hyperparameter are shuffled among them.
 */
final class Forests {
  /** The most good trials that are used, the first by the hash of the configuration. */
  private static final int MOST_TRIALS = 2048;

  /** Fewer good trials give no forest. */
  private static final int LEAST_TRIALS = 24;

  private static final int TREES = 20;
  private static final int DEPTH = 5;
  private static final String PURPOSE = "importance";

  private static final StructType COLUMNS =
      new StructType()
          .add("features", SQLDataTypes.VectorType())
          .add("label", DataTypes.DoubleType)
          .add("weight", DataTypes.DoubleType);

  private final SparkSession spark;
  private final int replicates;
  private final long seed;

  Forests(SparkSession spark, int replicates, long seed) {
    this.spark = spark;
    this.replicates = replicates;
    this.seed = seed;
  }

  /**
   * Measures.
   *
   * @param id the experiment
   * @param trials its trials
   * @return by the name of the hyperparameter; nothing where too few trials are good
   */
  SortedMap<String, Importance> of(String id, SweptTrials trials) {
    List<Hyperparameter> varying =
        trials.hyperparameters().stream().filter(Hyperparameter::varies).toList();
    int[] good =
        IntStream.range(0, trials.scores().length)
            .filter(trials::good)
            .limit(MOST_TRIALS)
            .toArray();
    SortedMap<String, Importance> found = new TreeMap<>();
    double[] labels = Arrays.stream(good).mapToDouble(i -> trials.scores()[i]).toArray();
    if (good.length < LEAST_TRIALS || variance(labels) == 0 || varying.isEmpty()) {
      return found;
    }
    double[][] features = features(varying, good);
    long base = Seeds.base(seed, id, PURPOSE);
    List<double[]> all = new ArrayList<>();
    for (int r = 0; r < replicates; r++) {
      all.add(replicate(features, labels, Seeds.replicate(base, r)));
    }
    for (int j = 0; j < varying.size(); j++) {
      int at = j;
      found.put(
          varying.get(j).name(), Importance.of(all.stream().mapToDouble(one -> one[at]).toArray()));
    }
    return found;
  }

  /** Places on scales, words by their position in the alphabet, -1 where a trial has none. */
  private static double[][] features(List<Hyperparameter> varying, int... good) {
    double[][] features = new double[good.length][varying.size()];
    for (int j = 0; j < varying.size(); j++) {
      Hyperparameter one = varying.get(j);
      double[] codes = one.codes();
      for (int i = 0; i < good.length; i++) {
        features[i][j] = codes[good[i]];
      }
    }
    return features;
  }

  private double[] replicate(double[][] features, double[] labels, long replicateSeed) {
    Resample resample = new Resample(labels.length, replicateSeed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      if (resample.drawn(i) > 0) {
        rows.add(
            RowFactory.create(Vectors.dense(features[i]), labels[i], (double) resample.drawn(i)));
      }
    }
    // One partition: sums of floating-point numbers depend on how they are split.
    Dataset<Row> sample = spark.createDataFrame(rows, COLUMNS).coalesce(1);
    RandomForestRegressionModel forest =
        new RandomForestRegressor()
            .setNumTrees(TREES)
            .setMaxDepth(DEPTH)
            .setWeightCol("weight")
            .setSeed(replicateSeed)
            .fit(sample);
    int[] left = resample.left();
    double error = error(forest, features, labels, left, left, 0);
    double[] grown = new double[features[0].length];
    for (int j = 0; j < grown.length; j++) {
      int[] shuffled = resample.shuffled();
      grown[j] = (error(forest, features, labels, left, shuffled, j) - error) / variance(labels);
    }
    return grown;
  }

  /** The mean square error where some trials have a hyperparameter of others. */
  private static double error(
      RandomForestRegressionModel forest,
      double[][] features,
      double[] labels,
      int[] trials,
      int[] others,
      int hyperparameter) {
    double sum = 0;
    for (int i = 0; i < trials.length; i++) {
      double[] row = features[trials[i]].clone();
      row[hyperparameter] = features[others[i]][hyperparameter];
      Vector shuffled = Vectors.dense(row);
      double off = forest.predict(shuffled) - labels[trials[i]];
      sum += off * off;
    }
    return sum / Math.max(1, trials.length);
  }

  private static double variance(double... values) {
    double mean = Arrays.stream(values).average().orElse(0);
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
  }
}
