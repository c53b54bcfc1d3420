package org.lossfloor.estimate.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lossfloor.estimate.Draws;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Pruned;
import org.lossfloor.estimate.diagnosis.Hyperparameters;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.Sampler;

/**
 * What noise between runs does to the interval of the best possible score, and what it does not.
 */
class NoiseCutTest {
  private static final int TRIALS = 120;
  private static final double SD = .03;

  private final double[] scores = new double[TRIALS];
  private final Hyperparameters known;

  NoiseCutTest() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(19);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    long[] x = new long[TRIALS];
    long[] y = new long[TRIALS];
    for (int i = 0; i < TRIALS; i++) {
      double one = random.nextDouble();
      double other = random.nextDouble();
      x[i] = Double.doubleToLongBits(one);
      y[i] = Double.doubleToLongBits(other);
      scores[i] = 1 + Math.pow(one - .4, 2) + Math.pow(other - .5, 2) + SD * normal.sample();
    }
    known =
        new Hyperparameters(
            TRIALS,
            List.of(new Hyperparameters.Column(x, true), new Hyperparameters.Column(y, true)));
  }

  private Estimate.Fitted fitted(double[] values, Direction direction, NoiseRule rule) {
    Draws draws =
        new Draws(
            values,
            /* ordered= */ false,
            Optional.of(known),
            0,
            org.lossfloor.estimate.noise.Reruns.NONE,
            new double[0],
            Pruned.NONE,
            List.of(),
            Sampler.RANDOM,
            rule);
    return new ExperimentEstimator(EstimateSettings.withDefaults(direction))
        .answer(values, draws)
        .estimate()
        .fitted()
        .orElseThrow();
  }

  private static Interval best(Estimate.Fitted fitted) {
    return fitted.bestScore().interval().orElseThrow();
  }

  /**
   * The best configuration is worth 1.01 on average, so that its reruns say more than any score.
   */
  static Stream<NoiseRule> rules() {
    return Stream.of(
        NoiseRule.Word.AUTO,
        NoiseRule.Word.NEIGHBOURS,
        new NoiseRule.Given(SD, Double.POSITIVE_INFINITY),
        new NoiseRule.Given(SD, 12),
        new NoiseRule.Given(0, Double.POSITIVE_INFINITY),
        new NoiseRule.BestReruns(List.of(.99, 1.02, 1.0, 1.03)));
  }

  private static NoiseRule times(NoiseRule rule, double factor, double shift) {
    if (rule instanceof NoiseRule.Given given) {
      return new NoiseRule.Given(Math.abs(factor) * given.sd(), given.degrees());
    }
    return rule instanceof NoiseRule.BestReruns reruns
        ? new NoiseRule.BestReruns(
            reruns.scores().stream().map(score -> factor * score + shift).toList())
        : rule;
  }

  @Test
  void scoresAloneAllowTheBestTrialToBeFarFromTheBestPossible() {
    Estimate.Fitted alone = fitted(scores, Direction.MINIMIZE, NoiseRule.Word.NONE);
    assertThat(alone.rerunNoise()).isEmpty();
    assertThat(best(alone).upper()).isGreaterThan(alone.observedBest().orElseThrow() + 4 * SD);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void onlyTheWorseEndMoves(NoiseRule rule) {
    Interval alone = best(fitted(scores, Direction.MINIMIZE, NoiseRule.Word.NONE));
    Estimate.Fitted cut = fitted(scores, Direction.MINIMIZE, rule);
    double limit =
        cut.rerunNoise()
            .orElseThrow()
            .limit(cut.observedBest().orElseThrow(), Direction.MINIMIZE, .95);
    assertThat(best(cut).lower()).isEqualTo(alone.lower());
    assertThat(best(cut).upper())
        .isCloseTo(Math.min(alone.upper(), limit), within(1e-12))
        .isLessThan(alone.upper());
    assertThat(cut.bestScore().estimate()).isBetween(best(cut).lower(), best(cut).upper());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theMirrorImageIsTheMirrorImage(NoiseRule rule) {
    double[] mirrored = Arrays.stream(scores).map(score -> -score).toArray();
    Estimate.Fitted there = fitted(mirrored, Direction.MAXIMIZE, times(rule, -1, 0));
    Estimate.Fitted here = fitted(scores, Direction.MINIMIZE, rule);
    assertThat(best(there).negated()).isEqualTo(best(here));
    assertThat(there.bestScore().estimate()).isEqualTo(-here.bestScore().estimate());
    assertThat(there.rerunNoise().orElseThrow().sd())
        .isEqualTo(here.rerunNoise().orElseThrow().sd());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void anotherUnitOfTheScoreChangesNothingElse(NoiseRule rule) {
    double[] moved = Arrays.stream(scores).map(score -> 100 * score + 7).toArray();
    Estimate.Fitted there = fitted(moved, Direction.MINIMIZE, times(rule, 100, 7));
    Estimate.Fitted here = fitted(scores, Direction.MINIMIZE, rule);
    assertThat(best(there).lower()).isCloseTo(100 * best(here).lower() + 7, within(1e-4));
    assertThat(best(there).upper()).isCloseTo(100 * best(here).upper() + 7, within(1e-4));
    assertThat(there.rerunNoise().orElseThrow().sd())
        .isCloseTo(100 * here.rerunNoise().orElseThrow().sd(), within(1e-8));
  }

  @Test
  void neighboursFindTheNoiseOfARun() {
    RerunNoise found =
        fitted(scores, Direction.MINIMIZE, NoiseRule.Word.AUTO).rerunNoise().orElseThrow();
    assertThat(found.source()).isEqualTo(RerunNoise.Source.NEIGHBOURS);
    // The regime holds less of the unlucky runs at its limit, which makes this a little smaller.
    double error = SD / Math.sqrt(2 * found.degrees());
    assertThat(found.sd()).isBetween(SD - 4 * error, SD + 3 * error);
  }
}
