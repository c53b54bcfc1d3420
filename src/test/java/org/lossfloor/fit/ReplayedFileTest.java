package org.lossfloor.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.decide.replay.Replay;
import org.lossfloor.decide.replay.ReplaySettings;
import org.lossfloor.error.UsageException;
import org.lossfloor.report.replay.ReplayJson;
import org.lossfloor.report.replay.ReplayText;
import org.lossfloor.report.replay.ReplayedRun;

/** A file of scores, replayed and shown. */
class ReplayedFileTest {
  @TempDir Path folder;

  private ReplayedFile replay(int trials, int orders) throws IOException {
    String scores =
        IntStream.range(0, trials)
            .mapToObj(i -> Double.toString(Math.sin(i * 7.3) * Math.cos(i * 1.7)))
            .collect(Collectors.joining("\n", "accuracy\n", "\n"));
    Path file = Files.writeString(folder.resolve("scores.csv"), scores);
    FitRequest request =
        new FitRequest(file.toString(), Optional.empty(), false, "", KeyValues.NONE);
    return new FitJob(request)
        .replay(
            InputStream.nullInputStream(), new ReplaySettings(orders, ReplaySettings.BUDGETS, 0));
  }

  private static ReplayedRun run(Replay replay) {
    return ReplayedRun.ofFile("scores\u001b[31m.csv", .95, replay);
  }

  private static List<String> text(Replay replay) {
    return new ReplayText(run(replay)).lines(1);
  }

  @Test
  void theDirectionIsThatOfTheWordAndTheLineSaysSo() throws IOException {
    ReplayedFile replayed = replay(60, 2);
    assertThat(replayed.words()).endsWith(": 60 trials replayed, the score is maximized.");
    assertThat(text(replayed.replay()))
        .anyMatch(line -> line.startsWith("chance"))
        .anyMatch(line -> line.startsWith("No stop rule beat"))
        .noneMatch(line -> line.contains("\u001b"));
    assertThat(ReplayJson.write(run(replayed.replay())))
        .contains("\"rule\":\"fixed\",\"budget\":24", "\"n_trials\":60")
        .doesNotContain("NaN");
  }

  @Test
  void oneOrderSupportsNothing() throws IOException {
    assertThat(text(replay(100, 0).replay()))
        .anyMatch(line -> line.startsWith("One order of a sweep does not tell"));
  }

  @Test
  void tooFewTrialsAreRefused() {
    assertThatThrownBy(() -> replay(24, 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("24 trials");
  }
}
