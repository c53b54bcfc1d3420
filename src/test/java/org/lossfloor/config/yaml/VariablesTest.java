package org.lossfloor.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.error.ConfigException;

class VariablesTest {
  private static final Variables SET =
      new Variables(Map.of("DAY", "2026-01-02", "EMPTY", "", "ODD", "${DAY}\\1$2"));

  private static String read(String value) {
    YamlNode root = YamlReader.read("a.yaml", "k: '" + value.replace("'", "''") + "'");
    return SET.in(root).entries().get("k").text();
  }

  private static ConfigException refused(String value) {
    return catchThrowableOfType(ConfigException.class, () -> read(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s3://logs/${DAY}/*.jsonl | s3://logs/2026-01-02/*.jsonl",
        "${DAY}${DAY} | 2026-01-022026-01-02",
        "${DAY:-1999} | 2026-01-02",
        "${NIGHT:-1999} | 1999",
        "x${EMPTY}y${EMPTY:-never}${NIGHT:-} | xynever",
        "${ODD} | ${DAY}\\1$2",
        "$${DAY} and $$ and $DAY and ^a$ | ${DAY} and $$ and $DAY and ^a$",
        "$$${DAY} | $${DAY}"
      })
  void variablesAreReplacedOnce(String value, String expected) {
    assertThat(read(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"${DAY}", "a$${b", "$$${", "(?<x>[^/]+)$", "plain"})
  void whatIsEscapedComesBack(String text) {
    assertThat(read(Variables.escaped(text))).isEqualTo(text);
  }

  @Test
  void whatIsNotSetIsNamedWithItsPlace() {
    YamlNode root = YamlReader.read("a.yaml", "a: 1\nsources:\n  - path: x/${DAI}\n");
    assertThatThrownBy(() -> SET.in(root))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e -> {
              assertThat(e.what()).isEqualTo("the variable `DAI` is not set");
              assertThat(e.where()).isEqualTo("a.yaml, line 3, column 11");
              assertThat(e.mend())
                  .startsWith("Did you mean `DAY`?")
                  .contains("--define DAI=VALUE", "${DAI:-default}");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"${", "a${}b", "${1A}", "${DAY", "${A-B}", "${A:B}"})
  void whatStartsNoVariableIsRefused(String value) {
    assertThat(refused(value).what()).startsWith("`${` starts no variable in `" + value);
    assertThat(refused(value).mend()).contains("$${");
  }

  @Test
  void keysListsAndNumbers() {
    String yaml =
        """
        name: of-${DAY}
        sources:
          - name: logs
            format: jsonl
            path: ['${DAY}/a', '${DAY}/b']
            metrics: [{metric: loss, direction: '${WAY:-minimize}'}]
        estimate:
          replicates: ${N:-7}
        """;
    AuditConfig audit = AuditConfig.parse("a.yaml", yaml, SET);
    assertThat(audit.name()).isEqualTo("of-2026-01-02");
    assertThat(audit.sources().get(0).paths()).containsExactly("2026-01-02/a", "2026-01-02/b");
    assertThat(audit.toJson()).contains("\"replicates\":7");
    assertThat(AuditConfig.parse("manifest", audit.toJson())).isEqualTo(audit);
  }

  @Test
  void theCommandLineGoesBeforeTheEnvironment() {
    String name =
        System.getenv().keySet().stream()
            .filter(n -> n.matches("[A-Z]+"))
            .findFirst()
            .orElseThrow();
    assertThat(Variables.ofEnvironment(Map.of()).values()).containsEntry(name, System.getenv(name));
    assertThat(Variables.ofEnvironment(Map.of(name, "mine")).values()).containsEntry(name, "mine");
    assertThatThrownBy(() -> Variables.ofEnvironment(Map.of("1 a", "x")))
        .hasMessageContaining("cannot be the name of a variable");
  }
}
