package org.lossfloor.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;
import org.lossfloor.math.NormalTail;

/** The cases in which the integral has a closed form. */
class HalfLineLawTest {
  private final double[] out = new double[2];

  @Test
  void withoutPowerItIsTheNormalDistribution() {
    HalfLineLaw law = new HalfLineLaw(0);
    for (double z = HalfLineLaw.LOWEST; z < HalfLineLaw.HIGHEST; z += 0.0173) {
      law.evaluate(z, out);
      assertClose(out[0], NormalTail.upper(-z), z);
      assertClose(out[1], density(z), z);
    }
  }

  @Test
  void theFirstPowerIsTheMeanOfANormalScoreCutOffAtZero() {
    HalfLineLaw law = new HalfLineLaw(1);
    // Further left the closed form is a difference of equals.
    for (double z = -1; z < HalfLineLaw.HIGHEST; z += 0.0173) {
      law.evaluate(z, out);
      assertClose(out[0], z * NormalTail.upper(-z) + density(z), z);
      assertClose(out[1], NormalTail.upper(-z), z);
    }
  }

  private static double density(double z) {
    return NormalTail.DENSITY_AT_ZERO * Math.exp(-0.5 * z * z);
  }

  /** Relative to the value, but to 1 where that is the difference of larger ones. */
  private static void assertClose(double actual, double expected, double z) {
    double scale = z < 1 ? expected : Math.max(1, expected);
    assertThat(actual).as("at %s", z).isCloseTo(expected, offset(5e-14 * scale));
  }
}
