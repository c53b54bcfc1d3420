package org.lossfloor.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogScaleTest {
  /** The middle of 1 to 100 is 50.5, and 10 by logarithms; 28.2 is as far from both. */
  @ParameterizedTest
  @CsvSource({
    "1, 10, 100, 20, true",
    "1, 50.5, 100, 20, false",
    "1, 23, 100, 20, true",
    "1, 30, 100, 20, false",
    "1, 10, 100, 100, false",
    "0, 1, 100, 20, false",
    "-1, 1, 100, 20, false",
    "2, 2, 2, .5, false"
  })
  void theMedianDecides(double low, double median, double high, double ratio, boolean suits) {
    assertThat(LogScale.suits(low, median, high, ratio)).isEqualTo(suits);
  }
}
