package org.lossfloor.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.distribution.TuningCurve;
import org.lossfloor.math.Seeds;

/**
 * A small check of the 95 per cent intervals from end to end. 60 samples of 128 trials give each
 * share a standard error of .028 at 95 per cent; 60 hits of probability .95 are 50 or fewer with
 * probability 6e-4 (binomial). The full measurement is in recipe, section 4.
 */
class CoverageTest {
  private static final int SAMPLES = 60;
  private static final int LEAST_HITS = 51;
  private static final int TRIALS = 128;

  @Test
  void intervalsAndSetsHoldTheTruth() {
    int best = 0;
    int curve = 0;
    int dimension = 0;
    int noise = 0;
    for (int i = 0; i < SAMPLES; i++) {
      int c = 1 + i % 3;
      NoisyQuadratic law = NoisyQuadratic.concave(0, 1, c, .05);
      Estimate.Fitted found = fit(law, Seeds.replicate(20_251, i));
      double median = TuningCurve.of(law, false).median(10.0 * TRIALS);
      best += holds(found.bestScore(), 1);
      noise += holds(found.noise(), .05);
      curve += holds(found.tuningCurve().get(0).median(), median);
      dimension += found.dimension().set().contains(c) ? 1 : 0;
    }
    assertThat(best).isGreaterThanOrEqualTo(LEAST_HITS);
    assertThat(noise).isGreaterThanOrEqualTo(LEAST_HITS);
    assertThat(curve).isGreaterThanOrEqualTo(LEAST_HITS);
    assertThat(dimension).isGreaterThanOrEqualTo(LEAST_HITS);
  }

  private static Estimate.Fitted fit(NoisyQuadratic law, long seed) {
    EstimateSettings settings =
        new EstimateSettings(
            false,
            new Threshold.Auto(),
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            1,
            5,
            .95,
            Objective.RECIPE,
            List.of(10.0 * TRIALS));
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    double[] scores = new double[TRIALS];
    Arrays.setAll(scores, j -> law.sample(random));
    return (Estimate.Fitted) new ExperimentEstimator(settings).estimate(scores);
  }

  private static int holds(Estimate.Quantity found, double truth) {
    Interval interval = found.interval().orElseThrow();
    return interval.lower() <= truth && truth <= interval.upper() ? 1 : 0;
  }
}
