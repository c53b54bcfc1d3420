package org.lossfloor.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

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

  private static void check(Golden.Row row, String name, double actual, double relative) {
    double expected = row.value(name);
    NoisyQuadratic law = row.law();
    double tolerance =
        relative * (law.b() - law.a() + law.o()) + 4e-16 * (Math.abs(law.a()) + Math.abs(law.b()));
    assertThat(actual).as("%s %s", name, row).isCloseTo(expected, offset(tolerance));
  }
}
