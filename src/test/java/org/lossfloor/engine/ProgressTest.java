package org.lossfloor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void tellsDoneRateAndTimeLeft() {
    assertThat(Progress.line("experiments", 12, 58, Duration.ofSeconds(4)))
        .isEqualTo("experiments 12/58  3.0/s  16 s left");
    assertThat(Progress.line("experiments", 0, 58, Duration.ofSeconds(4)))
        .isEqualTo("experiments 0/58");
    assertThat(Progress.line("replicates", 1, 10001, Duration.ofSeconds(1)))
        .isEqualTo("replicates 1/10001  1.0/s  2:46:40 left");
  }

  @Test
  void isQuietWithoutATerminal() {
    assertThat(Progress.<String>show(null, "experiments", 3, () -> 0, () -> "done"))
        .isEqualTo("done");
  }

  @Test
  void wipesItsLineAtTheEnd() {
    StringWriter shown = new StringWriter();
    Progress.show(new PrintWriter(shown), "experiments", 3, () -> 1, () -> "done");
    assertThat(shown.toString()).endsWith("\r\033[K");
  }
}
