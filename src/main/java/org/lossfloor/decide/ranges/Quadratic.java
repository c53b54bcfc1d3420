package org.lossfloor.decide.ranges;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.statistics.distribution.TDistribution;

/** A quadratic in the hyperparameters, fitted to scores by least squares. */
final class Quadratic {
  /** Products are part of it where there are this many trials for each of its terms. */
  static final double TRIALS_A_TERM = 2.5;

  /** Terms that follow from others have a smaller eigenvalue, relative to the largest. */
  private static final double DEPENDENT = 1e-9;

  private static final int LEAST_BEST = 5;
  private static final int BEST = 10;

  /** A column: its values, and the predictors that it is a product of. */
  @SuppressWarnings("ArrayRecordComponent") // only read
  private record Term(double[] values, int one, int other) {
    static Term mark(double... values) {
      return new Term(values, -1, -1);
    }

    static Term number(int predictor, double... values) {
      return new Term(values, predictor, -1);
    }
  }

  private final List<Term> terms = new ArrayList<>();
  private final double[][] numbers;
  private final double[] fitted;
  private final double[] coefficients;
  private final RealMatrix covariance;
  private final double degrees;
  private final double explained;

  private Quadratic(List<Predictor> predictors, double[] scores) {
    numbers = predictors.stream().map(p -> p.number().orElse(null)).toArray(double[][]::new);
    addTerms(predictors, scores.length);
    int size = terms.size();
    double[][] products = new double[size][size];
    double[] against = new double[size];
    for (int a = 0; a < size; a++) {
      for (int b = 0; b <= a; b++) {
        products[a][b] = dot(terms.get(a).values(), terms.get(b).values());
        products[b][a] = products[a][b];
      }
      against[a] = dot(terms.get(a).values(), scores);
    }
    EigenDecomposition parts = new EigenDecomposition(MatrixUtils.createRealMatrix(products));
    double[] values = parts.getRealEigenvalues();
    double least = DEPENDENT * Arrays.stream(values).max().orElse(0);
    double[] inverse = Arrays.stream(values).map(v -> v > least ? 1 / v : 0).toArray();
    RealMatrix solved =
        parts
            .getV()
            .multiply(MatrixUtils.createRealDiagonalMatrix(inverse))
            .multiply(parts.getVT());
    coefficients = solved.operate(against);
    fitted =
        IntStream.range(0, scores.length)
            .mapToDouble(
                i ->
                    IntStream.range(0, size)
                        .mapToDouble(t -> coefficients[t] * terms.get(t).values()[i])
                        .sum())
            .toArray();
    degrees = scores.length - Arrays.stream(inverse).filter(v -> v > 0).count();
    double left = 0;
    for (int i = 0; i < scores.length; i++) {
      left += (scores[i] - fitted[i]) * (scores[i] - fitted[i]);
    }
    double mean = Arrays.stream(scores).average().orElse(0);
    double spread = Arrays.stream(scores).map(s -> (s - mean) * (s - mean)).sum();
    explained = 1 - left / degrees / (spread / (scores.length - 1));
    covariance = solved.scalarMultiply(left / degrees);
  }

  /**
   * Fits.
   *
   * @param predictors over the trials
   * @param scores of the trials, not all equal
   */
  static Quadratic of(List<Predictor> predictors, double... scores) {
    return new Quadratic(predictors, scores);
  }

  /** How many terms it has without products, the constant included. */
  static int size(List<Predictor> predictors) {
    return 1 + predictors.stream().mapToInt(Predictor::columns).sum();
  }

  private void addTerms(List<Predictor> predictors, int trials) {
    double[] one = new double[trials];
    Arrays.fill(one, 1);
    terms.add(Term.mark(one));
    for (int p = 0; p < predictors.size(); p++) {
      for (double[] mark : predictors.get(p).marks()) {
        terms.add(Term.mark(mark));
      }
      if (numbers[p] != null) {
        terms.add(Term.number(p, numbers[p]));
        if (predictors.get(p).square()) {
          terms.add(new Term(product(numbers[p], numbers[p]), p, p));
        }
      }
    }
    int axes = (int) Arrays.stream(numbers).filter(n -> n != null).count();
    if (trials >= TRIALS_A_TERM * (terms.size() + axes * (axes - 1) / 2.0)) {
      for (int p = 0; p < numbers.length; p++) {
        for (int q = 0; q < p; q++) {
          if (numbers[p] != null && numbers[q] != null) {
            terms.add(new Term(product(numbers[p], numbers[q]), p, q));
          }
        }
      }
    }
  }

  private static double[] product(double[] one, double... other) {
    return IntStream.range(0, one.length).mapToDouble(i -> one[i] * other[i]).toArray();
  }

  private static double dot(double[] one, double... other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  /** The share of the variance that it explains, free of the number of its terms; at most 1. */
  double explained() {
    return explained;
  }

  /** The trials, the best first by what it says of their hyperparameters. */
  int[] bestFirst() {
    return IntStream.range(0, fitted.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> fitted[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * Tests whether it still falls outwards at a place, the other numbers as in the best trials.
   *
   * @param predictor a position in the list of predictors, one with a square
   * @param place on the axis of the predictor, in [-1, 1]
   * @param outwards 1 for the upper end, -1 for the lower one
   * @return the p-value of it being level there or rising
   */
  double fallsOutwards(int predictor, double place, int outwards) {
    int[] best = bestFirst();
    int some = Math.min(best.length, Math.max(LEAST_BEST, best.length / BEST));
    double[] gradient =
        terms.stream().mapToDouble(t -> slope(t, predictor, place, best, some)).toArray();
    double variance = dot(gradient, covariance.operate(gradient));
    if (!(variance > 0)) {
      return 1;
    }
    double t = -outwards * dot(gradient, coefficients) / Math.sqrt(variance);
    return TDistribution.of(degrees).survivalProbability(t);
  }

  private double slope(Term term, int predictor, double place, int[] best, int some) {
    if (term.one() == predictor && term.other() == predictor) {
      return 2 * place;
    }
    if (term.one() != predictor && term.other() != predictor) {
      return 0;
    }
    int other = term.one() == predictor ? term.other() : term.one();
    return other < 0
        ? 1
        : Arrays.stream(best, 0, some).mapToDouble(i -> numbers[other][i]).sum() / some;
  }
}
