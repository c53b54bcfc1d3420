package org.lossfloor.estimate.spacing;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/** What a thread keeps must not show: an experiment has the same answer wherever it is fitted. */
class StartQuantilesTest {
  /** Few probabilities and noises near each other, so that one of two often stays as it was. */
  @Test
  void aQuantileDoesNotDependOnThoseBefore() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(7);
    for (int i = 0; i < 5_000; i++) {
      int c = 1 + random.nextInt(6);
      double p = .05 + .1 * random.nextInt(3);
      double s = .3 * Math.pow(1.1, random.nextInt(5));
      int noise = random.nextInt(StartLaws.NOISES.length);
      int share = random.nextInt(SpacingSolver.COLD_SHARE.length + 1);
      assertThat(StartQuantiles.at(c, noise, share, p, s))
          .isEqualTo(new StandardQuantile(c).at(p, s));
    }
  }
}
