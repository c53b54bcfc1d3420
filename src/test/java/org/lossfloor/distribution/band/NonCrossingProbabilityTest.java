package org.lossfloor.distribution.band;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonCrossingProbabilityTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 31, 500, 3000})
  void isOneWithoutBoundaries(int n) {
    assertThat(NonCrossingProbability.of(constant(n, 0), constant(n, 1)))
        .isCloseTo(1, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 40})
  void isAPowerWhenAllPointsShareOneInterval(int n) {
    double probability = NonCrossingProbability.of(constant(n, 0.2), constant(n, 0.9));
    assertThat(probability).isCloseTo(Math.pow(0.7, n), Percentage.withPercentage(1e-10));
  }

  /** Daniels (1945): P(U_(i) >= c i / n for all i) = 1 - c. */
  @ParameterizedTest
  @ValueSource(ints = {1, 10, 300, 2000})
  void agreesWithDaniels(int n) {
    for (double c : new double[] {0.1, 0.5, 0.99}) {
      double[] line = new double[n];
      Arrays.setAll(line, i -> c * (i + 1) / n);
      double[] mirrored = new double[n];
      Arrays.setAll(mirrored, i -> 1 - c * (n - i) / n);
      assertThat(NonCrossingProbability.of(line, constant(n, 1))).isCloseTo(1 - c, within(1e-12));
      assertThat(NonCrossingProbability.of(constant(n, 0), mirrored))
          .isCloseTo(1 - c, within(1e-12));
    }
  }

  /** Steck (1971): n! times the determinant of (upper_i - lower_j)_+^(j-i+1) / (j-i+1)!. */
  @Test
  void agreesWithSteckDeterminant() {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(20240501L);
    for (int round = 0; round < 300; round++) {
      int n = 1 + random.nextInt(7);
      double[] low = random.doubles(n, -0.2, 0.8).sorted().toArray();
      double[] high = random.doubles(n, 0.1, 1.2).sorted().toArray();
      double expected = steck(clip(low), clip(high));
      assertThat(NonCrossingProbability.of(low, high)).isCloseTo(expected, within(1e-13));
    }
  }

  @Test
  void isZeroWhenTheBoundariesCross() {
    assertThat(NonCrossingProbability.of(new double[] {0.5, 0.6}, new double[] {0.4, 0.9}))
        .isZero();
    assertThat(NonCrossingProbability.of(new double[] {0.1, 1}, new double[] {0.5, 1})).isZero();
  }

  @Test
  void knowsThePoissonProbabilityOfItsMean() {
    for (int k = 1; k <= 60; k++) {
      double byFactorials = 1;
      for (int i = 1; i <= k; i++) {
        byFactorials *= k / (Math.E * i);
      }
      assertThat(NonCrossingProbability.probabilityOfMean(k))
          .isCloseTo(byFactorials, Percentage.withPercentage(1e-11));
    }
  }

  private static double steck(double[] low, double[] high) {
    int n = low.length;
    double[][] entries = new double[n][n];
    double factorial = 1;
    for (int i = 0; i < n; i++) {
      factorial *= i + 1;
      for (int j = Math.max(0, i - 1); j < n; j++) {
        entries[i][j] = entry(high[i] - low[j], j - i + 1);
      }
    }
    for (int i = 0; i < n; i++) {
      if (high[i] <= low[i]) {
        return 0;
      }
    }
    return factorial * new LUDecomposition(new Array2DRowRealMatrix(entries), 0).getDeterminant();
  }

  private static double entry(double gap, int power) {
    double value = 1;
    for (int k = 1; k <= power; k++) {
      value *= Math.max(0, gap) / k;
    }
    return value;
  }

  private static double[] clip(double[] boundary) {
    return Arrays.stream(boundary).map(x -> Math.max(0, Math.min(1, x))).toArray();
  }

  private static double[] constant(int n, double value) {
    double[] boundary = new double[n];
    Arrays.fill(boundary, value);
    return boundary;
  }
}
