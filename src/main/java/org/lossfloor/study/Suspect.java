package org.lossfloor.study;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.lossfloor.distribution.NoisyQuadratic;

/**
 * Experiments that meet the assumptions of the theory, or break them in one way (coverage.md).
 * Smaller is better; the order of the scores is that of the trials.
 */
public enum Suspect {
  /** Random search. */
  RANDOM(true, Part.ORDER),
  /** Random search, 30 per cent failed at random. */
  RANDOM_FAILED(true, Part.ORDER),
  /** Random search, rounded to a tenth of the quartile. */
  RANDOM_ROUNDED(true, Part.ORDER),
  /** Low-discrepancy points. */
  QUASI_RANDOM(true, Part.BOTH),
  /** Successive halving in the order of the starts, which shows nothing. */
  HALVING_BY_START(true, Part.BOTH),
  /** Tree-structured Parzen estimator after ten random trials. */
  PARZEN(false, Part.BOTH),
  /** Evolution by tournaments. */
  EVOLUTION(false, Part.BOTH),
  /** Half at random, half around the best. */
  REFINEMENT(false, Part.BOTH),
  /** Scores drift by half a standard deviation from the first trial to the last. */
  DRIFT(false, Part.ORDER),
  /** A grid, line by line. */
  GRID(false, Part.ORDER),
  /** Successive halving, sorted by rung. */
  HALVING_BY_RUNG(false, Part.ORDER),
  /** The law with dimension 1. */
  DIMENSION_1(true, Part.FLAGS),
  /** The law with dimension 2. */
  DIMENSION_2(true, Part.FLAGS),
  /** The law with dimension 3. */
  DIMENSION_3(true, Part.FLAGS),
  /** The law with dimension 2, rounded to S/25. */
  ROUNDED_25(true, Part.FLAGS),
  /** Student's t with 3 degrees of freedom: no best score. */
  STUDENT(false, Part.FLAGS),
  /** The negative of a log-normal: no best score. */
  LOG_NORMAL(false, Part.FLAGS),
  /** 5 per cent of the trials in a second basin that goes half a unit deeper. */
  TWO_BASINS(false, Part.FLAGS),
  /** One hyperparameter of eight values sets the level of the loss. */
  CATEGORY(false, Part.FLAGS),
  /** Laplace noise of a tenth of the range. */
  LAPLACE(false, Part.FLAGS),
  /** Rounded to S/4. */
  ROUNDED_4(false, Part.FLAGS),
  /** 10 per cent of the scores at the limit of the metric. */
  CLIPPED_10(false, Part.FLAGS),
  /** 30 per cent of the scores at the limit of the metric. */
  CLIPPED_30(false, Part.FLAGS),
  /** Every trial logged twice in a row. */
  TWICE(false, Part.FLAGS),
  /** Noise that grows with the score. */
  HETEROSCEDASTIC(false, Part.FLAGS);

  /** Which tables a case is in. */
  private enum Part {
    ORDER,
    FLAGS,
    BOTH
  }

  private static final double NOISE = .05;

  private final boolean valid;
  private final Part part;

  Suspect(boolean valid, Part part) {
    this.valid = valid;
    this.part = part;
  }

  /**
   * Returns whether the theory holds.
   *
   * @return whether a flag is a false alarm
   */
  public boolean valid() {
    return valid;
  }

  /** Whether the case is about the order of the trials. */
  boolean inOrderTable() {
    return part != Part.FLAGS;
  }

  /** Whether the case is about the verdict. */
  boolean inFlagTable() {
    return part != Part.ORDER;
  }

  /** Returns the lower-case name. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Draws an experiment.
   *
   * @param trials the number of trials
   * @param random the source of all randomness
   * @return a score per trial, NaN where the trial failed
   */
  double[] draw(int trials, UniformRandomProvider random) {
    return switch (this) {
      case RANDOM -> new Search(trials, random).uniform();
      case RANDOM_FAILED -> failed(new Search(trials, random).uniform(), random);
      case RANDOM_ROUNDED -> rounded(new Search(trials, random).uniform(), 10);
      case QUASI_RANDOM -> new Search(trials, random).quasiRandom();
      case PARZEN -> new Search(trials, random).parzen();
      case EVOLUTION -> new Search(trials, random).evolution();
      case REFINEMENT -> new Search(trials, random).refinement();
      case GRID -> new Search(trials, random).grid();
      case HALVING_BY_START -> halving(trials, random);
      case HALVING_BY_RUNG -> byRung(halving(trials, random));
      case DRIFT -> drifting(trials, random);
      case DIMENSION_1 -> law(1, trials, random);
      case DIMENSION_2 -> law(2, trials, random);
      case DIMENSION_3 -> law(3, trials, random);
      case ROUNDED_25 -> rounded(law(2, trials, random), 25);
      case ROUNDED_4 -> rounded(law(2, trials, random), 4);
      case STUDENT -> student(trials, random);
      case LOG_NORMAL -> logNormal(trials, random);
      case TWO_BASINS -> basins(trials, random);
      case CATEGORY -> categories(trials, random);
      case LAPLACE -> laplace(trials, random);
      case CLIPPED_10 -> clipped(law(2, trials, random), .1);
      case CLIPPED_30 -> clipped(law(2, trials, random), .3);
      case TWICE -> twice(law(2, (trials + 1) / 2, random), trials);
      case HETEROSCEDASTIC -> heteroscedastic(trials, random);
    };
  }

  private static double[] law(int dimension, int trials, UniformRandomProvider random) {
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, dimension, NOISE);
    return each(trials, i -> law.sample(random));
  }

  private static double[] each(int trials, IntToDoubleFunction score) {
    double[] scores = new double[trials];
    Arrays.setAll(scores, score);
    return scores;
  }

  private static double[] failed(double[] scores, UniformRandomProvider random) {
    return each(scores.length, i -> random.nextDouble() < .3 ? Double.NaN : scores[i]);
  }

  /** Rounds to the distance of quartile and minimum, divided by a number of steps. */
  private static double[] rounded(double[] scores, int steps) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double step = (sorted[scores.length / 4] - sorted[0]) / steps;
    return each(scores.length, i -> step * Math.rint(scores[i] / step));
  }

  /**
   * A third of the trials goes on from each of three rungs; each further rung lowers the loss by
   * .1. Those that go on are the better ones.
   */
  private static double[] halving(int trials, UniformRandomProvider random) {
    double[] scores = law(2, trials, random);
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    return each(trials, i -> scores[i] - .1 * rung(scores[i], sorted));
  }

  private static int rung(double score, double[] sorted) {
    int rung = 0;
    for (int left = sorted.length / 3; left > 0 && rung < 3 && score < sorted[left]; left /= 3) {
      rung++;
    }
    return rung;
  }

  /** The trials that stopped first come first; within a rung the order is that of the starts. */
  private static double[] byRung(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    return Arrays.stream(scores)
        .boxed()
        .sorted((x, y) -> Integer.compare(rung(x, sorted), rung(y, sorted)))
        .mapToDouble(x -> x)
        .toArray();
  }

  private static double[] drifting(int trials, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    return each(trials, i -> gaussian.sample() + .5 * i / (trials - 1));
  }

  private static double[] student(int trials, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    return each(trials, i -> gaussian.sample() / Math.sqrt(chiSquared(gaussian) / 3));
  }

  private static double chiSquared(ZigguratSampler.NormalizedGaussian gaussian) {
    double sum = 0;
    for (int j = 0; j < 3; j++) {
      double z = gaussian.sample();
      sum += z * z;
    }
    return sum;
  }

  private static double[] logNormal(int trials, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    return each(trials, i -> -Math.exp(gaussian.sample()));
  }

  private static double[] basins(int trials, UniformRandomProvider random) {
    double[] scores = law(2, trials, random);
    return each(trials, i -> random.nextDouble() < .05 ? scores[i] - .5 : scores[i]);
  }

  private static double[] categories(int trials, UniformRandomProvider random) {
    double[] scores = law(2, trials, random);
    return each(trials, i -> random.nextInt(8) + .1 * scores[i]);
  }

  private static double[] laplace(int trials, UniformRandomProvider random) {
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, 2, 0);
    return each(trials, i -> law.sample(random) + .1 * signedExponential(random));
  }

  private static double signedExponential(UniformRandomProvider random) {
    double size = -Math.log1p(-random.nextDouble());
    return random.nextBoolean() ? size : -size;
  }

  private static double[] clipped(double[] scores, double share) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double limit = sorted[(int) (share * scores.length)];
    return each(scores.length, i -> Math.max(limit, scores[i]));
  }

  private static double[] twice(double[] scores, int trials) {
    return each(trials, i -> scores[i / 2]);
  }

  private static double[] heteroscedastic(int trials, UniformRandomProvider random) {
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, 2, 0);
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    return each(
        trials,
        i -> {
          double score = law.sample(random);
          return score + (.02 + .2 * score) * gaussian.sample();
        });
  }
}
