package org.lossfloor.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/** The step-up procedure against its definition, and the share of false alarms. */
class FalseDiscoveryTest {
  @Test
  void qValuesAreThoseOfTheStepUpProcedure() {
    FalseDiscovery batch = FalseDiscovery.of(new double[] {.04, .001, .5, .03, .02});
    // m p / rank: .005, .05, .05, .05, .5
    assertThat(batch.qValue(.001)).isEqualTo(.005, within(1e-15));
    assertThat(batch.qValue(.02)).isEqualTo(.05, within(1e-15));
    assertThat(batch.qValue(.03)).isEqualTo(.05, within(1e-15));
    assertThat(batch.qValue(.04)).isEqualTo(.05, within(1e-15));
    assertThat(batch.qValue(.5)).isEqualTo(.5, within(1e-15));
  }

  @Test
  void oneExperimentAloneKeepsItsPValue() {
    assertThat(FalseDiscovery.of(new double[] {.0123}).qValue(.0123)).isEqualTo(.0123);
  }

  @Test
  void tiedPValuesShareTheSmallestQValue() {
    FalseDiscovery batch = FalseDiscovery.of(new double[] {.01, .01, .01, .9});
    assertThat(batch.qValue(.01)).isEqualTo(.04 / 3, within(1e-15));
  }

  @Test
  void refusesWhatIsNoProbabilityAndWhatItHasNotSeen() {
    assertThatThrownBy(() -> FalseDiscovery.of(new double[] {.5, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FalseDiscovery.of(new double[] {.5}).qValue(.4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.4");
  }

  /** 60 true and 40 false hypotheses: the expected share of false alarms is at most .6 x .1. */
  @Test
  void theShareOfFalseAlarmsIsControlled() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(11);
    int batches = 2_000;
    double share = 0;
    for (int i = 0; i < batches; i++) {
      double[] p =
          IntStream.range(0, 100)
              .mapToDouble(j -> j < 60 ? random.nextDouble() : Math.pow(random.nextDouble(), 8))
              .toArray();
      FalseDiscovery batch = FalseDiscovery.of(p);
      long alarms = Arrays.stream(p).filter(x -> batch.qValue(x) <= .1).count();
      long wrong = Arrays.stream(p, 0, 60).filter(x -> batch.qValue(x) <= .1).count();
      share += alarms == 0 ? 0 : wrong / (double) alarms;
    }
    // Standard error below .0015; exactly .06 for independent tests.
    assertThat(share / batches).isEqualTo(.06, within(.006));
  }
}
