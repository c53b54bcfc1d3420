package org.lossfloor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static String line(String unit, long done, long total, Duration elapsed) {
    return Progress.line(new Amount(unit, total, () -> done), elapsed);
  }

  @Test
  void tellsDoneRateAndTimeLeft() {
    assertThat(line("experiments", 12, 58, Duration.ofSeconds(4)))
        .isEqualTo("experiments 12/58  3.0/s  16 s left");
    assertThat(line("experiments", 0, 58, Duration.ofSeconds(4))).isEqualTo("experiments 0/58");
    assertThat(line("replicates", 1, 10001, Duration.ofSeconds(1)))
        .isEqualTo("replicates 1/10001  1.0/s  2:46:40 left");
  }

  @Test
  void whatIsCountedTwiceIsNotMoreThanThereIs() {
    assertThat(line("experiments", 60, 58, Duration.ofSeconds(58)))
        .isEqualTo("experiments 58/58  1.0/s  0 s left");
  }
}
