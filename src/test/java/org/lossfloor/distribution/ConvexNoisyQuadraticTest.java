package org.lossfloor.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConvexNoisyQuadraticTest extends NoisyQuadraticContract {
  @Override
  NoisyQuadratic law(double a, double b, double c, double o) {
    return NoisyQuadratic.convex(a, b, c, o);
  }

  @Test
  void bestScoreIsTheLowerEnd() {
    assertThat(law(1, 3, 2, 0.1).bestScore()).isEqualTo(1);
  }
}
