package org.lossfloor.estimate.prospect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Interval;

/** The mean score behind an observed one, against simulated trials and its definition. */
class MeanScoreTest {
  private static MeanScore mean(NoisyQuadratic law) {
    return new MeanScore(law, new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
  }

  private static UniformRandomProvider random(long seed) {
    return RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
  }

  /**
   * The winner's own mean score, averaged over many sweeps, is what its observed score promised.
   */
  @ParameterizedTest
  @CsvSource({"1, .02, 24", "1, .3, 200", "2, .1, 60", "3, .05, 100", "4, .5, 40", "2, .001, 300"})
  void theWorthOfTheBestTrialIsItsMeanScoreOnAverage(double c, double noise, int trials) {
    NoisyQuadratic law = NoisyQuadratic.convex(.2, 1.2, c, noise);
    UniformRandomProvider random = random(3);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    int sweeps = 4_000;
    double sum = 0;
    double squares = 0;
    double luck = 0;
    for (int i = 0; i < sweeps; i++) {
      double best = Double.POSITIVE_INFINITY;
      double worth = Double.NaN;
      for (int j = 0; j < trials; j++) {
        double mean = .2 + Math.pow(random.nextDouble(), 2 / c);
        double score = mean + noise * normal.sample();
        worth = score < best ? mean : worth;
        best = Math.min(best, score);
      }
      double error = worth - mean(law).underLaw(best);
      sum += error;
      squares += error * error;
      luck += worth - best;
    }
    double standardError = Math.sqrt(squares / sweeps / sweeps);
    assertThat(sum / sweeps).isEqualTo(0, within(4 * standardError));
    // What it corrects is many standard errors: the observed score flatters.
    assertThat(luck / sweeps).isGreaterThan(10 * standardError);
  }

  /** Against the two integrals of its definition on a fine grid. */
  @ParameterizedTest
  @CsvSource({"2, .1, .15", "2, .1, -.2", "1, .05, .03", "5, .2, .4", "3, .3, 1.5"})
  void theWorthIsThePosteriorMean(double c, double noise, double seen) {
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, c, noise);
    int cells = 400_000;
    double above = 0;
    double below = 0;
    for (int i = 0; i < cells; i++) {
      // q = u^(2/c) takes the singular density to a constant one.
      double q = Math.pow((i + .5) / cells, 2 / c);
      double weight = Math.exp(-.5 * Math.pow((seen - q) / noise, 2));
      above += q * weight;
      below += weight;
    }
    assertThat(mean(law).underLaw(seen)).isEqualTo(above / below, within(1e-6));
  }

  @Test
  void withoutNoiseTheBestTrialIsWorthWhatItScored() {
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, 2, 0);
    assertThat(mean(law).of(.3)).isEqualTo(.3);
    assertThat(mean(law).underLaw(-.1)).isZero();
    NoisyQuadratic still = NoisyQuadratic.convex(0, 1, 2, 1e-9);
    assertThat(mean(still).of(.3)).isEqualTo(.3, within(1e-8));
    assertThat(mean(still).underLaw(-1)).isEqualTo(0, within(1e-8));
  }

  /** Central differences of the mean, over laws with and without noise to speak of. */
  @ParameterizedTest
  @CsvSource({"2, .1, .15", "2, .1, -.2", "1, .05, .03", "5, .2, .4", "3, .3, 1.5", "2, 1e-4, .3"})
  void theSlopeIsTheDerivative(double c, double noise, double seen) {
    MeanScore mean = mean(NoisyQuadratic.convex(0, 1, c, noise));
    double step = 1e-4 * Math.max(noise, 1e-3);
    double difference = (mean.of(seen + step) - mean.of(seen - step)) / (2 * step);
    assertThat(mean.slope(seen)).isEqualTo(difference, within(1e-4)).isBetween(.5, 1.0);
  }
}
