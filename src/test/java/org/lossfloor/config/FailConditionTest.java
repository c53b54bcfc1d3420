package org.lossfloor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.error.ConfigException;

class FailConditionTest {
  @ParameterizedTest
  @CsvSource({
    "invalid_share>0.2, 0.2, false",
    "invalid_share>0.2, 0.21, true",
    "invalid_share >= 0.2, 0.2, true",
    "EXPERIMENTS<10, 9, true",
    "experiments < 10, 10, false",
    "rejected-share<=1e-3, 0.001, true"
  })
  void comparesAsWritten(String text, double value, boolean holds) {
    assertThat(parse(text).holds(value)).isEqualTo(holds);
    assertThat(parse(parse(text).text())).isEqualTo(parse(text));
  }

  private static FailCondition parse(String text) {
    return FailCondition.parse(text, "--fail-on");
  }

  @Test
  void aMisspeltMetricIsAnsweredWithTheNearest() {
    ConfigException e =
        catchThrowableOfType(ConfigException.class, () -> parse("invalid_shar>0.2"));
    assertThat(e.what()).contains("`invalid_shar`");
    assertThat(e.where()).isEqualTo("--fail-on");
    assertThat(e.mend()).contains("`invalid_share`");
    assertThat(catchThrowableOfType(ConfigException.class, () -> parse("weather>1")).mend())
        .contains("experiments", "rejected_share");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "invalid_share", "invalid_share=0.2", "trials>many", "trials>NaN"})
  void whatIsNoConditionIsRefused(String text) {
    assertThat(catchThrowableOfType(ConfigException.class, () -> parse(text))).isNotNull();
  }

  @Test
  void theFileAndTheCommandLineAddUp() {
    String yaml =
        """
        name: a
        sources:
          - {name: s, format: csv, path: x.csv, metrics: [{metric: loss, direction: minimize}]}
        fail_on: [experiments<10, trials<100]
        """;
    AuditConfig audit = AuditConfig.parse("a.yaml", yaml);
    assertThat(audit.failOn())
        .extracting(FailCondition::text)
        .containsExactly("experiments<10", "trials<100");
    assertThat(audit.settings()).containsEntry("fail_on", List.of("experiments<10", "trials<100"));
    ConfigException e =
        catchThrowableOfType(
            ConfigException.class,
            () -> AuditConfig.parse("a.yaml", yaml.replace("trials<100", "trial<100")));
    assertThat(e.where()).contains("a.yaml, line 4");
    assertThat(e.mend()).contains("`trials`");
  }
}
