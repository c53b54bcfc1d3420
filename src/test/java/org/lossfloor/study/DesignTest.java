package org.lossfloor.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Threshold;

/** Scores follow what their truth says. */
class DesignTest {
  private static final int SETS = 100;

  /** Five standard errors of a share of SETS: a right design fails once in a million times. */
  private static final double FIVE_ERRORS = 5 * Math.sqrt(.25 / SETS);

  static Stream<Design> designs() {
    Stream<Design> surfaces =
        Stream.of(Surface.QUADRATIC_3, Surface.SINE_1, Surface.NET)
            .map(surface -> new SurfaceSearch(surface, .05));
    return Stream.of(
            Design.insideRegime().stream(),
            Design.bodyShapes().stream(),
            surfaces,
            Stream.of(new SurfaceSearch(Surface.EDGE, 0)))
        .flatMap(s -> s);
  }

  @ParameterizedTest
  @MethodSource("designs")
  void aQuarterOfTheTrialsIsWithinS(Design design) {
    int trials = 24;
    long within =
        IntStream.range(0, SETS)
            .mapToObj(seed -> design.draw(trials, seed))
            .mapToLong(draw -> below(draw, draw.truth().best() + draw.truth().scale()))
            .sum();
    double error = Math.sqrt(.25 * .75 / (SETS * trials));
    // Rounding moves a score by up to S/50, and all S/50 around the quartile at once.
    double rounding = design instanceof BodyShape s && s.body() == Body.ROUNDED ? .02 : 0;
    assertThat(within / (double) (SETS * trials))
        .isBetween(.25 - 5 * error, .25 + 5 * error + rounding);
  }

  private static long below(Draw draw, double limit) {
    return Arrays.stream(draw.scores()).filter(y -> y <= limit).count();
  }

  /** The truth is about scores before they are rounded. */
  static Stream<Design> unrounded() {
    return designs().filter(d -> !(d instanceof BodyShape s && s.body() == Body.ROUNDED));
  }

  /** Ten times the trials under the same seed have the same law, and other scores. */
  @ParameterizedTest
  @MethodSource("unrounded")
  void halfOfTheBestOfTenTimesTheTrialsIsBelowTheMedian(Design design) {
    int trials = 24;
    int[] below = new int[2];
    for (int seed = 0; seed < SETS; seed++) {
      Truth truth = design.draw(trials, seed).truth();
      below[0] += best(design.draw(2 * trials, seed)) <= truth.medianTwice() ? 1 : 0;
      below[1] += best(design.draw(10 * trials, seed)) <= truth.medianTenfold() ? 1 : 0;
    }
    assertThat(below[0] / (double) SETS).isBetween(.5 - FIVE_ERRORS, .5 + FIVE_ERRORS);
    assertThat(below[1] / (double) SETS).isBetween(.5 - FIVE_ERRORS, .5 + FIVE_ERRORS);
  }

  private static double best(Draw draw) {
    return Arrays.stream(draw.scores()).filter(Double::isFinite).min().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void aSeedGivesTheSameExperiment(Design design) {
    Draw draw = design.draw(48, 7L);
    assertThat(draw.scores()).hasSize(48).isEqualTo(design.draw(48, 7L).scores());
    assertThat(draw.scores()).isNotEqualTo(design.draw(48, 8L).scores());
  }

  @Test
  void theThresholdIsAQuantileOfTheLaw() {
    Draw draw = new InsideRegime(2, .05).draw(1000, 3L);
    double threshold = ((Threshold.At) draw.threshold()).score();
    double level = NoisyQuadratic.convex(0, 1, 2, .05).cdf(threshold);
    assertThat(level).isBetween(.3, .6);
    assertThat(below(draw, threshold) / 1000.0).isBetween(level - .08, level + .08);
  }

  /** The noise of a small regime of dimension 1 could put its threshold beyond the best score. */
  @Test
  void everySeedGivesAnExperiment() {
    for (Body body : Body.values()) {
      BodyShape shape = new BodyShape(body, 1);
      for (int seed = 0; seed < 3_000; seed++) {
        Truth truth = shape.draw(24, seed).truth();
        assertThat(truth.scale()).isPositive();
      }
    }
  }

  @Test
  void failedRunsAreAboutAThird() {
    long failed =
        Arrays.stream(new BodyShape(Body.FAILED, 2).draw(4000, 1L).scores())
            .filter(Double::isNaN)
            .count();
    assertThat(failed / 4000.0).isBetween(.31, .39);
  }

  @Test
  void roundedScoresAreMultiplesOfTheirStep() {
    Draw draw = new BodyShape(Body.ROUNDED, 2).draw(300, 1L);
    double step = draw.truth().scale() / 25;
    for (double score : draw.scores()) {
      assertThat(score / step).isCloseTo(Math.rint(score / step), within(1e-9));
    }
  }

  /** The known minimisers of the test functions, as their authors give them. */
  @ParameterizedTest
  @EnumSource(Surface.class)
  void surfacesHaveTheirMinimum(Surface surface) {
    double[] minimiser =
        switch (surface) {
          case QUADRATIC_2 -> new double[] {.3, .6};
          case QUADRATIC_3 -> new double[] {.3, .5, .9};
          case QUADRATIC_4 -> new double[] {.4, .5, .6, .1};
          case QUADRATIC_5 -> new double[] {.4, .5, .6, .5, .2};
          case EDGE -> new double[] {0, .5};
          case BRANIN -> new double[] {(Math.PI + 5) / 15, 2.275 / 15};
          case ROSENBROCK -> new double[] {.75, .5};
          case HARTMANN_3 -> new double[] {.114614, .555649, .852547};
          case SINE_1 -> new double[] {.43};
          case NET -> new double[] {3.5 / 6, .5, .7};
          case HARTMANN_6 -> new double[] {.20169, .150011, .476874, .275332, .311652, .6573};
          case SINE_3 -> new double[] {.43, .43, .43};
        };
    assertThat(surface.loss(minimiser)).isBetween(-1e-12, 1e-5);
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(5L);
    double[] x = new double[surface.hyperparameters()];
    for (int i = 0; i < 20_000; i++) {
      Arrays.setAll(x, j -> random.nextDouble());
      double loss = surface.loss(x);
      assertThat(Double.isNaN(loss) || loss >= 0).isTrue();
    }
  }

  @Test
  void subsamplesAreDrawnWithoutReplacement() {
    double[] all = IntStream.rangeClosed(1, 100).mapToDouble(i -> i / 101.0).toArray();
    Subsample design = new Subsample("ramp", all, NoisyQuadratic.concave(0, 1, 2, .01), 5);
    Draw draw = design.draw(100, 4L);
    double[] sorted = draw.scores().clone();
    Arrays.sort(sorted);
    assertThat(sorted).isEqualTo(all);
    assertThat(draw.scores()).isNotEqualTo(all);
    assertThat(draw.truth().best()).isEqualTo(1);
    assertThat(draw.truth().scale()).isCloseTo(.25, within(.01));
    assertThat(draw.truth().medianTenfold()).isGreaterThan(draw.truth().medianTwice());
  }
}
