package org.lossfloor.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.sweep.Direction;

/**
 * Whatever the scores, the estimator answers with a typed outcome: strange scores, thresholds and
 * bounds from a seeded generator.
 */
class RobustnessTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static final double[] STRANGE = {
    0.0,
    -0.0,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    1e-310,
    1e-300,
    1e15,
    1e150,
    1e300,
    1e308,
    -1e308,
    -1,
    .5,
    1,
    Double.NaN,
    INFINITY,
    -INFINITY
  };

  private static final int[] TRIALS = {0, 5, 24, 24, 30, 48, 80, 120};
  private static final double[] CONFIDENCES = {.5, .8, .95, .999};
  private static final List<Double> POINTS = List.of(1.0, 1e9, 321.5);

  private enum Outcome {
    FITTED,
    TOO_FEW,
    NOT_IDENTIFIABLE
  }

  @Test
  void anyScoresGiveATypedOutcomeWithSoundNumbersAndItsMirrorImage() {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    for (long seed = 0; seed < 240; seed++) {
      UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
      double[] scores = scores(random);
      EstimateSettings settings = settings(random, scores);
      Estimate found = new ExperimentEstimator(settings).estimate(scores);
      counts.merge(outcome(found), 1, Integer::sum);
      assertSound("seed " + seed, found, settings);
      Estimate mirror = new ExperimentEstimator(mirrored(settings)).estimate(negated(scores));
      assertMirrored("seed " + seed, mirror, found);
    }
    assertThat(counts.get(Outcome.FITTED)).isGreaterThan(40);
    assertThat(counts.get(Outcome.TOO_FEW)).isGreaterThan(20);
    assertThat(counts.get(Outcome.NOT_IDENTIFIABLE)).isGreaterThan(20);
  }

  private static Outcome outcome(Estimate estimate) {
    if (estimate instanceof Estimate.Fitted) {
      return Outcome.FITTED;
    }
    return estimate instanceof Estimate.TooFewTrials ? Outcome.TOO_FEW : Outcome.NOT_IDENTIFIABLE;
  }

  private static double strange(UniformRandomProvider random) {
    return STRANGE[random.nextInt(STRANGE.length)];
  }

  private static boolean oneIn(int n, UniformRandomProvider random) {
    return random.nextInt(n) == 0;
  }

  private static double[] scores(UniformRandomProvider random) {
    double[] scores = new double[TRIALS[random.nextInt(TRIALS.length)]];
    int exponent = oneIn(4, random) ? random.nextInt(620) - 310 : random.nextInt(10) - 5;
    double unit = Math.pow(10, exponent);
    double far = (random.nextDouble() - .5) * unit * Math.pow(10, random.nextInt(20));
    double shift = oneIn(3, random) ? strange(random) : oneIn(2, random) ? 0 : far;
    int kind = random.nextInt(8);
    for (int i = 0; i < scores.length; i++) {
      scores[i] = shape(kind, random) * unit + shift;
    }
    int replaced = oneIn(3, random) ? random.nextInt(6) : 0;
    for (int i = 0; i < Math.min(replaced, scores.length); i++) {
      scores[random.nextInt(scores.length)] = strange(random);
    }
    return scores;
  }

  private static double shape(int kind, UniformRandomProvider random) {
    double u = random.nextDouble();
    return switch (kind) {
      case 0 -> u;
      case 1 -> u * u;
      case 2 -> Math.rint(10 * u);
      case 3 -> Math.rint(3 * u);
      case 4 -> Math.exp(40 * u);
      case 5 -> Math.exp(-600 * u);
      case 6 -> 1 / (1e-3 + u);
      default -> oneIn(2, random) ? u : 1e9 * u;
    };
  }

  private static EstimateSettings settings(UniformRandomProvider random, double[] scores) {
    double some = scores.length == 0 ? 0 : scores[random.nextInt(scores.length)];
    double odd = oneIn(3, random) ? strange(random) : some;
    double at = Double.isFinite(odd) ? odd : 0;
    Threshold threshold =
        switch (random.nextInt(6)) {
          case 0 -> new Threshold.None();
          case 1, 2 -> new Threshold.At(at);
          case 3 -> new Threshold.TailFraction(1 - .99 * random.nextDouble());
          default -> new Threshold.Auto();
        };
    double bound = oneIn(2, random) ? at : some;
    boolean below = oneIn(4, random) && Double.isFinite(bound);
    boolean above = !below && oneIn(4, random) && Double.isFinite(bound);
    int largest = oneIn(3, random) ? 1 : oneIn(3, random) ? 10 : 1 + random.nextInt(7);
    return new EstimateSettings(
        random.nextBoolean() ? Direction.MINIMIZE : Direction.MAXIMIZE,
        threshold,
        below ? bound : -INFINITY,
        above ? bound : INFINITY,
        oneIn(4, random) ? largest : 1,
        largest,
        CONFIDENCES[random.nextInt(CONFIDENCES.length)],
        oneIn(3, random) ? Objective.REFERENCE : Objective.RECIPE,
        POINTS.subList(0, random.nextInt(POINTS.size() + 1)));
  }

  private static EstimateSettings mirrored(EstimateSettings s) {
    return new EstimateSettings(
        s.minimize() ? Direction.MAXIMIZE : Direction.MINIMIZE,
        s.threshold() instanceof Threshold.At at ? new Threshold.At(-at.score()) : s.threshold(),
        -s.upperBound(),
        -s.lowerBound(),
        s.minDimension(),
        s.maxDimension(),
        s.confidence(),
        s.objective(),
        s.trials());
  }

  private static double[] negated(double... scores) {
    return Arrays.stream(scores).map(y -> -y).toArray();
  }

  private static void assertSound(String name, Estimate found, EstimateSettings settings) {
    if (found instanceof Estimate.NotIdentifiable none) {
      assertThat(none.detail()).as(name).isNotBlank().doesNotContain("[");
    }
    if (!(found instanceof Estimate.Fitted fitted)) {
      return;
    }
    for (double number : numbers(fitted)) {
      assertThat(number).as("%s: %s", name, fitted).isFinite();
    }
    assertThat(fitted.tail().probability()).as(name).isGreaterThan(0).isLessThanOrEqualTo(1);
    assertThat(fitted.fit().goodness().pValue()).as(name).isBetween(0.0, 1.0);
    double best = fitted.bestScore().estimate();
    assertThat(best)
        .as(name)
        .isBetween(
            settings.minimize() ? settings.lowerBound() : -INFINITY,
            settings.minimize() ? INFINITY : settings.upperBound());
    for (Estimate.Quantity quantity : quantities(fitted)) {
      quantity
          .interval()
          .ifPresent(i -> assertThat(quantity.estimate()).as(name).isBetween(i.lower(), i.upper()));
    }
  }

  /**
   * Every number of a fit but the ends of intervals, which are infinite where there is no limit.
   */
  private static List<Double> numbers(Estimate.Fitted fitted) {
    List<Double> numbers = new ArrayList<>();
    numbers.addAll(List.of(fitted.law().a(), fitted.law().b(), fitted.law().o()));
    numbers.addAll(
        List.of(fitted.threshold(), fitted.tail().probability(), fitted.fit().objective()));
    numbers.addAll(fitted.dimension().weights().values());
    numbers.add(fitted.fit().goodness().statistic());
    quantities(fitted).forEach(quantity -> numbers.add(quantity.estimate()));
    fitted.tuningCurve().forEach(point -> numbers.add(point.mean()));
    for (Estimate.TailSize row : fitted.tail().tried()) {
      numbers.addAll(List.of(row.threshold(), row.score(), row.bestScore()));
      numbers.addAll(List.of(row.goodnessOfFit().statistic(), row.goodnessOfFit().pValue()));
    }
    return numbers;
  }

  private static List<Estimate.Quantity> quantities(Estimate.Fitted fitted) {
    List<Estimate.Quantity> quantities = new ArrayList<>();
    quantities.add(fitted.bestScore());
    quantities.add(fitted.noise());
    fitted.tuningCurve().forEach(point -> quantities.add(point.median()));
    return quantities;
  }

  /** To the bit with the recipe's objective; the reference's own convention knows no mirror. */
  private static void assertMirrored(String name, Estimate mirror, Estimate found) {
    assertThat(outcome(mirror)).as(name).isEqualTo(outcome(found));
    boolean profiled =
        found instanceof Estimate.Fitted fitted && fitted.bestScore().interval().isPresent();
    if (!profiled) {
      return;
    }
    Estimate.Fitted one = (Estimate.Fitted) found;
    Estimate.Fitted other = (Estimate.Fitted) mirror;
    assertThat(other.counts()).as(name).isEqualTo(one.counts());
    assertThat(other.fit().objective()).as(name).isEqualTo(one.fit().objective());
    assertThat(other.dimension()).as(name).isEqualTo(one.dimension());
    assertThat(other.flags()).as(name).isEqualTo(one.flags());
    assertThat(other.noise()).as(name).isEqualTo(one.noise());
    assertThat(other.law().a()).as(name).isEqualTo(-one.law().b());
    assertThat(other.law().b()).as(name).isEqualTo(-one.law().a());
    assertMirrored(name, other.bestScore(), one.bestScore());
    for (int i = 0; i < one.tuningCurve().size(); i++) {
      assertMirrored(name, other.tuningCurve().get(i).median(), one.tuningCurve().get(i).median());
    }
  }

  private static void assertMirrored(
      String name, Estimate.Quantity mirror, Estimate.Quantity found) {
    assertThat(mirror.estimate()).as(name).isEqualTo(-found.estimate());
    Interval interval = found.interval().orElseThrow().negated();
    assertThat(mirror.interval().orElseThrow().lower()).as(name).isEqualTo(interval.lower());
    assertThat(mirror.interval().orElseThrow().upper()).as(name).isEqualTo(interval.upper());
  }

  private static EstimateSettings at(Threshold threshold, double bound, Objective objective) {
    return new EstimateSettings(
        Direction.MINIMIZE, threshold, bound, INFINITY, 1, 5, .95, objective, List.of(100.0));
  }

  private static String detail(EstimateSettings settings, double... scores) {
    Estimate found = new ExperimentEstimator(settings).estimate(scores);
    assertThat(found).isInstanceOf(Estimate.NotIdentifiable.class);
    return ((Estimate.NotIdentifiable) found).detail();
  }

  private static double[] ramp(double from, double step, int n) {
    double[] scores = new double[n];
    Arrays.setAll(scores, i -> from + step * i);
    return scores;
  }

  @Test
  void roundingOfTheReferenceLeavesOneScore() {
    EstimateSettings settings = at(new Threshold.None(), -INFINITY, Objective.REFERENCE);
    assertThat(detail(settings, ramp(1e15, 1, 40))).contains("40 observed scores are the same");
  }

  @Test
  void thresholdFarBeyondTheScores() {
    EstimateSettings settings = at(new Threshold.At(.68), -INFINITY, Objective.RECIPE);
    assertThat(detail(settings, ramp(1e-300, 1e-302, 40)))
        .contains("cannot be told apart in double precision");
    assertThat(detail(settings, ramp(1e-200, 1e-202, 40))).contains("too far", "0.68");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.2e308, -1.7e308})
  void scoresAsLargeAsDoublesGet(double first) {
    EstimateSettings settings = at(new Threshold.Auto(), -INFINITY, Objective.RECIPE);
    assertThat(detail(settings, ramp(first, 1e306, 40))).contains("too large");
  }

  @Test
  void boundThatExcludesTheScores() {
    EstimateSettings settings = at(new Threshold.Auto(), 2, Objective.RECIPE);
    assertThat(detail(settings, ramp(0, .01, 60))).contains("lower bound 2.0");
  }

  /** The two zeros are one score. */
  @Test
  void negativeZeros() {
    double[] scores = ramp(0, .01, 60);
    Arrays.fill(scores, 0, 3, 0.0);
    double[] negative = scores.clone();
    Arrays.fill(negative, 0, 2, -0.0);
    EstimateSettings settings = at(new Threshold.Auto(), -INFINITY, Objective.RECIPE);
    ExperimentEstimator estimator = new ExperimentEstimator(settings);
    assertThat(estimator.estimate(negative)).isEqualTo(estimator.estimate(scores));
  }

  @Test
  void thresholdWorseThanEveryScoreTakesThemAllAndABetterOneNone() {
    double[] scores = ramp(0, .01, 60);
    EstimateSettings beyond = at(new Threshold.At(3), -INFINITY, Objective.RECIPE);
    assertThat(new ExperimentEstimator(beyond).estimate(scores).counts().tail()).isEqualTo(60);
    EstimateSettings before = at(new Threshold.At(-1), -INFINITY, Objective.RECIPE);
    Estimate none = new ExperimentEstimator(before).estimate(scores);
    assertThat(none).isInstanceOf(Estimate.TooFewTrials.class);
  }

  @Test
  void aHundredThousandTies() {
    double[] scores = new double[100_000];
    Arrays.setAll(scores, i -> i % 7);
    EstimateSettings settings = at(new Threshold.Auto(), -INFINITY, Objective.RECIPE);
    Estimate found = new ExperimentEstimator(settings).estimate(scores);
    assertSound("ties", found, settings);
    assertThat(found.counts().distinct()).isEqualTo(7);
  }
}
