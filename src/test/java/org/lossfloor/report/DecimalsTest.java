package org.lossfloor.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {
  @ParameterizedTest
  @CsvSource({
    "0.08, 0.58184, 0.5818",
    "0.08, -0.00001, 0.0000",
    "5, 123.456, 123.46",
    "1000, 123456.7, 123457",
    "0, 0.5, 0.500000000000",
    "1e-20, 1.23456e-20, 1.235e-20",
    "1e-20, 0, 0.000000000000",
    "1e14, 1.23456e14, 1.235e+14",
    "Infinity, 1, 1.000000000000",
    "1, -Infinity, not told"
  })
  void resolveALengthToAboutAHundredth(double length, double value, String expected) {
    assertThat(Decimals.resolving(length).write(value)).isEqualTo(expected);
  }

  @Test
  void aLengthIsNeverZeroWhereItIsOnlySmall() {
    Decimals decimals = Decimals.resolving(.5);
    assertThat(decimals.decimals()).isEqualTo(3);
    assertThat(decimals.size(0)).isEqualTo("0");
    assertThat(decimals.size(1e-5)).isEqualTo("< 0.001");
    assertThat(decimals.size(.0123)).isEqualTo("0.012");
    assertThat(decimals.size(Double.POSITIVE_INFINITY)).isEqualTo("not told");
  }
}
