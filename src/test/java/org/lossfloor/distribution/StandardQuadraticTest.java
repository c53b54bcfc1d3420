package org.lossfloor.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The fast kernel against the quadrature behind {@link NoisyQuadratic}, which the golden tables
 * check: two derivations that share no formula but the definition.
 */
class StandardQuadraticTest {
  /** Both sides of every border between the methods: 1/s = 4, 14, 9 and the like. */
  private static final double[] NOISES = {
    1e-6, 1e-5, 1e-3, 0.01, 0.0405, 0.0704, 0.0719, 0.1, 0.12, 0.18, 0.249, 0.251, 0.4, 1, 5, 60,
    1e3
  };

  private final double[] out = new double[3];

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 1.7, 2, 3, 4, 5, 7, 9.3, 10, 20})
  void agreesWithTheQuadrature(double c) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(99L);
    StandardQuadratic kernel = new StandardQuadratic(c);
    for (double s : NOISES) {
      NoisyQuadratic law = NoisyQuadratic.convex(0, 1, c, s);
      for (int i = 0; i < 300; i++) {
        check(kernel, law, position(random, i % 3, s));
      }
    }
  }

  private void check(StandardQuadratic kernel, NoisyQuadratic law, double x) {
    double s = law.o();
    double k = law.c() / 2;
    kernel.evaluate(x, s, out);
    double cdf = law.cdf(x);
    double density = law.density(x);
    String at = law + " at " + x;
    assertThat(out[0]).as("F, %s", at).isCloseTo(cdf, offset(1e-14));
    assertThat(s * out[1]).as("s f, %s", at).isCloseTo(s * density, offset(3e-14));
    // s dF/ds = k (F - Q(w)) - x f loses digits by its own terms where s is small.
    double cut = org.lossfloor.math.NormalTail.upper((1 - x) / s);
    assertThat(out[2])
        .as("s dF/ds, %s", at)
        .isCloseTo(k * (cdf - cut) - x * density, offset(3e-13 + 3e-15 * Math.abs(x) * density));
    if (x < 0 && cdf > 1e-300) {
      assertThat(out[0]).as("relative F, %s", at).isCloseTo(cdf, offset(2e-13 * cdf));
      assertThat(out[1]).as("relative f, %s", at).isCloseTo(density, offset(2e-13 * density));
    }
  }

  private static double position(UniformRandomProvider random, int region, double s) {
    return switch (region) {
      case 0 -> -10 * s + random.nextDouble() * (1 + 20 * s);
      case 1 -> random.nextDouble(-12, 12) * s;
      default -> 1 + random.nextDouble(-12, 12) * s;
    };
  }

  /** The derivative by log s has a formula of its own; here it is a difference of F. */
  @Test
  void noiseGradientIsTheSlopeOfF() {
    for (double c : new double[] {1, 2, 3.3, 6}) {
      StandardQuadratic kernel = new StandardQuadratic(c);
      for (double s : new double[] {1e-3, 0.03, 0.1, 0.3, 2}) {
        for (double x : new double[] {-s, 0.2 * s, 3 * s, 0.3, 1 - s, 1 + s}) {
          double d = 1e-4;
          kernel.evaluate(x, s * Math.exp(d), out);
          double above = out[0];
          kernel.evaluate(x, s * Math.exp(-d), out);
          double below = out[0];
          kernel.evaluate(x, s, out);
          assertThat(out[2])
              .as("c = %s, s = %s, x = %s", c, s, x)
              .isCloseTo((above - below) / (2 * d), offset(3e-7));
        }
      }
    }
  }

  @Test
  void orderOfPointsDoesNotMatterBeyondRounding() {
    StandardQuadratic rising = new StandardQuadratic(3);
    StandardQuadratic falling = new StandardQuadratic(3);
    double[] up = new double[201];
    for (int i = 0; i <= 200; i++) {
      rising.evaluate(-1 + i * 0.015, 0.15, out);
      up[i] = out[0];
    }
    for (int i = 200; i >= 0; i--) {
      falling.evaluate(-1 + i * 0.015, 0.15, out);
      assertThat(out[0]).isCloseTo(up[i], offset(2e-14));
    }
  }

  @Test
  void changingTheNoiseForgetsTheCells() {
    StandardQuadratic kernel = new StandardQuadratic(2);
    kernel.evaluate(0.4, 0.5, out);
    double first = out[0];
    kernel.evaluate(0.4, 0.6, out);
    assertThat(out[0]).isNotEqualTo(first);
    kernel.evaluate(0.4, 0.5, out);
    assertThat(out[0]).isEqualTo(first);
  }

  @Test
  void farOutTheLawIsZeroOrOne() {
    StandardQuadratic kernel = new StandardQuadratic(2);
    kernel.evaluate(-1e9, 0.1, out);
    assertThat(out).containsExactly(0, 0, 0);
    kernel.evaluate(1e9, 0.1, out);
    assertThat(out).containsExactly(1, 0, 0);
  }

  @Test
  void argumentsOutOfRangeAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StandardQuadratic(0.1))
        .withMessageContaining("c = 0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StandardQuadratic(2).evaluate(0, 0, out))
        .withMessageContaining("s = 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StandardQuadratic(2).evaluate(0, Double.NaN, out))
        .withMessageContaining("s = NaN");
  }
}
