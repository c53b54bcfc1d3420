package org.lossfloor.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTailTest {
  /** Values of erfc to 17 digits, computed with mpmath. */
  @ParameterizedTest
  @CsvSource({
    "-9.0, 1.0, -1.1285884059538406e-19",
    "-1.5, 0.93319279873114193, -0.069143455612233983",
    "0.0, 0.5, -0.69314718055994531",
    "0.25, 0.40129367431707628, -0.91306176481113506",
    "1.0, 0.15865525393145705, -1.8410216450092635",
    "3.0, 0.0013498980316300945, -6.6077262215103495",
    "8.5, 9.4795348222033184e-18, -39.197396428217669",
    "20.0, 2.7536241186062337e-89, -203.91715537109726",
    "37.0, 5.7255712225245768e-300, -689.03058557689059",
    "100.0, 0, -5005.5242086942051",
    "1000000.0, 0, -500000000014.73445"
  })
  void agreesWithHighPrecision(double x, double upper, double log) {
    assertThat(NormalTail.upper(x)).isCloseTo(upper, offset(3e-13 * upper));
    assertThat(NormalTail.logUpper(x)).isCloseTo(log, offset(1e-15 + 1e-14 * Math.abs(log)));
    if (x >= 0 && x < 37) {
      assertThat(NormalTail.scaledUpper(x) * Math.exp(-0.5 * x * x))
          .isCloseTo(upper, offset(3e-13 * upper));
    }
  }
}
