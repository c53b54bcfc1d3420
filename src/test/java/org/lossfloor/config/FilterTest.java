package org.lossfloor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "a.b == 1 | 1.0 | true",
        "a == 1 | 2 | false",
        "a == x | x | true",
        "a != 0 | 0 | false",
        "a != 0 | null | true",
        "a == 0 | null | false",
        "a < 1e3 | 999 | true",
        "a <= 3 | 3 | true",
        "a > 3 | abc | false",
        "a >= 2024-01-01 | 2024-02-01 | true",
        "a in [x, y] | y | true",
        "a in [1, 2] | 1.0 | true",
        "a in [1] | null | false",
        "a exists | 0 | true",
        "a exists | null | false",
        "a == 'two words' | two words | true",
      })
  void holds(String text, String value, boolean expected) {
    Filter filter = Filter.parse(text).orElseThrow();
    assertThat(filter.holds(Optional.ofNullable(value))).isEqualTo(expected);
    assertThat(Filter.parse(filter.text())).contains(filter);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a = 1", "== 1", "a in 1", "a <", ""})
  void othersAreNoCondition(String text) {
    assertThat(Filter.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a.b", "a[0]", "a[0].b[1]", "[0]", "a b/c-d.e", "a[*].b"})
  void pathsAreRead(String text) {
    assertThat(FieldPath.parse(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".a", "a..b", "a.", "a[", "a[x]", "a[-1]", "a]b"})
  void othersAreNoPath(String text) {
    assertThat(FieldPath.parse(text)).isEmpty();
  }

  @Test
  void pathGroupsTakeUnderscoresAndPythonsSpelling() {
    PathRegex regex = PathRegex.parse("/(?<data_set>\\w+)/(?P<run>[0-9a-f]+)\\.json").orElseThrow();
    assertThat(regex.fields("file:/logs/mnist/0f.json").orElseThrow())
        .containsEntry("data_set", "mnist")
        .containsEntry("run", "0f");
    assertThat(regex.fields("file:/logs")).isEmpty();
  }

  @Test
  void theNearestWordIsFound() {
    assertThat(Nearest.to("direcshun", java.util.List.of("direction", "reduce")))
        .contains("direction");
    assertThat(Nearest.to("zzzzzz", java.util.List.of("direction", "reduce"))).isEmpty();
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
  }
}
