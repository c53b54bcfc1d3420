package org.lossfloor.estimate.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.regression.MillerUpdatingRegression;
import org.apache.commons.math3.stat.regression.RegressionResults;
import org.lossfloor.estimate.diagnosis.Hyperparameters;

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

  /** A positive hyperparameter that varies by more than this factor counts by its logarithm. */
  private static final double LOGARITHMIC = 20;

  private ResponseSurface() {}

  /**
   * The noise that is left.
   *
   * @param hyperparameters of every trial
   * @param scores of every trial, smaller is better; NaN for failed trials
   * @param limit the worst score that belongs to the regime
   * @return nothing where there are too few trials for their hyperparameters, or none vary
   */
  public static Optional<RerunNoise> noise(
      Hyperparameters hyperparameters, double[] scores, double limit) {
    int[] best =
        IntStream.range(0, scores.length)
            .filter(i -> scores[i] <= limit)
            .boxed()
            .sorted((i, j) -> Double.compare(scores[i], scores[j]))
            .limit(MOST_TRIALS)
            .mapToInt(i -> i)
            .toArray();
    int most = Math.min(MOST_TERMS, best.length - 1 - LEAST_DEGREES);
    List<double[]> terms = terms(hyperparameters, best, most);
    return terms.isEmpty() ? Optional.empty() : residual(terms, best, scores);
  }

  private static Optional<RerunNoise> residual(List<double[]> terms, int[] best, double... scores) {
    MillerUpdatingRegression surface = new MillerUpdatingRegression(terms.size(), true);
    for (int i = 0; i < best.length; i++) {
      int trial = i;
      surface.addObservation(
          terms.stream().mapToDouble(term -> term[trial]).toArray(),
          // Differences keep their digits where scores are far from 0.
          scores[best[i]] - scores[best[0]]);
    }
    RegressionResults fitted = surface.regress();
    int degrees = best.length - fitted.getNumberOfParameters();
    double squares = Math.max(0, fitted.getErrorSumSquares());
    return degrees < LEAST_DEGREES || !Double.isFinite(squares)
        ? Optional.empty()
        : Optional.of(
            new RerunNoise(RerunNoise.Source.NEIGHBOURS, Math.sqrt(squares / degrees), degrees));
  }

  /** As rich a surface as the trials allow: with products, without them, or none. */
  private static List<double[]> terms(Hyperparameters hyperparameters, int[] trials, int most) {
    List<double[]> numbers = new ArrayList<>();
    List<double[]> others = new ArrayList<>();
    for (Hyperparameters.Column column : hyperparameters.varying()) {
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

  /** Standardised; the mean where a trial does not have it. */
  private static Optional<double[]> number(Hyperparameters.Column column, int... trials) {
    double[] values = Arrays.stream(trials).mapToDouble(column::number).toArray();
    double[] there = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    double least = Arrays.stream(there).min().orElse(0);
    double most = Arrays.stream(there).max().orElse(0);
    if (!(most > least)) {
      return Optional.empty();
    }
    boolean logarithmic = least > 0 && most > LOGARITHMIC * least;
    double low = logarithmic ? Math.log(least) : least;
    double high = logarithmic ? Math.log(most) : most;
    double[] numbers =
        Arrays.stream(values)
            .map(v -> 2 * ((logarithmic ? Math.log(v) : v) - low) / (high - low) - 1)
            .toArray();
    double mean = Arrays.stream(numbers).filter(v -> !Double.isNaN(v)).average().orElse(0);
    return Optional.of(Arrays.stream(numbers).map(v -> Double.isNaN(v) ? mean : v).toArray());
  }

  /** Which level a trial has: of a column of words, or whether it has a number at all. */
  private static List<double[]> levels(Hyperparameters.Column column, int[] trials, int most) {
    long[] levels =
        Arrays.stream(trials)
            .mapToLong(trial -> column.levels()[trial])
            .map(level -> column.numeric() && level != Hyperparameters.ABSENT ? 0 : level)
            .toArray();
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
