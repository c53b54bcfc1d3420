package org.lossfloor.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class NoisyQuadraticArgumentsTest {
  private final NoisyQuadratic law = NoisyQuadratic.convex(0, 1, 2, 0.1);

  @Test
  void parametersOutOfRangeAreNamed() {
    rejects(() -> NoisyQuadratic.convex(2, 1, 2, 0), "a = 2.0, b = 1.0");
    rejects(() -> NoisyQuadratic.convex(Double.NaN, 1, 2, 0), "a = NaN");
    rejects(() -> NoisyQuadratic.convex(Double.NEGATIVE_INFINITY, 1, 2, 0), "a = -Infinity");
    rejects(() -> NoisyQuadratic.concave(-1e308, 1e308, 2, 0), "b = 1.0E308");
    rejects(() -> NoisyQuadratic.concave(0, 1, 0.4, 0), "c = 0.4");
    rejects(() -> NoisyQuadratic.concave(0, 1, 20.5, 0), "c = 20.5");
    rejects(() -> NoisyQuadratic.concave(0, 1, Double.NaN, 0), "c = NaN");
    rejects(() -> NoisyQuadratic.convex(0, 1, 2, -0.1), "o = -0.1");
    rejects(() -> NoisyQuadratic.convex(0, 1, 2, Double.POSITIVE_INFINITY), "o = Infinity");
    rejects(() -> NoisyQuadratic.convex(1, 1, 2, 0), "a = b = 1.0, o = 0");
  }

  @Test
  void argumentsOutOfRangeAreNamed() {
    rejects(() -> law.cdf(Double.NaN), "NaN");
    rejects(() -> law.logDensity(Double.NaN), "NaN");
    rejects(() -> law.quantile(-0.1), "-0.1");
    rejects(() -> law.survivalQuantile(1.1), "1.1");
    rejects(() -> law.probability(2, 1), "from 2.0 to 1.0");
    rejects(() -> law.logProbability(Double.NaN, 1), "from NaN");
  }

  @Test
  void infiniteScoresAreTheEnds() {
    double top = Double.POSITIVE_INFINITY;
    assertThat(law.cdf(top)).isEqualTo(1);
    assertThat(law.survival(top)).isZero();
    assertThat(law.logCdf(-top)).isEqualTo(-top);
    assertThat(law.logSurvival(-top)).isZero();
    assertThat(law.density(top)).isZero();
    assertThat(law.logDensity(-top)).isEqualTo(-top);
  }

  /** From a tail that is zero in double precision nothing can be integrated. */
  @Test
  void intervalsBeyondTheTailsHaveNoProbability() {
    double top = Double.POSITIVE_INFINITY;
    NoisyQuadratic noiseless = NoisyQuadratic.convex(0, 1, 1, 0);
    for (NoisyQuadratic each : List.of(law, law.mirrored(), noiseless, noiseless.mirrored())) {
      assertThat(each.probability(-top, -9)).as("%s", each).isZero();
      assertThat(each.probability(9, top)).as("%s", each).isZero();
      assertThat(each.probability(-top, -top)).as("%s", each).isZero();
      assertThat(each.probability(top, top)).as("%s", each).isZero();
      assertThat(each.probability(each.bestScore(), each.bestScore())).as("%s", each).isZero();
    }
    // The density is infinite at the end point.
    assertThat(noiseless.probability(0, 0.25)).isEqualTo(0.5);
  }

  private static void rejects(Runnable call, String naming) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(naming);
  }
}
