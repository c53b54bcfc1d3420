package org.lossfloor.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConcaveNoisyQuadraticTest extends NoisyQuadraticContract {
  @Override
  NoisyQuadratic law(double a, double b, double c, double o) {
    return NoisyQuadratic.concave(a, b, c, o);
  }

  @Test
  void bestScoreIsTheUpperEnd() {
    assertThat(law(1, 3, 2, 0.1).bestScore()).isEqualTo(3);
  }
}
