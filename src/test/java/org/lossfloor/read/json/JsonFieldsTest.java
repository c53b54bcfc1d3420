package org.lossfloor.read.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.sweep.Point;

class JsonFieldsTest {
  private final Plan plan = new Plan(new JsonLinesLog());
  private final int deep = plan.slot("a.b.c");
  private final int item = plan.slot("list[1]");
  private final int whole = plan.slot("a.b");
  private final int loss = plan.slot("loss");
  private final int curve = plan.curve("curve", "epoch", "top.one");
  private final int other = plan.curve("curve", null, "other");
  private final int pairs = plan.curve("curves.pairs", "[0]", "[1]");
  private final int plain = plan.curve("plain", null, null);
  private Fields fields;

  JsonFieldsTest() {
    plan.prefix("hp.");
    plan.prefix("lr_");
    fields = plan.fields();
  }

  private Fields read(String json) throws UnreadableRecord {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    new JsonFields(plan.tree()).read(bytes, 0, bytes.length, fields);
    return fields;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"b\":{\"c\":1.50}}}",
        "{\"a.b.c\":1.50}",
        "{\"a\":{\"b.c\":1.50}}",
        "{\"x\":[{}],\"a.b\":{\"c\":1.50}}",
      })
  void nestedAndFlatKeysAreTheSame(String json) throws UnreadableRecord {
    assertThat(Double.parseDouble(read(json).text(deep))).isEqualTo(1.5);
  }

  @Test
  void aFieldAndItsInnerFieldsAreBothRead() throws UnreadableRecord {
    read("{\"a\":{\"b\":{\"c\":\"x\",\"d\":[1,2]}},\"list\":[0,\"second\"]}");
    assertThat(fields.text(whole)).isEqualTo("{\"c\":\"x\",\"d\":[1,2]}");
    assertThat(fields.text(deep)).isEqualTo("x");
    assertThat(fields.text(item)).isEqualTo("second");
    assertThat(fields.text(loss)).isNull();
  }

  @Test
  void prefixesTakeNestedAndFlatFields() throws UnreadableRecord {
    read("{\"hp\":{\"x\":1,\"y\":[1,\"a\"],\"z\":null},\"hp.w\":true,\"lr_a\":\"1e-3\",\"lr\":5}");
    assertThat(fields.prefixed())
        .containsEntry("hp.x", "1")
        .containsEntry("hp.y", "[1,\"a\"]")
        .containsEntry("hp.w", "true")
        .containsEntry("lr_a", "1e-3")
        .hasSize(4);
  }

  @Test
  void curvesOfObjectsPairsAndNumbers() throws UnreadableRecord {
    read(
        "{\"curve\":[{\"epoch\":3,\"top\":{\"one\":0.1},\"other\":\"nan\"},"
            + "{\"epoch\":4,\"top\":{\"one\":null},\"other\":\"2\"},{\"epoch\":5,\"top\":{\"one\":NaN}}],"
            + "\"curves\":{\"pairs\":[[1000,0.5],[2000,-Infinity]]},\"plain\":[5,null,\"7\"]}");
    assertThat(fields.curve(curve)).containsExactly(new Point(3, 0.1), new Point(5, Double.NaN));
    assertThat(fields.curve(other)).containsExactly(new Point(0, Double.NaN), new Point(1, 2));
    assertThat(fields.curve(pairs))
        .containsExactly(new Point(1000, 0.5), new Point(2000, Double.NEGATIVE_INFINITY));
    assertThat(fields.curve(plain)).containsExactly(new Point(0, 5), new Point(2, 7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"loss\":1,\"loss\":2} | Duplicate",
        "{\"x\":{\"y\":1,\"y\":2}} | Duplicate",
        "{\"loss\":1} {\"loss\":2} | text follows",
        "{\"loss\":1} x | not valid JSON",
        "{\"loss\":0. | not valid JSON",
        "{\"loss\":1 | not valid JSON",
        "[1] | not a JSON object",
        "loss | not valid JSON",
        "{\"curve\":5} | not an array of points",
        "{\"curve\":[{\"top\":{\"one\":1}}]} | no finite step",
        "{\"plain\":[true]} | not a number",
        "{\"a\":{\"b.c\":1},\"a.b.c\":2} | twice",
      })
  void whatIsNoRecordIsRefused(String json, String words) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessageContaining(words);
  }
}
