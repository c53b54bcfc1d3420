package org.lossfloor.estimate.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CriticalValuesTest {
  @ParameterizedTest
  @CsvSource({"BEST_SCORE,2.30,4.61", "TUNING_CURVE,1.97,4.23", "DIMENSION,1.81,3.84"})
  void measuredValuesComeBack(CriticalValues kind, double at80, double at95) {
    assertThat(kind.at(.80)).isCloseTo(at80, within(1e-9));
    assertThat(kind.at(.95)).isCloseTo(at95, within(1e-9));
  }

  @ParameterizedTest
  @EnumSource(CriticalValues.class)
  void valuesRiseWithTheConfidence(CriticalValues kind) {
    double last = 0;
    for (double p = .5; p <= .9991; p += .001) {
      assertThat(kind.at(p)).isGreaterThan(last);
      last = kind.at(p);
    }
  }

  @ParameterizedTest
  @EnumSource(CriticalValues.class)
  void valuesAreNotBelowTheChiSquaredQuantile(CriticalValues kind) {
    ChiSquaredDistribution law = ChiSquaredDistribution.of(1);
    for (double p : new double[] {.5, .7, .8, .9, .95, .99, .999}) {
      // 3.84 is printed with three digits.
      assertThat(kind.at(p)).isGreaterThanOrEqualTo(.999 * law.inverseCumulativeProbability(p));
    }
  }

  @Test
  void factorIsAStraightLineBetweenTheAnchors() {
    ChiSquaredDistribution law = ChiSquaredDistribution.of(1);
    double middle = .5 * (2.30 / law.inverseCumulativeProbability(.80));
    middle += .5 * (4.61 / law.inverseCumulativeProbability(.95));
    assertThat(CriticalValues.BEST_SCORE.at(.875))
        .isCloseTo(middle * law.inverseCumulativeProbability(.875), within(1e-9));
  }
}
