package org.lossfloor.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every row of the golden tables. Probabilities and densities: relative error at most 1e-12, and
 * 1e-10 below 1e-30; no row needs more, because {@code y - a} and {@code b - y} are formed
 * directly.
 *
 * <p>noisy_quadratic_real_dimension.csv is ours (the script beside it wrote it): the defining
 * integrals at 90 digits for 160 random laws with c real in [0.5, 20] and o / (b - a) in [1e-8,
 * 1e3]; its cdf and sf, integrated apart, add up to 1 within 1e-45.
 */
class NoisyQuadraticGoldenTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "noisy_quadratic_cdf.csv",
        "noisy_quadratic_far_tail.csv",
        "noisy_quadratic_real_dimension.csv",
        "quadratic_cdf.csv"
      })
  void probabilitiesAgree(String file) {
    assertThat(Golden.rows(file))
        .isNotEmpty()
        .allSatisfy(
            row -> {
              NoisyQuadratic law = row.law();
              double y = row.value("y");
              check(row, "cdf", law.cdf(y));
              check(row, "sf", law.survival(y));
              check(row, "pdf", law.density(y));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "noisy_quadratic_cdf.csv",
        "noisy_quadratic_far_tail.csv",
        "noisy_quadratic_real_dimension.csv"
      })
  void logarithmsAgree(String file) {
    assertThat(Golden.rows(file))
        .isNotEmpty()
        .allSatisfy(
            row -> {
              NoisyQuadratic law = row.law();
              double y = row.value("y");
              check(row, "logcdf", law.logCdf(y));
              check(row, "logsf", law.logSurvival(y));
              double density = row.value("pdf");
              if (density > Double.MIN_NORMAL) {
                double expected = Math.log(density);
                assertThat(law.logDensity(y))
                    .as("log density %s", row)
                    .isCloseTo(expected, offset(1e-13 + 1e-14 * Math.abs(expected)));
              }
            });
  }

  /** The unit in which a quantile can be right is the larger one of its own size and the noise. */
  @ParameterizedTest
  @ValueSource(strings = {"noisy_quadratic_ppf.csv", "quadratic_ppf.csv"})
  void quantilesAgree(String file) {
    assertThat(Golden.rows(file))
        .isNotEmpty()
        .allSatisfy(
            row -> {
              double expected = row.value("ppf");
              assertThat(row.law().quantile(row.value("q")))
                  .as("%s", row)
                  .isCloseTo(expected, offset(1e-14 * (Math.abs(expected) + row.law().o())));
            });
  }

  /** Half of these intervals are a few units in the last place wide; independent.py wrote them. */
  @Test
  void probabilitiesOfIntervalsAgree() {
    assertThat(Golden.rows("noisy_quadratic_interval.csv"))
        .hasSize(120)
        .allSatisfy(
            row -> {
              double from = row.value("from");
              double to = row.value("to");
              double expected = row.value("probability");
              assertThat(row.law().probability(from, to))
                  .as("%s", row)
                  .isCloseTo(expected, offset(5e-12 * expected));
              assertThat(row.law().logProbability(from, to))
                  .as("%s", row)
                  .isCloseTo(row.value("log_probability"), offset(1e-11));
            });
  }

  @Test
  void momentsAgree() {
    assertThat(Golden.rows("moments.csv"))
        .isNotEmpty()
        .allSatisfy(
            row -> {
              NoisyQuadratic law = row.law();
              double ends = Math.abs(law.a()) + Math.abs(law.b());
              assertThat(law.mean())
                  .as("mean %s", row)
                  .isCloseTo(row.value("mean"), offset(4e-16 * ends));
              assertThat(law.variance())
                  .as("variance %s", row)
                  .isCloseTo(row.value("variance"), offset(1e-15 * row.value("variance")));
            });
  }

  private static void check(Golden.Row row, String name, double actual) {
    double expected = row.value(name);
    if (Double.isInfinite(expected) || expected == 0) {
      assertThat(actual).as("%s %s", name, row).isEqualTo(expected);
      return;
    }
    double relative = Math.abs(expected) < 1e-30 ? 1e-10 : 1e-12;
    assertThat(actual)
        .as("%s %s", name, row)
        .isCloseTo(expected, offset(relative * Math.abs(expected) + Double.MIN_NORMAL));
  }
}
