package org.lossfloor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.lossfloor.decide.diff.ChangeKind;
import org.lossfloor.error.ConfigException;

class ChangeConditionTest {
  @Test
  void comparesAsWritten() {
    ChangeCondition condition = ChangeCondition.parse("worse-verdicts >= 2", "--fail-on");
    assertThat(condition.kind()).isEqualTo(ChangeKind.WORSE_VERDICTS);
    assertThat(condition.holds(1)).isFalse();
    assertThat(condition.holds(2)).isTrue();
    assertThat(condition.text()).isEqualTo("worse_verdicts>=2");
  }

  @Test
  void aMisspeltKindIsAnsweredWithTheNearest() {
    ConfigException e =
        catchThrowableOfType(
            ConfigException.class, () -> ChangeCondition.parse("worse_verdict>0", "--fail-on"));
    assertThat(e.what()).contains("`worse_verdict`").contains("a change");
    assertThat(e.mend()).contains("`worse_verdicts`");
  }
}
