package org.lossfloor.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

class TuningCurveTest {
  @Test
  void quantilesAgreeWithGoldenValues() {
    assertThat(Golden.rows("tuning_curves.csv"))
        .isNotEmpty()
        .allSatisfy(
            row -> {
              TuningCurve curve = TuningCurve.of(row.law(), row.flag("minimize"));
              double n = row.value("n");
              check(row, "q05", curve.quantile(n, 0.05), 1e-13);
              check(row, "median", curve.median(n), 1e-13);
              check(row, "q95", curve.quantile(n, 0.95), 1e-13);
            });
  }

  @Test
  void meansAgreeWithGoldenValues() {
    assertThat(Golden.rows("tuning_curves.csv"))
        .isNotEmpty()
        .allSatisfy(
            row -> {
              TuningCurve curve = TuningCurve.of(row.law(), row.flag("minimize"));
              check(row, "mean", curve.mean(row.value("n")), 1e-10);
            });
  }

  /** Up to a billion trials and more; independent.py wrote them. */
  @Test
  void meansAndGainsAgreeWithIndependentValues() {
    assertThat(Golden.rows("best_of_n.csv"))
        .hasSize(80)
        .allSatisfy(
            row -> {
              TuningCurve curve = TuningCurve.of(row.law(), row.flag("minimize"));
              check(row, "mean", curve.mean(row.value("n")), 1e-10);
              double gain = row.value("gain");
              assertThat(curve.expectedGain(row.value("n"), row.value("more")))
                  .as("%s", row)
                  .isCloseTo(gain, offset(1e-9 * gain));
            });
  }

  @Test
  void quantilesAreThoseOfTheBestOfN() {
    for (NoisyQuadratic law : laws()) {
      for (double n : new double[] {1, 1.5, 7, 300, 1e6, 1e9}) {
        for (double q : new double[] {0.01, 0.5, 0.99}) {
          double smallest = TuningCurve.of(law, true).quantile(n, q);
          assertThat(-Math.expm1(n * law.logSurvival(smallest)))
              .as("%s n = %s", law, n)
              .isCloseTo(q, offset(roundingOf(law, smallest, n)));
          double largest = TuningCurve.of(law, false).quantile(n, q);
          assertThat(Math.exp(n * law.logCdf(largest)))
              .as("%s n = %s", law, n)
              .isCloseTo(q, offset(roundingOf(law, largest, n)));
        }
      }
    }
  }

  @Test
  void bestScoresImproveWithTrials() {
    for (NoisyQuadratic law : laws()) {
      for (boolean minimize : new boolean[] {true, false}) {
        TuningCurve curve = TuningCurve.of(law, minimize);
        int sign = minimize ? -1 : 1;
        double[] trials = {1, 2, 2.5, 10, 100, 1e4};
        for (int i = 1; i < trials.length; i++) {
          double before = trials[i - 1];
          double after = trials[i];
          assertThat(sign * (curve.median(after) - curve.median(before))).isPositive();
          assertThat(sign * (curve.mean(after) - curve.mean(before))).isPositive();
        }
      }
    }
  }

  @Test
  void mirroredLawsHaveMirroredCurves() {
    for (NoisyQuadratic law : laws()) {
      TuningCurve curve = TuningCurve.of(law, true);
      TuningCurve mirrored = TuningCurve.of(law.mirrored(), false);
      double scale = law.b() - law.a() + law.o();
      assertThat(mirrored.quantile(20, 0.9))
          .isCloseTo(-curve.quantile(20, 0.1), offset(1e-14 * scale));
      assertThat(mirrored.mean(20)).isCloseTo(-curve.mean(20), offset(1e-12 * scale));
      assertThat(mirrored.expectedGain(20, 5))
          .isCloseTo(curve.expectedGain(20, 5), offset(1e-12 * scale));
    }
  }

  @Test
  void oneTrialIsTheLawItself() {
    for (NoisyQuadratic law : laws()) {
      assertThat(TuningCurve.of(law, true).mean(1)).isEqualTo(law.mean());
      assertThat(TuningCurve.of(law, false).median(1))
          .isCloseTo(law.quantile(0.5), offset(1e-14 * (1 + law.o())));
      // Continuous in n, so the integral at n next to 1 must meet the closed form.
      assertThat(TuningCurve.of(law, true).mean(1 + 1e-12))
          .isCloseTo(law.mean(), offset(1e-11 * (law.b() - law.a() + law.o())));
    }
  }

  @Test
  void gainIsTheDifferenceOfMeans() {
    for (NoisyQuadratic law : laws()) {
      double scale = law.b() - law.a() + law.o();
      for (boolean minimize : new boolean[] {true, false}) {
        TuningCurve curve = TuningCurve.of(law, minimize);
        for (double m : new double[] {0.5, 1, 30, 1e5}) {
          assertThat(curve.expectedGain(12, m))
              .as("%s + %s", curve, m)
              .isCloseTo(Math.abs(curve.mean(12 + m) - curve.mean(12)), offset(1e-11 * scale));
        }
        assertThat(curve.expectedGain(12, 0)).isZero();
      }
    }
  }

  /** Without noise and with c = 2 the law is uniform: the best of n is 1 / (n + 1) on average. */
  @Test
  void smallGainsKeepTheirDigits() {
    TuningCurve uniform = TuningCurve.of(NoisyQuadratic.convex(0, 1, 2, 0), true);
    double n = 1e6;
    double exact = 1 / ((n + 1) * (n + 2));
    assertThat(uniform.expectedGain(n, 1)).isCloseTo(exact, offset(1e-9 * exact));
    assertThat(uniform.mean(9)).isCloseTo(0.1, offset(1e-16));
  }

  /**
   * The gain does not depend on where the law lies, so it keeps its digits far from zero. Without
   * noise and with c = 1 the distance of the best of n is 2 / ((n + 1) (n + 2)) on average.
   */
  @Test
  void smallGainsFarFromZeroKeepTheirDigits() {
    double n = 1e6;
    double exact = 4 / ((n + 1) * (n + 2) * (n + 3));
    for (double a : new double[] {0, 1, 4096}) {
      assertThat(TuningCurve.of(NoisyQuadratic.convex(a, a + 1, 1, 0), true).expectedGain(n, 1))
          .isCloseTo(exact, offset(1e-9 * exact));
      assertThat(TuningCurve.of(NoisyQuadratic.concave(a - 1, a, 1, 0), false).expectedGain(n, 1))
          .isCloseTo(exact, offset(1e-9 * exact));
    }
  }

  @Test
  void trialsToReachInvertsTheQuantile() {
    for (NoisyQuadratic law : laws()) {
      for (boolean minimize : new boolean[] {true, false}) {
        TuningCurve curve = TuningCurve.of(law, minimize);
        for (double n : new double[] {1.5, 40, 1e5}) {
          double q = 0.8;
          double score = curve.quantile(n, minimize ? q : 1 - q);
          assertThat(curve.trialsToReach(score, q)).as("%s", curve).isPresent();
          assertThat(curve.trialsToReach(score, q).getAsDouble())
              .isCloseTo(n, offset(n * (1e-9 + roundingOf(law, score, n))));
        }
      }
    }
  }

  @Test
  void scoresOutOfReachHaveNoNumberOfTrials() {
    TuningCurve curve = TuningCurve.of(NoisyQuadratic.convex(0.1, 1, 3, 0), true);
    assertThat(curve.trialsToReach(0.1, 0.5)).isEmpty();
    assertThat(curve.trialsToReach(0.05, 0.5)).isEmpty();
    assertThat(curve.trialsToReach(0.99, 0.5)).hasValue(1);
    assertThat(curve.trialsToReach(2, 0.5)).hasValue(1);
    TuningCurve noisy = TuningCurve.of(NoisyQuadratic.concave(0, 1, 3, 0.01), false);
    assertThat(noisy.trialsToReach(3, 0.5)).isEmpty();
    assertThat(noisy.trialsToReach(1.05, 0.5).getAsDouble()).isGreaterThan(1e5);
  }

  @Test
  void argumentsOutOfRangeAreNamed() {
    TuningCurve curve = TuningCurve.of(NoisyQuadratic.convex(0, 1, 3, 0.1), true);
    rejects(() -> curve.median(0.5), "0.5");
    rejects(() -> curve.mean(Double.NaN), "NaN");
    rejects(() -> curve.mean(Double.POSITIVE_INFINITY), "Infinity");
    rejects(() -> curve.quantile(2, 1.5), "1.5");
    rejects(() -> curve.expectedGain(2, -1), "-1.0");
    rejects(() -> curve.expectedGain(0, 1), "0.0");
    rejects(() -> curve.trialsToReach(0.3, 0), "0.0");
    rejects(() -> curve.trialsToReach(0.3, 1), "1.0");
    rejects(() -> curve.trialsToReach(Double.NaN, 0.5), "NaN");
  }

  private static void rejects(Runnable call, String naming) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(naming);
  }

  private static List<NoisyQuadratic> laws() {
    return List.of(
        NoisyQuadratic.convex(0, 1, 1, 0),
        NoisyQuadratic.convex(2, 3, 4, 1e-7),
        NoisyQuadratic.concave(0, 1, 3, 0.01),
        NoisyQuadratic.concave(-5, 5, 2.5, 1),
        NoisyQuadratic.convex(0, 1, 10, 40),
        NoisyQuadratic.convex(1, 1, 1, 0.2));
  }

  /** What one rounding of y does to the n-th power of a tail. */
  private static double roundingOf(NoisyQuadratic law, double y, double n) {
    double ulp = 4e-16 * (Math.abs(y) + law.o());
    return 1e-11 + 4 * n * law.probability(y - ulp, y + ulp);
  }

  private static void check(Golden.Row row, String name, double actual, double relative) {
    double expected = row.value(name);
    NoisyQuadratic law = row.law();
    double tolerance =
        relative * (law.b() - law.a() + law.o()) + 4e-16 * (Math.abs(law.a()) + Math.abs(law.b()));
    assertThat(actual).as("%s %s", name, row).isCloseTo(expected, offset(tolerance));
  }
}
