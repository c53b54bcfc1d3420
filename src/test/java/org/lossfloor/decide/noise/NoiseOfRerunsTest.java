package org.lossfloor.decide.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.lossfloor.distribution.NoisyQuadratic;

/** Simulated reruns: the errors of the shares are below .015. */
class NoiseOfRerunsTest {
  private static final int SETS = 1000;

  private static List<double[]> groups(long seed, double last) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    List<double[]> groups = new ArrayList<>();
    for (int g = 0; g < 8; g++) {
      double sd = g == 7 ? last : 2;
      double level = 10 * random.nextDouble();
      groups.add(IntStream.range(0, 6).mapToDouble(i -> level + sd * normal.sample()).toArray());
    }
    return groups;
  }

  private static long count(double last, Predicate<NoiseOfReruns> holds) {
    return IntStream.range(0, SETS)
        .filter(i -> holds.test(NoiseOfReruns.of(groups(i, last), .95).orElseThrow()))
        .count();
  }

  @Test
  void theIntervalHoldsTheNoiseAndEqualNoisePasses() {
    assertThat(count(2, n -> n.interval().lower() <= 2 && n.interval().upper() >= 2))
        .isBetween(930L, 970L);
    assertThat(count(2, n -> n.equal().orElseThrow() <= .05)).isLessThanOrEqualTo(70);
    assertThat(count(12, n -> n.equal().orElseThrow() <= .05)).isGreaterThanOrEqualTo(800);
  }

  @Test
  void itIsPooledByDefinition() {
    NoiseOfReruns noise =
        NoiseOfReruns.of(
                List.of(new double[] {1, 3}, new double[] {5}, new double[] {2, 2, 5}), .95)
            .orElseThrow();
    assertThat(noise.degrees()).isEqualTo(3);
    assertThat(noise.sd()).isCloseTo(Math.sqrt((2 + 6) / 3.0), within(1e-12));
    assertThat(NoiseOfReruns.of(List.of(new double[] {1}), .95)).isEmpty();
  }

  /** The best of many runs, and a further run of that configuration. */
  @Test
  void theBestTrialIsWorthWhatItGivesIfItIsRunAgain() {
    double sd = .05;
    NoisyQuadratic law = new NoisyQuadratic(0, 1, 2, sd, true);
    NoisyQuadratic clean = new NoisyQuadratic(0, 1, 2, 1e-9, true);
    double seen = 0;
    double told = 0;
    double again = 0;
    for (int set = 0; set < SETS; set++) {
      UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(set);
      ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
      double best = Double.POSITIVE_INFINITY;
      double mean = 0;
      for (int i = 0; i < 100; i++) {
        double level = clean.sample(random);
        double score = level + sd * normal.sample();
        if (score < best) {
          best = score;
          mean = level;
        }
      }
      seen += best / SETS;
      again += mean / SETS;
      told += RunAgain.worth(best, law, sd).orElseThrow() / SETS;
    }
    assertThat(again - seen).isGreaterThan(.05);
    assertThat(told).isCloseTo(again, within(.005));
  }
}
