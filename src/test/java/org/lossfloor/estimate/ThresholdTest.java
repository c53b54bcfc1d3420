package org.lossfloor.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {
  @ParameterizedTest
  @CsvSource({
    "auto,auto",
    "none,none",
    "10,10.0",
    "-2.5e-7,-2.5E-7",
    "25%,25%",
    "7%,7%",
    "12.50%,12.5%",
    "1e-3%,0.001%",
    "100%,100%"
  })
  void textIsReadBack(String typed, String text) {
    Threshold threshold = Threshold.parse(typed);
    assertThat(threshold.text()).isEqualTo(text);
    assertThat(Threshold.parse(text)).isEqualTo(threshold);
  }
}
