package org.lossfloor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The manifest says all it was told, in that order, and no secret. */
class ManifestTest {
  private static JsonNode read(Manifest manifest) throws IOException {
    return new ObjectMapper().readTree(manifest.toJson());
  }

  @Test
  void partsKeepTheirOrderAndTheSamePartsGiveTheSameBytes() throws IOException {
    Manifest one = manifest();
    Iterator<String> names = read(one).fieldNames();
    assertThat(names).toIterable().containsExactly("zeta", "alpha", "rows", "list", "nothing");
    assertThat(one.toJson()).isEqualTo(manifest().toJson()).endsWith("}\n");
  }

  private static Manifest manifest() {
    return new Manifest()
        .with("zeta", "\u0000\"\u001b\ud83d\ude00")
        .with("alpha", Long.MIN_VALUE)
        .with("rows", new TreeMap<>(Map.of("trials", 3L)))
        .with("list", List.of(1.5, -0.0))
        .with("nothing", null);
  }

  @Test
  void everyValueIsReadBack() throws IOException {
    JsonNode json = read(manifest());
    assertThat(json.get("zeta").textValue()).isEqualTo("\u0000\"\u001b\ud83d\ude00");
    assertThat(json.get("alpha").longValue()).isEqualTo(Long.MIN_VALUE);
    assertThat(json.at("/rows/trials").longValue()).isEqualTo(3);
    assertThat(json.get("nothing").isNull()).isTrue();
  }

  @Test
  void aPartThatIsSetAgainIsReplacedAtItsPlace() throws IOException {
    assertThat(read(manifest().with("zeta", 1)).fieldNames())
        .toIterable()
        .startsWith("zeta", "alpha");
  }

  @Test
  void secretsAreMaskedHoweverDeep() {
    String json =
        new Manifest()
            .with("settings", Map.of("sources", List.of("s3a://key:hush@bucket/logs")))
            .with("where", "https://user:hush@host/path")
            .toJson();
    assertThat(json).doesNotContain("hush").contains("bucket/logs", "host/path");
  }

  @Test
  void aPartThatIsNoJsonIsAFaultOfTheProgram() {
    Manifest manifest = new Manifest().with("thread", new Object());
    assertThatThrownBy(manifest::toJson)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("thread");
  }
}
