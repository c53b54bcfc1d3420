package org.lossfloor.simulate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.estimate.diagnosis.Hyperparameters;
import org.lossfloor.math.Seeds;

/**
 * One experiment of random search on a known loss surface: everything about it follows from the run
 * seed and the experiment's number.
 *
 * <p>A configuration x is uniform on [-1, 1]^d. The first c of the d hyperparameters matter, the
 * others are flat. With q(x) the sum over i below c of (x_i - m_i)^2, the loss of a trial is
 *
 * <pre>  best + S (1 - exp(-q(x))) + noise Z,   Z standard normal, |m_i| at most 0.2,</pre>
 *
 * which is quadratic near its optimum, so that {@code best} is the best possible loss, c the
 * effective dimension and {@code noise} the standard deviation of the noise. A share of the trials
 * whose first hyperparameter is near its upper end diverges: their curve ends in NaN.
 *
 * @param number the experiment's number, from 0
 * @param model the name of the model
 * @param dataset the name of the data set
 * @param trials the number of trials
 * @param hyperparameters the number of hyperparameters, d
 * @param effectiveDimension the number of hyperparameters that matter, c
 * @param best the best possible loss
 * @param scale how much the loss can lie above its best
 * @param noise the standard deviation of the noise
 * @param seed the seed of all trials
 */
public record SimulatedSweep(
    long number,
    String model,
    String dataset,
    int trials,
    int hyperparameters,
    int effectiveDimension,
    double best,
    double scale,
    double noise,
    long seed)
    implements Serializable {
  private static final String[] MODELS = {"linear", "mlp", "cnn", "transformer"};
  private static final String[] DATASETS = {"digits", "reviews", "prices"};
  private static final List<Hyperparameter> HYPERPARAMETERS =
      List.of(
          new Hyperparameter("lr", -5, -1, true),
          new Hyperparameter("weight_decay", -6, -2, true),
          new Hyperparameter("dropout", 0, 0.6, false),
          new Hyperparameter("momentum", 0.8, 0.99, false),
          new Hyperparameter("label_smoothing", 0, 0.2, false));
  private static final int EPOCHS = 3;
  private static final double DIVERGES_ABOVE = 0.8;
  private static final double DIVERGES_SHARE = 0.6;

  /**
   * Returns the experiment with a given number.
   *
   * @param runSeed the seed of the whole simulation
   * @param number the experiment's number, from 0
   * @param trials the number of trials, at least 1
   * @return the experiment
   */
  public static SimulatedSweep of(long runSeed, long number, int trials) {
    long seed = Seeds.base(runSeed, Long.toString(number), "simulate");
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    int c = 1 + (int) (number % 3);
    int models = MODELS.length;
    long round = number / models / DATASETS.length;
    String suffix = round == 0 ? "" : "-" + round;
    return new SimulatedSweep(
        number,
        MODELS[(int) (number % models)] + suffix,
        DATASETS[(int) (number / models % DATASETS.length)],
        trials,
        HYPERPARAMETERS.size(),
        c,
        random.nextDouble(0.1, 2.0),
        1.0,
        Math.exp(random.nextDouble(Math.log(0.002), Math.log(0.02))),
        Seeds.replicate(seed, 0));
  }

  /** How a coordinate in [-1, 1] is logged: linear, or as a power of ten. */
  private record Hyperparameter(String name, double low, double high, boolean log) {
    double value(double x) {
      double linear = low + (high - low) * (x + 1) / 2;
      return log ? Math.pow(10, linear) : linear;
    }
  }

  /** Columns of {@link #truth}. */
  static final StructType TRUTH =
      new StructType()
          .add("model", DataTypes.StringType)
          .add("dataset", DataTypes.StringType)
          .add("trials", DataTypes.IntegerType)
          .add("best_score", DataTypes.DoubleType)
          .add("effective_dimension", DataTypes.IntegerType)
          .add("noise", DataTypes.DoubleType);

  /**
   * Returns what an audit should find.
   *
   * @return one row with the columns {@link #TRUTH}
   */
  Row truth() {
    return RowFactory.create(model, dataset, trials, best, effectiveDimension, noise);
  }

  /**
   * Returns the log of the experiment.
   *
   * @return one JSON object per trial, with its learning curve
   */
  public List<String> lines() {
    return draw(this::line);
  }

  /**
   * Returns the log of the experiment with one number per trial.
   *
   * @return a header and one row of comma-separated values per trial
   */
  List<String> csv() {
    List<String> lines = new ArrayList<>(trials + 1);
    lines.add("trial,model,dataset," + String.join(",", names()) + ",val_loss");
    lines.addAll(draw(this::row));
    return lines;
  }

  /** The last score of every trial as it is logged, NaN for one that diverged. */
  double[] scores() {
    return draw((trial, x, loss) -> shown(loss)).stream()
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  /** The hyperparameters of every trial as they are logged. */
  Hyperparameters configurations() {
    int first = 3; // trial, model, dataset
    List<String[]> rows = csv().stream().skip(1).map(row -> row.split(",", -1)).toList();
    return new Hyperparameters(
        trials,
        IntStream.range(first, first + hyperparameters)
            .mapToObj(i -> new Hyperparameters.Column(levels(rows, i), true))
            .toList());
  }

  private static long[] levels(List<String[]> rows, int column) {
    return rows.stream()
        .mapToLong(row -> Double.doubleToLongBits(Double.parseDouble(row[column])))
        .toArray();
  }

  /** The names of the hyperparameters, in the order of the log. */
  static List<String> names() {
    return HYPERPARAMETERS.stream().map(Hyperparameter::name).toList();
  }

  /** How a trial is logged. */
  private interface Line {
    String of(int trial, double[] x, double loss);
  }

  private List<String> draw(Line line) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    double[] optimum = new double[effectiveDimension];
    for (int i = 0; i < optimum.length; i++) {
      optimum[i] = random.nextDouble(-0.2, 0.2);
    }
    List<String> lines = new ArrayList<>(trials);
    for (int trial = 0; trial < trials; trial++) {
      double[] x = new double[hyperparameters];
      double q = 0;
      for (int i = 0; i < x.length; i++) {
        x[i] = random.nextDouble(-1, 1);
        q += i < optimum.length ? (x[i] - optimum[i]) * (x[i] - optimum[i]) : 0;
      }
      double loss = best - scale * Math.expm1(-q) + noise * gaussian.sample();
      boolean diverges = x[0] > DIVERGES_ABOVE && random.nextDouble() < DIVERGES_SHARE;
      lines.add(line.of(trial, x, diverges ? Double.NaN : loss));
    }
    return lines;
  }

  private String row(int trial, double[] x, double loss) {
    StringBuilder csv = new StringBuilder(120);
    csv.append(trial).append(',').append(model).append(',').append(dataset);
    for (int i = 0; i < x.length; i++) {
      csv.append(',').append(parameter(i, x[i]));
    }
    return csv.append(',').append(shown(loss)).toString();
  }

  private static String parameter(int i, double x) {
    return String.format(Locale.ROOT, "%.5g", HYPERPARAMETERS.get(i).value(x));
  }

  private static String shown(double loss) {
    return Double.isNaN(loss) ? "NaN" : String.format(Locale.ROOT, "%.7f", loss);
  }

  private String line(int trial, double[] x, double loss) {
    StringBuilder json = new StringBuilder(240);
    json.append("{\"trial\":").append(trial);
    json.append(",\"model\":\"").append(model);
    json.append("\",\"dataset\":\"").append(dataset);
    json.append("\",\"hparams\":{");
    for (int i = 0; i < x.length; i++) {
      json.append(i == 0 ? "\"" : ",\"").append(HYPERPARAMETERS.get(i).name).append("\":");
      json.append(parameter(i, x[i]));
    }
    json.append("},\"curve\":[");
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      double shown = loss + scale * Math.expm1(0.7 * (EPOCHS - epoch));
      json.append(epoch == 1 ? "" : ",").append("{\"epoch\":").append(epoch);
      json.append(",\"val_loss\":").append(shown(shown)).append('}');
    }
    return json.append("]}").toString();
  }
}
