package org.lossfloor.estimate.prospect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.lossfloor.estimate.Interval;

/** The widths that are told, against the interval that reruns make. */
class NextWidthsTest {
  private static NextWidths widths(Interval range, double seen, double pick, double noise) {
    return NextWidths.of(Optional.of(range), seen, pick, noise, 100, List.of(10, 300), .95);
  }

  @Test
  void moreTrialsNarrowAndSoDoReruns() {
    NextWidths widths = widths(new Interval(-1, 1), 0, .01, .1);
    assertThat(widths.now()).isEqualTo(2);
    assertThat(widths.trials().get(300)).isEqualTo(2 * Math.pow(4, -.55), within(1e-12));
    assertThat(widths.trials().get(10)).isBetween(widths.trials().get(300), 2.0);
    assertThat(widths.reruns().get(4)).isBetween(1.0, 2.0);
  }

  /** The mean of the ends of 20,000 intervals from four runs each, to four standard errors. */
  @Test
  void theEndAfterRerunsIsTheMeanOne() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(4);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double t = TDistribution.of(3).inverseCumulativeProbability(.975);
    int sets = 20_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < sets; i++) {
      double[] runs = {normal.sample(), normal.sample(), normal.sample(), normal.sample()};
      double mean = (runs[0] + runs[1] + runs[2] + runs[3]) / 4;
      double variance = 0;
      for (double run : runs) {
        variance += (run - mean) * (run - mean) / 3;
      }
      double end = .01 + .1 * (mean + t * Math.sqrt(variance / 4));
      sum += end;
      squares += end * end;
    }
    double mean = sum / sets;
    double error = Math.sqrt((squares / sets - mean * mean) / sets);
    assertThat(widths(new Interval(-1, 1), 0, .01, .1).reruns().get(4))
        .isEqualTo(1 + mean, within(4 * error));
  }

  @Test
  void noStepWidensAndAnOpenIntervalTellsNothing() {
    assertThat(widths(new Interval(-1, .001), 0, .01, 5).reruns().get(4)).isEqualTo(1.001);
    assertThat(widths(new Interval(Double.NEGATIVE_INFINITY, 1), 0, 0, .1))
        .isEqualTo(NextWidths.NONE);
    assertThat(NextWidths.of(Optional.empty(), 0, 0, .1, 100, List.of(10), .95))
        .isEqualTo(NextWidths.NONE);
  }
}
