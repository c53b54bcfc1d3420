package org.lossfloor.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoggedNumberTest {
  @ParameterizedTest
  @CsvSource({
    "0.8964849719816608, 0.8964849719816608",
    "1e-05, 0.00001",
    "-3, -3",
    "+2, 2",
    "' 0.5 ', 0.5",
    "nan, NaN",
    "NaN, NaN",
    "null, NaN",
    "inf, Infinity",
    "+inf, Infinity",
    "-inf, -Infinity",
    "Infinity, Infinity",
    "-Infinity, -Infinity",
    "1e400, Infinity",
    "1e309, Infinity",
    "1.7976931348623157e308, Infinity",
    "-1.7976931348623157E308, -Infinity",
    "1.797e308, Infinity",
    "1.7969e308, 1.7969e308",
    "-nan, NaN",
    "1e-400, 0",
    "-0, -0.0",
    "1., 1",
    ".5, 0.5",
  })
  void numbers(String text, double expected) throws LoggedNumber.Unreadable {
    assertThat(LoggedNumber.parse(text)).isEqualTo(OptionalDouble.of(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "None", "NA", "n/a", "<NA>", "\t", "\u3000"})
  void missing(String text) throws LoggedNumber.Unreadable {
    assertThat(LoggedNumber.parse(text)).isEmpty();
    assertThat(LoggedNumber.parse(null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true", "abc", "1,5", "0x1p3", "1d", "[1]", "1 2", "-", "e", "1e", "1e+", ".", "--1", "+ 1",
        "1_000", "1,234.5", "\u22121", "\u0663", "\u221e", "1f", "5%", "infinit", "1.#INF",
        "\u00a01"
      })
  void noNumbers(String text) {
    assertThatThrownBy(() -> LoggedNumber.parse(text))
        .isInstanceOf(LoggedNumber.Unreadable.class)
        .hasMessage(text);
  }
}
