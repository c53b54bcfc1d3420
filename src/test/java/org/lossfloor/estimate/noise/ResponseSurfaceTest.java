package org.lossfloor.estimate.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.lossfloor.estimate.diagnosis.Hyperparameters;

/** Noise that a quadratic leaves, against known noise and against another way of regression. */
class ResponseSurfaceTest {
  private static final double ALL = Double.POSITIVE_INFINITY;

  private static UniformRandomProvider random(long seed) {
    return RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
  }

  private static double[] uniform(int trials, long seed) {
    return random(seed).doubles(trials).toArray();
  }

  private static double[] normal(int trials, double sd, long seed) {
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random(seed));
    return IntStream.range(0, trials).mapToDouble(i -> sd * normal.sample()).toArray();
  }

  private static Hyperparameters.Column numbers(double... values) {
    return new Hyperparameters.Column(
        Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray(), true);
  }

  /** Words by their codes. */
  private static Hyperparameters.Column words(long... codes) {
    return new Hyperparameters.Column(codes, false);
  }

  private static RerunNoise noise(double[] scores, Hyperparameters.Column... columns) {
    return ResponseSurface.noise(new Hyperparameters(scores.length, List.of(columns)), scores, ALL)
        .orElseThrow();
  }

  private static double[] map(double[] values, DoubleUnaryOperator by) {
    return Arrays.stream(values).map(by).toArray();
  }

  /** The same regression by another decomposition, in terms that are written out. */
  private static void assertRegression(RerunNoise found, double[] scores, double[]... terms) {
    double[][] rows =
        IntStream.range(0, scores.length)
            .mapToObj(i -> Arrays.stream(terms).mapToDouble(term -> term[i]).toArray())
            .toArray(double[][]::new);
    OLSMultipleLinearRegression plain = new OLSMultipleLinearRegression();
    plain.newSampleData(scores, rows);
    double[] residuals = plain.estimateResiduals();
    assertThat(found.source()).isEqualTo(RerunNoise.Source.NEIGHBOURS);
    assertThat(found.degrees()).isEqualTo(scores.length - 1 - terms.length);
    assertThat(found.sd()).isCloseTo(plain.estimateRegressionStandardError(), within(1e-9));
    assertThat(found.luck()).isCloseTo(-Arrays.stream(residuals).min().orElseThrow(), within(1e-9));
  }

  /** More trials than are used, of which many have the score at which the last one is taken. */
  @Test
  void theOrderOfTrialsWithEqualScoresDoesNotCount() {
    double[] x = uniform(600, 1);
    double[] y = uniform(600, 2);
    double[] noise = normal(600, .05, 3);
    double[] scores = new double[600];
    Arrays.setAll(scores, i -> Math.rint(20 * (x[i] + y[i] + noise[i])) / 20);
    int[] shuffled = IntStream.range(0, 600).toArray();
    ArraySampler.shuffle(random(4), shuffled);
    RerunNoise other =
        noise(
            Arrays.stream(shuffled).mapToDouble(i -> scores[i]).toArray(),
            numbers(Arrays.stream(shuffled).mapToDouble(i -> x[i]).toArray()),
            numbers(Arrays.stream(shuffled).mapToDouble(i -> y[i]).toArray()));
    assertThat(other).isEqualTo(noise(scores, numbers(x), numbers(y)));
  }

  @Test
  void squaresAndProductsOfTwoNumbers() {
    double[] x = uniform(60, 1);
    double[] y = uniform(60, 2);
    double[] noise = normal(60, .05, 3);
    double[] scores = new double[60];
    Arrays.setAll(scores, i -> 2 + x[i] * x[i] - x[i] * y[i] + 3 * y[i] * y[i] + noise[i]);
    assertRegression(
        noise(scores, numbers(x), numbers(y)),
        scores,
        x,
        y,
        map(x, v -> v * v),
        map(y, v -> v * v),
        IntStream.range(0, 60).mapToDouble(i -> x[i] * y[i]).toArray());
  }

  /** The sum of 40 independent variances is chi-squared in the sum of their degrees of freedom. */
  @Test
  void knownNoiseIsFoundWithinItsError() {
    double sum = 0;
    int sets = 40;
    double degrees = 0;
    for (int set = 0; set < sets; set++) {
      double[] x = uniform(50, 100 + set);
      double[] y = uniform(50, 200 + set);
      double[] scores = normal(50, .02, 300 + set);
      for (int i = 0; i < scores.length; i++) {
        scores[i] += Math.pow(x[i] - .3, 2) + 2 * Math.pow(y[i] - .6, 2);
      }
      RerunNoise found = noise(scores, numbers(x), numbers(y));
      degrees += found.degrees();
      sum += found.degrees() * found.sd() * found.sd() / (.02 * .02);
    }
    assertThat(degrees).isEqualTo(sets * 44);
    assertThat(sum / degrees).isCloseTo(1, within(4 * Math.sqrt(2 / degrees)));
  }

  @Test
  void aColumnThatFollowsFromAnotherCostsNothing() {
    double[] x = uniform(40, 5);
    double[] noise = normal(40, .1, 6);
    double[] scores = new double[40];
    Arrays.setAll(scores, i -> 4 * x[i] * x[i] + noise[i]);
    assertRegression(
        noise(scores, numbers(x), numbers(map(x, v -> 8 * v - 3))), scores, x, map(x, v -> v * v));
  }

  @Test
  void aNumberOverDecadesCountsByItsLogarithm() {
    double[] exponent = map(uniform(50, 7), u -> -5 + 4 * u);
    double[] noise = normal(50, .1, 8);
    double[] scores = new double[50];
    Arrays.setAll(scores, i -> Math.pow(exponent[i] + 3, 2) + noise[i]);
    assertRegression(
        noise(scores, numbers(map(exponent, e -> Math.pow(10, e)))),
        scores,
        exponent,
        map(exponent, e -> e * e));
  }

  @Test
  void aNumberThatStartsAtZeroCountsByItself() {
    double[] x = map(uniform(50, 9), u -> Math.pow(10, -5 * u));
    x[0] = 0;
    double[] scores = normal(50, .1, 10);
    assertRegression(noise(scores, numbers(x)), scores, x, map(x, v -> v * v));
  }

  /** A trial of another branch has its own level and no part in the curve. */
  @Test
  void aNumberThatSomeTrialsDoNotHave() {
    double[] x = uniform(60, 11);
    double[] there = IntStream.range(0, 60).mapToDouble(i -> i % 3 == 0 ? 0 : 1).toArray();
    double[] noise = normal(60, .1, 12);
    double[] scores = new double[60];
    Arrays.setAll(scores, i -> there[i] == 0 ? 5 + noise[i] : Math.pow(x[i] - .5, 2) + noise[i]);
    double[] logged = new double[60];
    Arrays.setAll(logged, i -> there[i] == 0 ? Double.NaN : x[i]);
    assertRegression(
        noise(scores, numbers(logged)),
        scores,
        there,
        IntStream.range(0, 60).mapToDouble(i -> there[i] * x[i]).toArray(),
        IntStream.range(0, 60).mapToDouble(i -> there[i] * x[i] * x[i]).toArray());
  }

  @Test
  void wordsShiftTheSurface() {
    double[] x = uniform(60, 13);
    long[] word = IntStream.range(0, 60).mapToLong(i -> i % 3).toArray();
    double[] noise = normal(60, .1, 14);
    double[] scores = new double[60];
    Arrays.setAll(scores, i -> 10 * word[i] * word[i] + x[i] * x[i] + noise[i]);
    assertRegression(
        noise(scores, words(word), numbers(x)),
        scores,
        Arrays.stream(word).mapToDouble(w -> w == 1 ? 1 : 0).toArray(),
        Arrays.stream(word).mapToDouble(w -> w == 2 ? 1 : 0).toArray(),
        x,
        map(x, v -> v * v));
  }

  /** Three numbers have 9 terms; of 18 trials 9 may be used, of 17 only the 6 without products. */
  @Test
  void productsAreTheFirstToGo() {
    for (int trials : new int[] {18, 17}) {
      double[][] x = {uniform(trials, 21), uniform(trials, 22), uniform(trials, 23)};
      double[] scores = normal(trials, 1, 24);
      RerunNoise found = noise(scores, numbers(x[0]), numbers(x[1]), numbers(x[2]));
      assertThat(found.degrees()).isEqualTo(trials == 18 ? 8 : 10);
    }
  }

  @Test
  void tooFewTrialsOrNoNumberTellNothing() {
    for (int trials : new int[] {10, 11}) {
      Hyperparameters known = new Hyperparameters(trials, List.of(numbers(uniform(trials, 31))));
      assertThat(ResponseSurface.noise(known, normal(trials, 1, 32), ALL).isPresent())
          .as("%d trials for 2 terms and 8 degrees of freedom", trials)
          .isEqualTo(trials == 11);
    }
    double[] scores = normal(40, 1, 33);
    long[] word = IntStream.range(0, 40).mapToLong(i -> i % 2).toArray();
    assertThat(ResponseSurface.noise(new Hyperparameters(40, List.of(words(word))), scores, ALL))
        .isEmpty();
    double[] same = new double[40];
    assertThat(ResponseSurface.noise(new Hyperparameters(40, List.of(numbers(same))), scores, ALL))
        .isEmpty();
    assertThat(ResponseSurface.noise(new Hyperparameters(40, List.of()), scores, ALL)).isEmpty();
  }

  @Test
  void onlyTrialsOfTheRegimeCount() {
    double[] x = uniform(80, 41);
    double[] noise = normal(80, .05, 42);
    List<Double> inside = new ArrayList<>();
    List<Double> of = new ArrayList<>();
    double[] scores = new double[80];
    for (int i = 0; i < 80; i++) {
      scores[i] = x[i] * x[i] + noise[i];
      if (i % 4 == 1) {
        scores[i] = i % 8 == 1 ? Double.NaN : 7;
      } else {
        inside.add(scores[i]);
        of.add(x[i]);
      }
    }
    RerunNoise found =
        ResponseSurface.noise(new Hyperparameters(80, List.of(numbers(x))), scores, 6)
            .orElseThrow();
    double[] kept = of.stream().mapToDouble(v -> v).toArray();
    assertRegression(
        found, inside.stream().mapToDouble(v -> v).toArray(), kept, map(kept, v -> v * v));
  }

  @Test
  void onlyTheBestOfManyTrialsCount() {
    double[] x = uniform(400, 51);
    double[] scores = map(x, v -> v * v);
    RerunNoise found = noise(scores, numbers(x));
    assertThat(found.degrees()).isEqualTo(256 - 3);
    assertThat(found.sd()).isCloseTo(0, within(1e-12));
  }

  @Test
  void aLuckyTrialShows() {
    double[] x = uniform(100, 61);
    double[] scores = normal(100, .01, 62);
    scores[17] -= 1;
    RerunNoise found = noise(scores, numbers(x));
    assertThat(found.luck()).isBetween(.9, 1.05);
    assertThat(found.heavy()).isTrue();
    assertThat(noise(normal(100, .01, 62), numbers(x)).heavy()).isFalse();
  }

  /** A bowl, a word that moves it, and a hyperparameter that does not matter. */
  private static Optional<RerunNoise> ofLargeSweep(long seed, DoubleSupplier noise) {
    int trials = 3_000;
    double[] x = uniform(trials, seed);
    double[] y = uniform(trials, seed + 1);
    double[] free = uniform(trials, seed + 2);
    long[] word = random(seed + 3).longs(trials, 0, 3).toArray();
    double[] scores = new double[trials];
    for (int i = 0; i < trials; i++) {
      double loss = Math.pow(x[i] - .4, 2) + 3 * Math.pow(y[i] - .6, 2) + .3 * word[i];
      scores[i] = i % 50 == 0 ? Double.NaN : loss + noise.getAsDouble();
    }
    double[] sorted = Arrays.stream(scores).sorted().toArray();
    Hyperparameters known =
        new Hyperparameters(trials, List.of(numbers(x), words(word), numbers(y), numbers(free)));
    return ResponseSurface.noise(known, scores, sorted[trials / 4]);
  }

  /** Of the trials with the best scores none was unlucky, so that one has to look around them. */
  @Test
  void aLongTailToTheWorseSideIsSeenAmongTrialsThatScoresDoNotChoose() {
    int unlucky = 0;
    int normal = 0;
    for (int set = 0; set < 20; set++) {
      UniformRandomProvider random = random(900 + set);
      ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
      DoubleSupplier delay = () -> .01 * gaussian.sample() - .05 * Math.log1p(-random.nextDouble());
      unlucky += ofLargeSweep(1_000 + 10 * set, delay).orElseThrow().heavy() ? 1 : 0;
      normal +=
          ofLargeSweep(1_000 + 10 * set, () -> .05 * gaussian.sample()).orElseThrow().heavy()
              ? 1
              : 0;
    }
    // Seen in some .95 of the sets: 15 of 20 or fewer have a probability of .003.
    assertThat(unlucky).isGreaterThan(15);
    // Two tests at a level of .5 per cent: 3 of 20 or more have a probability of .001.
    assertThat(normal).isLessThan(3);
  }

  /** A cliff beside the optimum leaves heavy residuals, each of which its neighbours share. */
  @Test
  void aSurfaceThatIsNoQuadraticIsNotTakenForHeavyNoise() {
    int heavy = 0;
    for (int set = 0; set < 20; set++) {
      double[] x = uniform(2_000, 2_000 + 10 * set);
      double[] y = uniform(2_000, 2_001 + 10 * set);
      double[] scores = normal(2_000, .001, 2_002 + 10 * set);
      for (int i = 0; i < scores.length; i++) {
        scores[i] += Math.pow(x[i] - .5, 2) + Math.pow(y[i] - .5, 2) + (x[i] > .58 ? .3 : 0);
      }
      double limit = Arrays.stream(scores).sorted().toArray()[500];
      Hyperparameters known = new Hyperparameters(2_000, List.of(numbers(x), numbers(y)));
      heavy += ResponseSurface.noise(known, scores, limit).orElseThrow().heavy() ? 1 : 0;
    }
    assertThat(heavy).isLessThan(3);
  }
}
