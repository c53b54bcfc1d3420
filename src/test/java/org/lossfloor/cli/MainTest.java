package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every mistake that shows before anything is read gives one framed message and the exit code 1.
 */
class MainTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Main.run(args, new PrintWriter(out), new PrintWriter(err));
  }

  private void assertFramed(String... parts) {
    assertThat(err.toString())
        .startsWith("lossfloor: ")
        .contains("\n  where:   ")
        .contains("\n  fix:     ")
        .contains(parts)
        .doesNotContain("\tat ");
  }

  @Test
  void helpIsShownWithoutACommand() {
    assertThat(run()).isZero();
    assertThat(out.toString()).contains("audit", "fit", "curve", "simulate", "Exit codes");
  }

  @Test
  void wrongCommandNamesTheNearest() {
    assertThat(run("simulte")).isEqualTo(ExitCode.USAGE);
    assertFramed("simulte", "did you mean simulate?");
  }

  @Test
  void wrongFlagNamesTheNearest() {
    assertThat(run("audit", "--config", "x", "--output", "y", "--sead", "1"))
        .isEqualTo(ExitCode.USAGE);
    assertFramed("--sead", "--seed");
  }

  @Test
  void misspeltRequiredFlagIsTheNews() {
    assertThat(run("audit", "--config", "x", "--outptu", "y")).isEqualTo(ExitCode.USAGE);
    assertFramed("--outptu", "did you mean --output");
  }

  @Test
  void wrongNumberIsShown() {
    assertThat(run("audit", "--config", "x", "--output", "y", "--seed", "one"))
        .isEqualTo(ExitCode.USAGE);
    assertFramed("one", "--seed");
  }

  @Test
  void missingFlagsAreNamed() {
    assertThat(run("audit")).isEqualTo(ExitCode.USAGE);
    assertFramed("--config", "--output");
  }

  @Test
  void missingConfigurationIsNamed() {
    assertThat(run("audit", "--config", "nowhere.yaml", "--output", "x")).isEqualTo(ExitCode.USAGE);
    assertFramed("nowhere.yaml", "no such configuration file");
  }

  @Test
  void unknownKeyIsNamedWithItsPlaceAndTheNearest() throws IOException {
    Path config = folder.resolve("audit.yaml");
    Files.writeString(
        config,
        """
        name: test
        sources:
          - name: a
            format: jsonl
            path: x
            metrics:
              - {metric: loss, directon: minimize}
        """);
    assertThat(run("audit", "--config", config.toString(), "--output", "x"))
        .isEqualTo(ExitCode.USAGE);
    assertFramed("directon", "direction", "audit.yaml", "7");
  }

  @Test
  void wrongRunIdIsNamed() {
    assertThat(run("audit", "--config", "conf/demo.yaml", "--output", "x", "--run-id", "../other"))
        .isEqualTo(ExitCode.USAGE);
    assertFramed("../other", "--run-id");
  }

  @Test
  void confidenceOutOfRangeIsNamed() {
    assertThat(run("audit", "--config", "conf/demo.yaml", "--output", "x", "--confidence", "0.3"))
        .isEqualTo(ExitCode.USAGE);
    assertFramed("0.3", "0.5");
  }
}
