package org.lossfloor.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.error.Nearest;

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

  @Test
  void quotesGuardWhatAValueHolds() {
    assertThat(Filter.parse("a in ['x,y', z, \"it's\"]").orElseThrow().values())
        .containsExactly("x,y", "z", "it's");
    assertThat(Filter.parse("error != ''").orElseThrow().values()).containsExactly("");
    assertThat(Filter.parse("a == ' x '").orElseThrow().values()).containsExactly(" x ");
    assertThat(Filter.parse("a == 'it''s'").orElseThrow().values()).containsExactly("it's");
    assertThat(Filter.parse("a == b == c").orElseThrow().values()).containsExactly("b == c");
    assertThat(Filter.parse("a == don't").orElseThrow().values()).containsExactly("don't");
  }

  @Test
  void anyConditionIsReadBackAsItIs() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(7);
    String marks = "'\"[], =!<>inexists\n\t\\0.#:{}\u00e9";
    List<Filter.Op> ops = List.of(Filter.Op.values());
    for (int i = 0; i < 5000; i++) {
      Filter.Op op = ops.get(random.nextInt(ops.size()));
      int count = op == Filter.Op.EXISTS ? 0 : op == Filter.Op.IN ? 1 + random.nextInt(4) : 1;
      List<String> values = Stream.generate(() -> text(random, marks)).limit(count).toList();
      Filter filter = new Filter("a.b[0]", op, values);
      assertThat(Filter.parse(filter.text())).as(filter.text()).contains(filter);
      SourceConfig source = source(filter);
      assertThat(source.filters()).as(filter.text()).containsExactly(filter);
      assertThat(Travelled.copy(source)).isEqualTo(source);
    }
  }

  private static String text(UniformRandomProvider random, String marks) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(7);
    for (int i = 0; i < length; i++) {
      text.append(marks.charAt(random.nextInt(marks.length())));
    }
    return text.toString();
  }

  private static SourceConfig source(Filter filter) {
    String yaml =
        "name: t\nsources: [{name: s, format: jsonl, path: p, filters: ["
            + TextNode.valueOf(filter.text()).toString()
            + "], metrics: [{metric: m, direction: minimize}]}]";
    return AuditConfig.parse("t.yaml", yaml).sources().get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a == 'x",
        "a == 'x' y",
        "a in ['x, y]",
        "a",
        "a = 1",
        "== 1",
        "a in 1",
        "a <",
        ""
      })
  void othersAreNoCondition(String text) {
    assertThat(Filter.parse(text)).isEmpty();
  }

  @Test
  void theNearestWordIsFound() {
    assertThat(Nearest.to("direcshun", List.of("direction", "reduce"))).contains("direction");
    assertThat(Nearest.to("zzzzzz", List.of("direction", "reduce"))).isEmpty();
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
  }
}
