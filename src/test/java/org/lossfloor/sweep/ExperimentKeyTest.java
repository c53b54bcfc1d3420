package org.lossfloor.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExperimentKeyTest {
  @Test
  void theIdIsThePublishedHash() {
    ExperimentKey key = ExperimentKey.of("s", "loss", Map.of("task", "", "dataset", "Zürich"));
    // printf '7:dataset7:Zürich6:metric4:loss6:source1:s4:task0:' | sha256sum
    assertThat(key.id()).isEqualTo("51b8b3e7a180aa5b");
  }

  @Test
  void movingATextFromNameToValueChangesTheId() {
    assertThat(ExperimentKey.of("s", "m", Map.of("ab", "c")).id())
        .isNotEqualTo(ExperimentKey.of("s", "m", Map.of("a", "bc")).id());
    assertThat(ExperimentKey.of("s", "m", Map.of("a", "b1:c")).id())
        .isNotEqualTo(ExperimentKey.of("s", "m", Map.of("a", "b", "c", "")).id());
  }

  @Test
  void sourceAndMetricAreRequired() {
    assertThatThrownBy(() -> new ExperimentKey(new TreeMap<>(Map.of("source", "s"))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
