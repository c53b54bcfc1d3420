package org.lossfloor.estimate.prospect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Interval;

/** What further trials bring, against simulated sweeps and the integrals of the definitions. */
class FurtherTrialsTest {
  private static final Interval ANY =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  private static FurtherTrials forecast(NoisyQuadratic law, int trials, double seen) {
    return new FurtherTrials(
        List.of(new Plausible(law, 1)), trials, seen, new MeanScore(law, ANY), .9);
  }

  /**
   * Sweeps of a known law with a third of the trials failed. Half of the luck of the best score is
   * believed, so where the law is exact the chance is told some 20 per cent low; the Monte-Carlo
   * error is some 5 per cent.
   */
  @ParameterizedTest
  @CsvSource({"2, .05, 60, 30", "1, .2, 100, 100", "4, .01, 40, 10", "3, .1, 200, 400"})
  void chanceAndGainHoldOnAverage(double c, double noise, int trials, int further) {
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, c, noise);
    double threshold = law.quantile(2 / 3.0);
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(9);
    double[] told = new double[2];
    double[] real = new double[2];
    double eps = .2 * (law.quantile(5.0 / trials) - law.quantile(.5 / trials));
    for (int i = 0; i < 1_000; i++) {
      double best = best(law, trials, threshold, random);
      double next = Math.min(best, best(law, further, threshold, random));
      FurtherTrials forecast = forecast(law, trials, best);
      told[0] += forecast.improvement(further, eps);
      told[1] += forecast.expectedGain(further);
      real[0] += next < best - eps ? 1 : 0;
      real[1] += best - next;
    }
    assertThat(told[0] / real[0]).isBetween(.65, 1.0);
    assertThat(told[1] / real[1]).isBetween(.65, 1.15);
  }

  private static double best(
      NoisyQuadratic law, int trials, double threshold, UniformRandomProvider random) {
    double best = threshold;
    for (int j = 0; j < trials; j++) {
      best = Math.min(best, law.sample(random));
    }
    return best;
  }

  /** At the best score itself no law is asked: the best of n + m is one of the m by symmetry. */
  @Test
  void theChanceOfAnyImprovementIsThatOfExchangeableTrials() {
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, 3, .1);
    double seen = law.quantile(1 / 50.0);
    assertThat(forecast(law, 50, seen).improvement(25, 0)).isEqualTo(25 / 75.0, within(1e-12));
  }

  /** Riemann sums of the definitions, from noise to none. */
  @ParameterizedTest
  @CsvSource({"2, .05, .1", "2, .05, -.1", "1, 0, .5", "6, .001, .2", "4, 0, .05", "1, .4, -.5"})
  void theGainsAreTheIntegralsOfTheirDefinitions(double c, double noise, double seen) {
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, c, noise);
    MeanScore mean = new MeanScore(law, ANY);
    FurtherTrials forecast = forecast(law, 100, seen);
    double low = Math.min(seen, 0) - 9 * noise;
    int cells = 40_000;
    double width = (seen - low) / cells;
    for (int m : new int[] {1, 10, 10_000}) {
      double gain = 0;
      double meanGain = 0;
      for (int i = 0; i < cells; i++) {
        double x = low + (i + .5) * width;
        double chance = forecast.improvement(m, seen - x);
        gain += width * chance;
        meanGain += width * chance * mean.slope(x);
      }
      assertThat(forecast.expectedGain(m) / gain).isEqualTo(1, within(1e-3));
      assertThat(forecast.meanGain(m).estimate() / meanGain).isEqualTo(1, within(1e-3));
    }
  }

  @Test
  void theIntervalOfTheGainIsThatOfTheBestScore() {
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, 2, .01);
    double seen = law.quantile(.01);
    FurtherTrials forecast = forecast(law, 100, seen);
    // 5 per cent of the improvements are larger; the chance of any is below 95 per cent.
    Interval gain = forecast.meanGain(100).interval().orElseThrow();
    assertThat(gain.lower()).isZero();
    MeanScore mean = new MeanScore(law, ANY);
    double low = seen;
    while (forecast.improvement(100, seen - low) > .05) {
      low -= 1e-5;
    }
    assertThat(gain.upper()).isEqualTo(mean.of(seen) - mean.of(low), within(2e-4));
    assertThat(forecast.meanGain(100_000).interval().orElseThrow().lower()).isPositive();
  }

  @Test
  void noScoreIsBetterThanTheBound() {
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, 2, .1);
    Interval bounded = new Interval(.02, 1);
    FurtherTrials forecast =
        new FurtherTrials(
            List.of(new Plausible(law, 1)), 100, .1, new MeanScore(law, bounded), .95);
    assertThat(forecast.improvement(1_000_000, .081)).isZero();
    assertThat(forecast.expectedGain(1_000_000)).isEqualTo(.08, within(.002));
  }
}
