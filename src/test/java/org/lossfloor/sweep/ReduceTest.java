package org.lossfloor.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReduceTest {
  private static List<Point> curve(String values) {
    List<Point> points = new ArrayList<>();
    String[] parts = values.isEmpty() ? new String[0] : values.split(" ");
    for (int i = 0; i < parts.length; i++) {
      points.add(new Point(10.0 * i, Double.parseDouble(parts[i])));
    }
    return points;
  }

  @ParameterizedTest
  @CsvSource({
    "last,        0.1 0.4 0.3,               OK,      0.3, 20",
    "min,         0.1 0.4 0.3,               OK,      0.1, 0",
    "max,         0.1 0.4 0.3,               OK,      0.4, 10",
    "best,        0.1 0.4 0.3,               OK,      0.4, 10",
    "best,        0.4 0.1 0.4,               OK,      0.4, 0",
    "at_step:10,  0.1 0.4 0.3,               OK,      0.4, 10",
    "at_step:11,  0.1 0.4 0.3,               MISSING, ,",
    "mean_last:2, 0.1 0.5 0.25,              OK,      0.375,",
    "mean_last:9, 0.25 0.75,                 OK,      0.5,",
    "last,        0.1 0.4 NaN,               NAN,     , 20",
    "best,        0.1 0.4 NaN,               OK,      0.4, 10",
    "max,         0.1 Infinity,              OK,      0.1, 0",
    "min,         -Infinity 0.1,             OK,      0.1, 10",
    "best,        NaN Infinity,              NAN,     , 0",
    "last,        0.1 -Infinity,             INF,     , 10",
    "mean_last:2, 0.1 NaN 0.3,               NAN,     , 10",
    "last,        1.7976931348623157E308,    INF,     , 0",
    "last,        '',                        MISSING, ,",
    "best,        '',                        MISSING, ,",
  })
  void reducesACurve(String rule, String values, ScoreStatus status, Double value, Double step) {
    Reduction reduction = Reduce.parse(rule).orElseThrow().apply(curve(values), Direction.MAXIMIZE);
    assertThat(reduction.status()).isEqualTo(status);
    assertThat(reduction.value()).isEqualTo(optional(value));
    assertThat(reduction.step()).isEqualTo(optional(step));
  }

  private static OptionalDouble optional(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  @Test
  void bestGoesByDirection() {
    Reduce best = Reduce.parse("best").orElseThrow();
    assertThat(best.apply(curve("3 1 2"), Direction.MINIMIZE).value()).hasValue(1);
    assertThat(best.apply(curve("3 1 2"), Direction.MAXIMIZE).value()).hasValue(3);
  }

  @Test
  void theLastWrittenOfEqualStepsCounts() {
    List<Point> restored =
        List.of(new Point(1, 0.1), new Point(2, 0.2), new Point(1, 0.5), new Point(0, 0.9));
    assertThat(Reduce.inOrder(restored))
        .containsExactly(new Point(0, 0.9), new Point(1, 0.5), new Point(2, 0.2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"last", "min", "max", "best", "at_step:0", "mean_last:3"})
  void textReadsBack(String text) {
    assertThat(Reduce.parse(text).map(Reduce::text)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "first", "at_step", "mean_last", "mean_last:0", "at_step:-1", "last:1"})
  void othersAreNoRule(String text) {
    assertThat(Reduce.parse(text)).isEmpty();
  }

  @Test
  void aTransformComesBeforeTheDirection() {
    assertThat(Arrays.stream(Transform.values()).mapToDouble(t -> t.apply(25)))
        .containsExactly(25.0, -24.0, -25.0, 0.25);
  }
}
