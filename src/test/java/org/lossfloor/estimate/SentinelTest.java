package org.lossfloor.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.regime.Sample;
import org.lossfloor.sweep.Direction;

/** Scores that are marks of crashed runs cast doubt; what a law can draw does not. */
class SentinelTest {
  private static double[] losses(int trials) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(7);
    NoisyQuadratic law = NoisyQuadratic.convex(.9, 1.3, 2, .01);
    return DoubleStream.generate(() -> law.sample(random)).limit(trials).toArray();
  }

  private static double[] with(double mark, int times, double[] scores) {
    double[] all = scores.clone();
    Arrays.fill(all, 0, times, mark);
    return all;
  }

  private static boolean told(double[] scores, boolean minimize) {
    Estimate estimate =
        new ExperimentEstimator(
                EstimateSettings.withDefaults(minimize ? Direction.MINIMIZE : Direction.MAXIMIZE))
            .estimate(scores);
    return estimate.flags().contains(Reason.SENTINEL);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2, true",
    "0, 3, true",
    "0, 30, true",
    "-1, 2, true",
    "-1, 1, true",
    "-1e9, 1, true",
    "-999, 5, true",
    "0, 1, false",
    "0.85, 3, false",
    "0.85, 1, false",
    "999, 5, false"
  })
  void aBestScoreFarBeyondAllOthersIsTold(double mark, int times, boolean told) {
    double[] scores = with(mark, times, losses(60));
    assertThat(told(scores, true)).isEqualTo(told);
    double[] mirrored = Arrays.stream(scores).map(y -> -y).toArray();
    assertThat(told(mirrored, false)).isEqualTo(told);
  }

  @Test
  void divergedScoresDoNotHideIt() {
    double[] scores = with(0, 3, losses(60));
    Arrays.fill(scores, 52, 60, 1e6);
    assertThat(told(scores, true)).isTrue();
  }

  @Test
  void aMarkAmongPercentagesIsTold() {
    double[] accuracies = Arrays.stream(losses(60)).map(y -> 2 - y).toArray();
    assertThat(told(with(999, 1, accuracies), false)).isTrue();
    assertThat(told(with(0, 9, accuracies), false)).isFalse();
  }

  /** None of 24,120 sweeps, sound or rounded, from the steepest law to the flattest. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void noLawDrawsIt(int dimension) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(dimension);
    for (double noise : new double[] {1e-9, .01, .3, 3}) {
      NoisyQuadratic law = NoisyQuadratic.convex(0, 1, dimension, noise);
      for (int trials : new int[] {24, 60, 300}) {
        for (double unit : new double[] {0, .001, .05, .3, 2}) {
          for (int i = 0; i < 67; i++) {
            double[] scores =
                DoubleStream.generate(() -> rounded(law.sample(random), unit))
                    .limit(trials)
                    .toArray();
            assertThat(Sample.of(scores, Direction.MINIMIZE).sentinel()).isFalse();
          }
        }
      }
    }
  }

  private static double rounded(double score, double unit) {
    return unit == 0 ? score : unit * Math.rint(score / unit);
  }
}
