package org.lossfloor.distribution.band;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.distribution.EmpiricalGolden;

class BandKindTest {

  @Test
  void kolmogorovAndDkwDistancesAreGolden() {
    for (var row : EmpiricalGolden.rows("ks_dkw.csv")) {
      int n = row.whole("n");
      double confidence = row.number("confidence");
      assertThat(BandKind.KS.criticalValue(n, confidence))
          .as("%s", row)
          .isCloseTo(row.number("ks_critical_value"), Percentage.withPercentage(5e-11));
      assertThat(BandKind.DKW.criticalValue(n, confidence))
          .as("%s", row)
          .isCloseTo(row.number("dkw_epsilon"), Percentage.withPercentage(1e-13));
    }
  }

  /**
   * P(D_2 &lt;= d) = 2 (2 d - 1/2)^2 up to d = 1/2 and 1 - 2 (1 - d)^2 beyond: its slope halves
   * where it is one half.
   */
  @Test
  void kolmogorovDistancesOfTwoScoresHaveAClosedForm() {
    for (double confidence : new double[] {0.01, 0.3, 0.499999, 0.5, 0.500001, 0.6, 0.99}) {
      double exact =
          confidence <= 0.5
              ? (Math.sqrt(confidence / 2) + 0.5) / 2
              : 1 - Math.sqrt((1 - confidence) / 2);
      assertThat(BandKind.KS.criticalValue(2, confidence))
          .as("%s", confidence)
          .isCloseTo(exact, within(1e-14));
    }
  }

  @Test
  void criticalCoveragesAreGolden() {
    for (var row : EmpiricalGolden.rows("ld_critical_values.csv")) {
      double value = row.kind().criticalValue(row.whole("n"), row.number("confidence"));
      assertThat(value).as("%s", row).isCloseTo(row.number("critical_value_exact"), within(2e-14));
      if (row.has("trials")) {
        double simulated = row.number("critical_value_simulated");
        double error = row.number("simulated_standard_error");
        assertThat(value).as("%s", row).isCloseTo(simulated, within(2 * error));
      }
    }
  }

  @Test
  void limitsAreGolden() {
    for (var row : EmpiricalGolden.rows("ld_bands.csv")) {
      BandLimits limits = row.kind().limits(row.whole("n"), row.number("confidence"));
      int i = row.whole("i");
      assertThat(limits.lower(i)).as("%s", row).isCloseTo(row.number("lower"), within(1e-13));
      assertThat(limits.upper(i - 1)).as("%s", row).isCloseTo(row.number("upper"), within(1e-13));
    }
  }

  /** For two scores and highest density intervals the equation can be solved by hand. */
  @Test
  void twoScoresByHand() {
    // U_(1) <= u and U_(2) >= 1 - u, u >= 1/2: 1 - 2 (1-u)^2 = confidence; coverage 1 - (1-u)^2.
    double confidence = 0.9;
    assertThat(BandKind.HIGHEST_DENSITY.criticalValue(2, confidence))
        .isCloseTo(1 - (1 - confidence) / 2, within(1e-14));
  }

  @ParameterizedTest
  @EnumSource(BandKind.class)
  void limitsAreOrderedMirroredAndHoldTheEmpiricalCdf(BandKind kind) {
    for (int n : new int[] {1, 2, 3, 10, 257}) {
      for (double confidence : new double[] {0.001, 0.5, 0.95, 1 - 1e-9}) {
        checkLimits(n, kind.limits(n, confidence));
      }
    }
  }

  private static void checkLimits(int n, BandLimits limits) {
    assertThat(limits.size()).isEqualTo(n);
    assertThat(limits.lower(0)).isZero();
    assertThat(limits.upper(n)).isEqualTo(1);
    for (int j = 0; j <= n; j++) {
      assertThat((double) j / n).isBetween(limits.lower(j), limits.upper(j));
      assertThat(1 - limits.upper(n - j)).isCloseTo(limits.lower(j), within(1e-13));
      if (j > 0) {
        assertThat(limits.lower(j)).isGreaterThanOrEqualTo(limits.lower(j - 1));
        assertThat(limits.upper(j)).isGreaterThanOrEqualTo(limits.upper(j - 1));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = BandKind.class,
      names = {"EQUAL_TAILED", "HIGHEST_DENSITY"})
  void theCriticalCoverageSolvesItsEquation(BandKind kind) {
    int n = 2000;
    BandLimits limits = kind.limits(n, 0.9);
    double[] low = new double[n];
    double[] high = new double[n];
    for (int i = 0; i < n; i++) {
      low[i] = limits.lower(i + 1);
      high[i] = limits.upper(i);
    }
    assertThat(NonCrossingProbability.of(low, high)).isCloseTo(0.9, within(1e-12));
  }

  @Test
  void kolmogorovApproachesItsAsymptoteAndStaysInsideDkw() {
    double distance = BandKind.KS.criticalValue(10_000, 0.95);
    assertThat(distance).isLessThan(BandKind.DKW.criticalValue(10_000, 0.95));
    // Kolmogorov's 1.3581 over sqrt(n), lowered by 1/(6 n) to the next order (Li-Chien).
    assertThat(distance).isCloseTo(1.3580986393 / 100 - 1 / 60_000.0, within(2e-7));
  }

  @Test
  void theCacheForgetsTheOldestAndStaysBounded() {
    BandLimitsCache cache = new BandLimitsCache(100);
    BandLimits first = cache.limits(BandKind.EQUAL_TAILED, 20, 0.9);
    cache.limits(BandKind.EQUAL_TAILED, 10, 0.9);
    assertThat(cache.numbers()).isEqualTo(2 * 21 + 2 * 11);
    assertThat(cache.limits(BandKind.EQUAL_TAILED, 20, 0.9)).isSameAs(first);
    cache.limits(BandKind.EQUAL_TAILED, 20, 0.95);
    assertThat(cache.numbers()).isEqualTo(2 * 21 + 2 * 21);
    assertThat(cache.limits(BandKind.EQUAL_TAILED, 20, 0.9)).isSameAs(first);
    cache.limits(BandKind.EQUAL_TAILED, 60, 0.9);
    assertThat(cache.limits(BandKind.EQUAL_TAILED, 20, 0.9)).isSameAs(first);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 95, Double.NaN, 1e-4, 1 - 1e-12})
  void refusesABadConfidence(double confidence) {
    assertThatThrownBy(() -> BandKind.KS.criticalValue(5, confidence))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("confidence")
        .hasMessageContaining(String.valueOf(confidence));
  }

  @Test
  void refusesNoScores() {
    assertThatThrownBy(() -> BandKind.DKW.criticalValue(0, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was given 0");
  }
}
