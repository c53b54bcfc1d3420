package org.lossfloor.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuadratureTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 3", "10, 19", "16, 31", "24, 47"})
  void legendreIsExactForPolynomials(int size, int degree) {
    GaussLegendre rule = new GaussLegendre(size);
    for (int d = 0; d <= degree; d++) {
      int power = d;
      assertThat(rule.integrate(t -> Math.pow(t, power), 0, 1))
          .isCloseTo(1.0 / (d + 1), offset(2e-15));
    }
    assertThat(rule.integrate(t -> 3, 2, 4)).isCloseTo(6, offset(1e-14));
  }

  @ParameterizedTest
  @CsvSource({"2, 0", "5, -0.75", "20, -0.5", "20, 1.3", "40, -0.75", "40, 0", "40, 9"})
  void jacobiIsExactForPolynomials(int size, double beta) {
    GaussJacobi rule = new GaussJacobi(size, beta);
    double[] nodes = rule.nodes();
    double[] weights = rule.weights();
    for (int d = 0; d < 2 * size; d++) {
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += weights[i] * Math.pow(nodes[i], d);
      }
      double exact = 1 / (beta + d + 1);
      assertThat(sum).as("degree %s", d).isCloseTo(exact, offset(1e-13 * exact));
    }
  }

  /** {@code int_0^1 t^beta e^(-m t) dt = Gamma(beta + 1) / m^(beta + 1)} but for {@code e^-m}. */
  @ParameterizedTest
  @CsvSource({"-0.5", "0", "2.5", "9"})
  void jacobiKeepsRelativeDigitsNextToZero(double beta) {
    GaussJacobi rule = new GaussJacobi(40, beta);
    double m = 100;
    double sum = 0;
    for (int i = 0; i < 40; i++) {
      sum += rule.weights()[i] * Math.exp(-m * rule.nodes()[i]);
    }
    double exact = org.apache.commons.numbers.gamma.Gamma.value(beta + 1) / Math.pow(m, beta + 1);
    assertThat(sum).isCloseTo(exact, offset(1e-13 * exact));
  }

  @Test
  void argumentsOutOfRangeAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GaussLegendre(0))
        .withMessageContaining("0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GaussJacobi(1, 0))
        .withMessageContaining("size = 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GaussJacobi(5, -1))
        .withMessageContaining("beta = -1.0");
  }
}
