package org.lossfloor.read.domainbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.read.tracker.Fixture;
import org.lossfloor.read.tracker.ReaderFuzz;

/** Sweeps of DomainBed: a run is a folder of checkpoints. */
class DomainBedLogTest {
  private static final DomainBedLog LOG = new DomainBedLog();
  private static final Path SWEEP = Fixture.of("domainbed");

  @TempDir private Path folder;

  @Test
  void aFolderIsARun() throws IOException {
    ReaderFuzz.Outcome outcome = Fixture.read(LOG, SWEEP);
    assertThat(outcome.unreadable()).isEmpty();
    assertThat(Fixture.values(outcome, "trial_id")).containsExactly("0aa", "1aa", "2aa");
    assertThat(Fixture.values(outcome, "state")).containsExactly("done", "done", "running");
    assertThat(Fixture.values(outcome, "metrics.env0_out_acc"))
        .containsExactly("0.6", "0.7", "0.8");
    assertThat(Fixture.values(outcome, "metrics.loss").get(2)).isEqualTo("NaN");
    assertThat(Fixture.values(outcome, "params.lr")).containsExactly("0.001", "0.002", "0.003");
    assertThat(Fixture.values(outcome, "tags.hparams_seed")).containsExactly("0", "1", "2");
    assertThat(Fixture.values(outcome, "seed")).containsExactly("0", "0", "1");
    assertThat(Fixture.values(outcome, "study")).containsOnly("RotatedMNIST / ERM / test_envs [0]");
    assertThat(outcome.trials().get(0).fields().at("/curves/env0_in_acc").toString())
        .isEqualTo("[{\"step\":\"0\",\"value\":\"0.5\"},{\"step\":\"300\",\"value\":\"0.6\"}]");
  }

  @Test
  void withoutAnyMarkTheStateIsUnknown() throws IOException {
    String text = Files.readString(SWEEP.resolve("sweep/0aa/results.jsonl"));
    Files.createDirectories(folder.resolve("s/b"));
    Files.writeString(folder.resolve("s/b/results.jsonl"), text);
    ReaderFuzz.Outcome outcome = Fixture.read(LOG, folder, "s/a/results.jsonl", text);
    assertThat(Fixture.values(outcome, "state")).containsOnlyNulls();
  }

  @Test
  void aRunWithoutResultsIsMissed() throws IOException {
    Files.createDirectories(folder.resolve("s/b"));
    Files.writeString(folder.resolve("s/b/err.txt"), "killed");
    Files.writeString(folder.resolve("s/b/out.txt"), "");
    assertThat(Fixture.read(LOG, folder).unreadable())
        .containsExactly("run b has no results.jsonl");
  }

  @Test
  void aBadCheckpointCostsTheRun() throws IOException {
    assertThat(Fixture.read(LOG, folder, "a/results.jsonl", "{}\n{\n{}\n").unreadable())
        .singleElement()
        .asString()
        .startsWith("not valid JSON");
  }

  @Test
  void theFirstLineTells() throws IOException {
    String text = Files.readString(SWEEP.resolve("sweep/0aa/results.jsonl"));
    assertThat(Fixture.format("results.jsonl", text)).isEqualTo("domainbed");
    assertThat(Fixture.format("results.jsonl", "{\"args\": {\"lr\": 1}}\n")).isEqualTo("jsonl");
  }

  @Test
  void damageCostsItself() throws IOException {
    new ReaderFuzz(LOG, SWEEP, Files.createDirectories(folder.resolve("w")))
        .run((words, outcome) -> assertThat(outcome.count()).as(words).isBetween(2, 3));
  }
}
