package org.lossfloor.estimate.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.regression.MillerUpdatingRegression;
import org.apache.commons.math3.stat.regression.RegressionResults;
import org.lossfloor.estimate.diagnosis.Hyperparameters;
import org.lossfloor.sweep.Direction;

/**
 * A quadratic in the hyperparameters, fitted by least squares to the best trials (method.md,
 * section 9). What it leaves over is noise, and whatever of the surface is no quadratic: its
 * residual standard deviation is on the high side.
 */
public final class ResponseSurface {
  /** The most trials that are used, the best ones: a surface is simpler the nearer its optimum. */
  private static final int MOST_TRIALS = 256;

  /** The most terms besides the constant. */
  private static final int MOST_TERMS = 44;

  /** The least degrees of freedom that have to be left. */
  private static final int LEAST_DEGREES = 8;

  private ResponseSurface() {}

  /**
   * The noise that is left, of scores of either direction.
   *
   * @param hyperparameters of every trial
   * @param scores of every trial; NaN for failed trials
   * @param limit the worst score that belongs to the regime
   * @param direction which end of the score is the good one
   * @return nothing where there are too few trials for their hyperparameters, or none vary
   */
  public static Optional<RerunNoise> noise(
      Hyperparameters hyperparameters, double[] scores, double limit, Direction direction) {
    return direction == Direction.MINIMIZE
        ? noise(hyperparameters, scores, limit)
        : noise(hyperparameters, Arrays.stream(scores).map(score -> -score).toArray(), -limit);
  }

  /**
   * The noise that is left.
   *
   * @param hyperparameters of every trial
   * @param scores of every trial, smaller is better; NaN for failed trials
   * @param limit the worst score that belongs to the regime
   * @return nothing where there are too few trials for their hyperparameters, or none vary
   */
  static Optional<RerunNoise> noise(
      Hyperparameters hyperparameters, double[] scores, double limit) {
    List<ScaledColumn> columns = ScaledColumn.varying(hyperparameters);
    Comparator<Integer> order = order(columns, scores);
    int[] regime =
        IntStream.range(0, scores.length)
            .filter(i -> scores[i] <= limit)
            .boxed()
            .sorted(order)
            .mapToInt(i -> i)
            .toArray();
    int[] best = Arrays.copyOf(regime, Math.min(MOST_TRIALS, regime.length));
    Optional<RerunNoise> found = residual(columns, best, scores).map(Residuals::noise);
    return regime.length > MOST_TRIALS
        ? found.map(noise -> noise.heavier(heavyAround(columns, best, scores, order)))
        : found;
  }

  /** Whether the trials around the best ones are heavy-tailed, and that by noise. */
  private static boolean heavyAround(
      List<ScaledColumn> columns, int[] best, double[] scores, Comparator<Integer> order) {
    Vicinity around = Vicinity.of(columns, best, scores, order);
    return residual(columns, around.trials(), scores)
        .filter(left -> HeavyTails.in(left.each()) && !around.alike(left.each()))
        .isPresent();
  }

  private static Optional<Residuals> residual(
      List<ScaledColumn> columns, int[] trials, double[] scores) {
    int most = Math.min(MOST_TERMS, trials.length - 1 - LEAST_DEGREES);
    List<double[]> terms = terms(columns, trials, most);
    // Differences keep their digits where scores are far from 0.
    return terms.isEmpty()
        ? Optional.empty()
        : residual(
            terms, Arrays.stream(trials).mapToDouble(i -> scores[i] - scores[trials[0]]).toArray());
  }

  /** What a surface leaves over, of each trial, and the degrees of freedom of that. */
  @SuppressWarnings("ArrayRecordComponent") // made here and only read
  private record Residuals(double[] each, double squares, int degrees) {
    RerunNoise noise() {
      double luck = Math.max(0, -Arrays.stream(each).min().orElse(0));
      return new RerunNoise(
          RerunNoise.Source.NEIGHBOURS,
          Math.sqrt(squares / degrees),
          degrees,
          luck,
          HeavyTails.in(each),
          OptionalDouble.empty());
    }
  }

  /** Equal scores by their hyperparameters: the order of the trials must not count. */
  private static Comparator<Integer> order(List<ScaledColumn> columns, double... scores) {
    Comparator<Integer> order = Comparator.comparingDouble(i -> scores[i]);
    for (ScaledColumn column : columns) {
      order = order.thenComparingLong(i -> column.column().levels()[i]);
    }
    return order;
  }

  private static Optional<Residuals> residual(List<double[]> terms, double... scores) {
    MillerUpdatingRegression surface = new MillerUpdatingRegression(terms.size(), true);
    for (int i = 0; i < scores.length; i++) {
      surface.addObservation(row(terms, i), scores[i]);
    }
    RegressionResults fitted = surface.regress();
    int degrees = scores.length - rank(fitted);
    double squares = Math.max(0, fitted.getErrorSumSquares());
    if (degrees < LEAST_DEGREES || !Double.isFinite(squares)) {
      return Optional.empty();
    }
    double[] residuals = new double[scores.length];
    Arrays.setAll(residuals, i -> scores[i] - value(fitted, row(terms, i)));
    return Optional.of(new Residuals(residuals, squares, degrees));
  }

  /** Terms that follow from others have no coefficient and cost no degree of freedom. */
  private static int rank(RegressionResults fitted) {
    return (int)
        Arrays.stream(fitted.getParameterEstimates()).filter(beta -> !Double.isNaN(beta)).count();
  }

  private static double[] row(List<double[]> terms, int trial) {
    return terms.stream().mapToDouble(term -> term[trial]).toArray();
  }

  /** A term that follows from others has no coefficient. */
  private static double value(RegressionResults fitted, double... row) {
    double sum = fitted.getParameterEstimate(0);
    for (int j = 0; j < row.length; j++) {
      double coefficient = fitted.getParameterEstimate(j + 1);
      sum += Double.isNaN(coefficient) ? 0 : coefficient * row[j];
    }
    return sum;
  }

  /** As rich a surface as the trials allow: with products, without them, or none. */
  private static List<double[]> terms(List<ScaledColumn> columns, int[] trials, int most) {
    List<double[]> numbers = new ArrayList<>();
    List<double[]> others = new ArrayList<>();
    for (ScaledColumn column : columns) {
      if (column.numeric()) {
        number(column, trials).ifPresent(numbers::add);
      }
      others.addAll(levels(column, trials, most));
    }
    List<double[]> terms = new ArrayList<>(others);
    terms.addAll(numbers);
    numbers.forEach(number -> terms.add(product(number, number)));
    if (numbers.isEmpty() || terms.size() > most) {
      return List.of();
    }
    List<double[]> products = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      for (int j = 0; j < i; j++) {
        products.add(product(numbers.get(i), numbers.get(j)));
      }
    }
    if (terms.size() + products.size() <= most) {
      terms.addAll(products);
    }
    return terms;
  }

  /** From -1 to 1; the mean where a trial does not have it. */
  private static Optional<double[]> number(ScaledColumn column, int... trials) {
    double[] values = column.numbers(trials);
    double[] there = ScaledColumn.present(values);
    double low = Arrays.stream(there).min().orElse(0);
    double high = Arrays.stream(there).max().orElse(0);
    if (!(high > low)) {
      return Optional.empty();
    }
    double middle = Arrays.stream(there).average().orElse(0);
    return Optional.of(
        Arrays.stream(values)
            .map(value -> Double.isNaN(value) ? middle : value)
            .map(value -> 2 * (value - low) / (high - low) - 1)
            .toArray());
  }

  /** One term for each level but the first. */
  private static List<double[]> levels(ScaledColumn column, int[] trials, int most) {
    long[] levels = column.levels(trials);
    return Arrays.stream(levels)
        .distinct()
        .sorted()
        .skip(1)
        .limit(most + 1L)
        .mapToObj(level -> Arrays.stream(levels).mapToDouble(l -> l == level ? 1 : 0).toArray())
        .toList();
  }

  private static double[] product(double[] one, double... other) {
    double[] product = new double[one.length];
    Arrays.setAll(product, i -> one[i] * other[i]);
    return product;
  }
}
