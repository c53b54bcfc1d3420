package org.lossfloor.estimate.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Objective;
import org.lossfloor.estimate.bins.Bins;
import org.lossfloor.estimate.fit.FitOutcome.Boundary;
import org.lossfloor.estimate.fit.FitOutcome.Fitted;
import org.lossfloor.estimate.fit.FitOutcome.NotIdentifiable;
import org.lossfloor.estimate.fit.FitOutcome.Obstacle;
import org.lossfloor.estimate.fit.FitOutcome.TooFewTrials;
import org.lossfloor.estimate.spacing.Constraints;
import org.lossfloor.estimate.spacing.ParameterBox;
import org.lossfloor.estimate.spacing.Range;
import org.lossfloor.estimate.spacing.SpacingFit;

/** The public fitter: symmetries, constraints, boundaries, large samples, bad input. */
class SpacingFitterTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final SpacingFitter RECIPE = SpacingFitter.recipe();
  private static final SpacingFitter REFERENCE =
      new SpacingFitter(Objective.REFERENCE, Constraints.none());

  private static double[] draw(NoisyQuadratic law, int n, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    double[] scores = new double[n];
    Arrays.setAll(scores, i -> law.sample(random));
    return scores;
  }

  private static double[] draw(int n, long seed) {
    return draw(NoisyQuadratic.convex(0.2, 0.9, 2, 0.02), n, seed);
  }

  private static double[] map(double[] scores, DoubleUnaryOperator f) {
    return Arrays.stream(scores).map(f).toArray();
  }

  private static Fitted fitted(FitOutcome outcome) {
    assertThat(outcome).isInstanceOf(Fitted.class);
    return (Fitted) outcome;
  }

  // Symmetries.

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void maximisingIsMinimisingTheNegatedScoresToTheBit(long seed) {
    double[] scores = map(draw(60, seed), y -> Math.rint(y * 200) / 200);
    double[] negated = map(scores, y -> -y);

    Fitted minimised = fitted(RECIPE.fit(CensoredSample.of(scores, -INFINITY, 0.6), true));
    Fitted maximised = fitted(RECIPE.fit(CensoredSample.of(negated, -0.6, INFINITY), false));

    assertThat(maximised.law()).isEqualTo(minimised.law().mirrored());
    assertThat(maximised.loss()).isEqualTo(minimised.loss());
    assertThat(maximised.observed()).isEqualTo(minimised.observed());
  }

  @ParameterizedTest
  @EnumSource(Objective.class)
  void orderOfTheScoresIsIrrelevant(Objective objective) {
    SpacingFitter fitter = new SpacingFitter(objective, Constraints.none());
    double[] scores = draw(50, 11);
    double[] shuffled = scores.clone();
    ArraySampler.shuffle(RandomSource.XO_RO_SHI_RO_128_PP.create(5), shuffled);

    assertThat(shuffled).isNotEqualTo(scores);
    assertThat(fitter.fit(CensoredSample.of(shuffled, -INFINITY, 0.6), true))
        .isEqualTo(fitter.fit(CensoredSample.of(scores, -INFINITY, 0.6), true));
  }

  private static Constraints withNoise(Range noise) {
    Constraints free = Constraints.none();
    return new Constraints(free.a(), free.b(), noise, free.dimensions());
  }

  @Test
  void whatWasFittedBeforeIsIrrelevantToTheBit() throws InterruptedException {
    CensoredSample sample = CensoredSample.of(draw(50, 12), -INFINITY, 0.6);
    FitOutcome first = RECIPE.fit(sample, true);
    RECIPE.fit(CensoredSample.of(draw(70, 13), -INFINITY, 0.5), true);
    FitOutcome[] elsewhere = new FitOutcome[1];
    Thread thread = new Thread(() -> elsewhere[0] = RECIPE.fit(sample, true));
    thread.start();
    thread.join();

    assertThat(RECIPE.fit(sample, true)).isEqualTo(first);
    assertThat(elsewhere[0]).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-3, 1e-4, 1e5})
  void scalingAndShiftingTheScoresScalesAndShiftsTheLaw(double scale) {
    for (long seed = 20; seed < 26; seed++) {
      double[] scores = draw(80, seed);
      double shift = 7 * scale;
      double[] moved = map(scores, y -> scale * y + shift);
      boolean flipped = scale < 0;
      double limit = scale * 0.6 + shift;

      NoisyQuadratic law =
          fitted(RECIPE.fit(CensoredSample.of(scores, -INFINITY, 0.6), true)).law();
      NoisyQuadratic other =
          fitted(
                  RECIPE.fit(
                      CensoredSample.of(
                          moved, flipped ? limit : -INFINITY, flipped ? INFINITY : limit),
                      !flipped))
              .law();

      double tolerance = 2e-4 * Math.abs(scale) * (law.b() - law.a());
      assertThat(other.c()).isEqualTo(law.c());
      assertThat(other.bestScore()).isCloseTo(scale * law.a() + shift, within(tolerance));
      assertThat(other.o()).isCloseTo(Math.abs(scale) * law.o(), within(tolerance));
      assertThat(other.b() - other.a())
          .isCloseTo(Math.abs(scale) * (law.b() - law.a()), within(tolerance));
    }
  }

  @Test
  void aSampleOfTheTailAndCountsIsTheSameSample() {
    double[] scores = draw(60, 31);
    double[] inside = Arrays.stream(scores).filter(y -> y > 0.3 && y < 0.7).toArray();
    long below = Arrays.stream(scores).filter(y -> y < 0.3).count();
    long above = Arrays.stream(scores).filter(y -> y > 0.7).count();

    assertThat(REFERENCE.fit(CensoredSample.ofTail(inside, below, above, 0.3, 0.7), true))
        .isEqualTo(REFERENCE.fit(CensoredSample.of(scores, 0.3, 0.7), true));
  }

  @Test
  void censoredScoresMayBeInfinite() {
    double[] scores = draw(60, 32);
    double[] diverged = map(scores, y -> y > 0.6 ? INFINITY : y);

    assertThat(RECIPE.fit(CensoredSample.of(diverged, -INFINITY, 0.6), true))
        .isEqualTo(RECIPE.fit(CensoredSample.of(scores, -INFINITY, 0.6), true));
  }

  // Agreement with the bins of the recipe.

  @ParameterizedTest
  @ValueSource(ints = {40, 149, 151, 400})
  void atAThresholdBetweenTwoScoresTheBinsAreThoseOfTheRecipe(int k) {
    double[] scores = draw(900, 41);
    Arrays.sort(scores);
    double threshold = Bins.threshold(scores, k);

    assertThat(
            SampleBins.of(CensoredSample.of(scores, -INFINITY, threshold), Objective.RECIPE, true))
        .isEqualTo(Bins.ofTail(scores, k, 900));
  }

  @Test
  void withoutALimitTheBinsAreThoseOfTheRecipe() {
    double[] scores = draw(400, 42);
    Arrays.sort(scores);

    assertThat(SampleBins.of(CensoredSample.of(scores), Objective.RECIPE, true))
        .isEqualTo(Bins.ofTail(scores, 400, 400));
  }

  @Test
  void trialsBetterThanALimitJoinTheOpenBestBin() {
    CensoredSample sample = CensoredSample.ofTail(new double[] {0.4, 0.5, 0.6}, 5, 2, 0.3, 0.7);

    assertThat(SampleBins.of(sample, Objective.RECIPE, true))
        .isEqualTo(
            Bins.of(
                new double[] {0.3, 0.4, 0.5, 0.6, 0.7}, new double[] {5.65, 0, 1, 1, 1, 2}, 11));
  }

  // Recovery, constraints, boundaries.

  @Test
  void findsTheLawOfManyTrials() {
    NoisyQuadratic truth = NoisyQuadratic.concave(0.1, 0.8, 2, 0.01);
    Fitted fit = fitted(RECIPE.fit(CensoredSample.of(draw(truth, 4000, 51), 0.5, INFINITY), false));

    assertThat(fit.law().c()).isEqualTo(2);
    assertThat(fit.law().bestScore()).isCloseTo(0.8, within(0.01));
    assertThat(fit.law().o()).isCloseTo(0.01, within(0.01));
    assertThat(fit.boundaries()).isEmpty();
  }

  @Test
  void everyConstraintHolds() {
    CensoredSample sample = CensoredSample.of(draw(120, 52), -INFINITY, 0.6);
    Constraints constraints =
        withNoise(new Range(0.05, 0.06))
            .withA(new Range(0.25, 0.3))
            .withB(new Range(0.7, 0.75))
            .withDimensions(List.of(1, 3));
    for (Objective objective : Objective.values()) {
      Fitted fit = fitted(new SpacingFitter(objective, constraints).fit(sample, true));
      assertThat(fit.profile()).hasSize(2);
      for (FitOutcome.DimensionFit each : fit.profile()) {
        assertThat(constraints.dimensions()).contains(each.c());
        assertThat(each.law().a()).isBetween(0.25, 0.3);
        assertThat(each.law().b()).isBetween(0.7, 0.75);
        assertThat(each.law().o()).isBetween(0.05, 0.06);
      }
    }
  }

  @Test
  void aConstraintThatHoldsAnywayChangesNothing() {
    CensoredSample sample = CensoredSample.of(draw(120, 53), -INFINITY, 0.6);
    Fitted free = fitted(REFERENCE.fit(sample, true));
    Constraints loose =
        withNoise(new Range(0, 1))
            .withA(new Range(free.law().a() - 1, free.law().a() + 1))
            .withB(new Range(free.law().b() - 0.5, free.law().b() + 9));

    Fitted bound = fitted(new SpacingFitter(Objective.REFERENCE, loose).fit(sample, true));

    assertThat(bound.loss()).isCloseTo(free.loss(), within(1e-9));
    assertThat(bound.law().c()).isEqualTo(free.law().c());
    assertThat(bound.law().a()).isCloseTo(free.law().a(), within(1e-4));
  }

  @Test
  void knownParametersAreKept() {
    CensoredSample sample = CensoredSample.of(draw(120, 54), -INFINITY, 0.6);
    Constraints known =
        withNoise(Range.exactly(0.02))
            .withA(Range.exactly(0.2))
            .withB(Range.exactly(0.9))
            .withDimensions(2, 2);

    Fitted fit = fitted(new SpacingFitter(Objective.RECIPE, known).fit(sample, true));

    assertThat(fit.law()).isEqualTo(NoisyQuadratic.convex(0.2, 0.9, 2, 0.02));
    assertThat(fit.loss()).isEqualTo(RECIPE.loss(sample, fit.law()));
    assertThat(fit.boundaries()).containsExactlyInAnyOrder(Boundary.A, Boundary.B, Boundary.O);
  }

  @Test
  void aBoundThatBindsIsReported() {
    CensoredSample sample = CensoredSample.of(draw(300, 55), -INFINITY, 0.6);
    Constraints two = Constraints.none().withDimensions(2, 2);
    NoisyQuadratic free = fitted(new SpacingFitter(Objective.RECIPE, two).fit(sample, true)).law();
    double bound = free.a() + 0.02;
    Constraints bounded = two.withA(new Range(bound, INFINITY));

    Fitted fit = fitted(new SpacingFitter(Objective.RECIPE, bounded).fit(sample, true));

    assertThat(fit.law().a()).isEqualTo(bound);
    assertThat(fit.boundaries()).containsExactly(Boundary.A);
  }

  @Test
  void evenlySpacedScoresHaveNoNoise() {
    double[] scores = new double[50];
    Arrays.setAll(scores, i -> (i + 1) / 51.0);
    SpacingFitter fitter =
        new SpacingFitter(Objective.REFERENCE, Constraints.none().withDimensions(2, 2));

    Fitted fit = fitted(fitter.fit(CensoredSample.of(scores), true));

    // The uniform law gives every bin its share: no loss at all.
    assertThat(fit.loss()).isCloseTo(0, within(1e-9));
    assertThat(fit.law().o()).isZero();
    assertThat(fit.law().a()).isCloseTo(0, within(1e-4));
    assertThat(fit.boundaries()).containsExactly(Boundary.NO_NOISE);
  }

  @Test
  void normalScoresGoToTheNormalLimit() {
    double[] scores = draw(NoisyQuadratic.convex(1, 1, 1, 0.1), 400, 3);
    double spread = Math.sqrt(Arrays.stream(scores).map(y -> (y - 1) * (y - 1)).sum() / 400);
    SpacingFitter fitter =
        new SpacingFitter(Objective.REFERENCE, Constraints.none().withDimensions(2, 2));

    Fitted fit = fitted(fitter.fit(CensoredSample.of(scores), true));

    NoisyQuadratic normal = NoisyQuadratic.convex(1, 1, 2, spread);
    assertThat(fit.loss())
        .isLessThanOrEqualTo(fitter.loss(CensoredSample.of(scores), normal) + 1e-9);
    assertThat(Math.sqrt(fit.law().variance())).isCloseTo(spread, within(0.01));
  }

  @Test
  void theNoiseCanBeExcluded() {
    CensoredSample sample = CensoredSample.of(draw(100, 57), -INFINITY, 0.6);
    SpacingFitter fitter = new SpacingFitter(Objective.RECIPE, withNoise(Range.exactly(0)));

    Fitted fit = fitted(fitter.fit(sample, true));

    assertThat(fit.law().o()).isZero();
    assertThat(fit.loss()).isGreaterThanOrEqualTo(fitted(RECIPE.fit(sample, true)).loss() - 1e-9);
    assertThat(fit.loss()).isEqualTo(RECIPE.loss(sample, fit.law()));
  }

  // Censoring.

  @Test
  void moreCensoringNeverFailsSilently() {
    double[] scores = draw(80, 61);
    for (double limit = 0.9; limit > 0.1; limit -= 0.02) {
      FitOutcome outcome = RECIPE.fit(CensoredSample.of(scores, -INFINITY, limit), true);
      double threshold = limit;
      long tail = Arrays.stream(scores).filter(y -> y < threshold).count();
      if (tail < SpacingFitter.LEAST_DISTINCT) {
        assertThat(outcome).isEqualTo(new TooFewTrials((int) tail, SpacingFitter.LEAST_DISTINCT));
      } else {
        assertThat(fitted(outcome).observed()).isEqualTo(tail);
        assertThat(fitted(outcome).trials()).isEqualTo(80);
        assertThat(fitted(outcome).loss()).isFinite();
      }
    }
  }

  // Large samples.

  @Test
  void fitsAMillionScores() {
    NoisyQuadratic truth = NoisyQuadratic.convex(0.2, 0.9, 2, 0.03);
    CensoredSample sample = CensoredSample.of(draw(truth, 1_000_000, 75), -INFINITY, 0.6);
    SpacingFitter fitter =
        new SpacingFitter(Objective.RECIPE, Constraints.none().withDimensions(1, 3));

    Fitted fit = fitted(fitter.fit(sample, true));

    assertThat(fit.trials()).isEqualTo(1_000_000);
    assertThat(fit.law().c()).isEqualTo(2);
    assertThat(fit.law().a()).isCloseTo(0.2, within(0.002));
  }

  // Bad input.

  @Test
  void tooLittleIsTooFewTrials() {
    assertThat(RECIPE.fit(CensoredSample.of(new double[] {}), true))
        .isEqualTo(new TooFewTrials(0, 3));
    assertThat(RECIPE.fit(CensoredSample.of(new double[] {1}), true))
        .isEqualTo(new TooFewTrials(1, 3));
    assertThat(REFERENCE.fit(CensoredSample.of(new double[] {1, 1, 2, 2}), false))
        .isEqualTo(new TooFewTrials(2, 3));
  }

  @Test
  void oneValueIsNotIdentifiable() {
    assertThat(REFERENCE.fit(CensoredSample.of(new double[] {2, 2, 2, 2}), true))
        .isInstanceOfSatisfying(
            NotIdentifiable.class, out -> assertThat(out.reason()).isEqualTo(Obstacle.ALL_TIED));
  }

  @Test
  void constraintsCanExcludeTheData() {
    Constraints wrong = withNoise(new Range(0.001, 0.002)).withA(new Range(50, 60));
    for (Objective objective : Objective.values()) {
      assertThat(new SpacingFitter(objective, wrong).fit(CensoredSample.of(draw(50, 81)), true))
          .isInstanceOfSatisfying(
              NotIdentifiable.class,
              out -> {
                assertThat(out.reason()).isEqualTo(Obstacle.CONSTRAINTS_EXCLUDE_DATA);
                assertThat(out.detail()).contains("50.0");
              });
    }
  }

  @Test
  void badScoresAndLimitsAreNamed() {
    assertThatThrownBy(() -> CensoredSample.of(new double[] {1, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> CensoredSample.of(new double[] {1, INFINITY}, 0, INFINITY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Infinity");
    assertThatThrownBy(() -> CensoredSample.of(new double[] {1}, 3, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3.0");
    assertThatThrownBy(() -> CensoredSample.ofTail(new double[] {1}, 2, 0, -INFINITY, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 trials below");
    assertThatThrownBy(() -> CensoredSample.ofTail(new double[] {1, 5}, 0, 2, -INFINITY, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4.0");
  }

  @Test
  void contradictoryConstraintsAreNamed() {
    assertThatThrownBy(() -> new Range(2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[2.0, 1.0]");
    assertThatThrownBy(() -> Constraints.none().withDimensions(0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
    assertThatThrownBy(() -> Constraints.none().withDimensions(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> withNoise(new Range(-3, -1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1.0");
    assertThatThrownBy(() -> Constraints.none().withA(Range.exactly(3)).withB(Range.exactly(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3.0");
  }

  // Optima that searches of many random starts found, and the grid of starts alone did not.

  /** As wide as the noise of a normal sample, with three scores far out. */
  private static final double[] FAR_OUT = {
    0.61,
    0.49,
    0.74,
    0.94,
    0.85,
    0.91,
    0.29,
    0.81,
    0.81,
    0.37,
    0.85,
    0.69,
    0.8,
    0.86,
    0.75,
    0.57,
    0.59,
    3.1256308506813175,
    2.8569439941432404,
    0.75,
    1.2470602631305463,
    0.48,
    2.0850014666052035,
    0.87,
    0.88,
    0.64,
    0.72,
    0.64,
    0.64
  };

  @Test
  void aFewFarScoresDoNotHideTheNormalLimit() {
    SpacingFitter two =
        new SpacingFitter(Objective.RECIPE, Constraints.none().withDimensions(2, 2));

    Fitted fit = fitted(two.fit(CensoredSample.of(FAR_OUT), true));

    assertThat(fit.loss()).isLessThan(1.04297);
    assertThat(fit.boundaries()).contains(Boundary.NORMAL_LIMIT);
  }

  /** Bins joined for the search must not hide that three of 301 scores are far from all others. */
  @Test
  void aFewFarScoresAmongManyAreNotJoinedWithTheRest() {
    double[] scores = draw(NoisyQuadratic.convex(0, 1, 1, 0.001), 301, 7);
    scores[10] = 2.5;
    scores[20] = 3.5;
    scores[30] = 4.5;
    SpacingFitter two =
        new SpacingFitter(Objective.RECIPE, Constraints.none().withDimensions(2, 2));
    CensoredSample sample = CensoredSample.of(scores);

    double found = fitted(two.fit(sample, true)).loss();

    for (double a : new double[] {0, 0.2, 0.35, 0.5}) {
      for (double o : new double[] {0.2, 0.3, 0.4, 0.5}) {
        NoisyQuadratic noisy = NoisyQuadratic.convex(a, a + 0.3, 2, o);
        assertThat(found).as("%s", noisy).isLessThan(two.loss(sample, noisy));
      }
    }
  }

  @Test
  void anOutlineKeepsBothEndsAndAllWeight() {
    double[] scores = draw(NoisyQuadratic.convex(0, 1, 2, 0.1), 700, 7);
    Bins bins = SampleBins.of(CensoredSample.of(scores), Objective.REFERENCE, true);

    Bins outline = bins.outlined(40, 16);

    assertThat(outline.size()).isEqualTo(40);
    assertThat(outline.denominator()).isEqualTo(bins.denominator());
    for (int i = 0; i < 16; i++) {
      assertThat(outline.edge(i)).isEqualTo(bins.edge(i));
    }
    int last = bins.size() - 1;
    int[] back = {0, 1, 2, 4, 8, 16};
    for (int i = 0; i < back.length; i++) {
      assertThat(outline.edge(39 - i)).isEqualTo(bins.edge(last - back[i]));
    }
    double weight = 0;
    for (int i = 0; i <= outline.size(); i++) {
      weight += outline.weight(i);
    }
    assertThat(weight).isEqualTo(700 + 1);
  }

  @ParameterizedTest
  @EnumSource(Objective.class)
  void anEndHeldAboveTheMeanGivesTheNormalLawOnIt(Objective objective) {
    double[] scores = draw(NoisyQuadratic.convex(0, 0, 2, 1), 40, 7);
    Range held = Range.exactly(0.5);
    SpacingFitter convex = new SpacingFitter(objective, Constraints.none().withA(held));
    SpacingFitter concave = new SpacingFitter(objective, Constraints.none().withB(held));

    CensoredSample sample = CensoredSample.of(scores);
    Fitted low = fitted(convex.fit(sample, true));
    Fitted high = fitted(concave.fit(CensoredSample.of(map(scores, y -> 1 - y)), false));

    assertThat(low.law().a()).isEqualTo(0.5);
    assertThat(low.law().b()).isEqualTo(0.5);
    assertThat(low.boundaries()).contains(Boundary.NORMAL_LIMIT, Boundary.A);
    assertThat(high.law().a()).isEqualTo(0.5);
    assertThat(high.law().b()).isEqualTo(0.5);
    for (double width : new double[] {1e-3, 0.02, 0.1}) {
      for (double factor : new double[] {0.999, 1, 1.001}) {
        NoisyQuadratic other = NoisyQuadratic.convex(0.5, 0.5 + width, 1, factor * low.law().o());
        assertThat(convex.loss(sample, other)).isGreaterThan(low.loss());
      }
    }
  }

  @Test
  void aBoundReachedInOtherCoordinatesIsInTheBox() {
    ParameterBox box = new ParameterBox(-1, 1, 1e-5, 10, 1e-5, 50);
    assertThat(box.contains(new SpacingFit(2, 0, 1, Math.nextUp(50.0), 0))).isTrue();
    assertThat(box.contains(new SpacingFit(2, 0, 1, 50.1, 0))).isFalse();
  }
}
