package org.lossfloor.read.hydra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.read.tracker.Fixture;
import org.lossfloor.read.tracker.ReaderFuzz;

/** Multiruns of Hydra: overrides and the result of each job. */
class HydraLogTest {
  private static final HydraLog LOG = new HydraLog();
  private static final Path MULTIRUN = Fixture.of("hydra");
  private static final String OVERRIDES = "j/.hydra/overrides.yaml";

  @TempDir private Path folder;

  @Test
  void aJobIsATrial() throws IOException {
    ReaderFuzz.Outcome outcome = Fixture.read(LOG, MULTIRUN);
    assertThat(Fixture.values(outcome, "trial_id")).containsExactly("0", "1", "2");
    assertThat(Fixture.values(outcome, "params.lr")).containsExactly("0.1", "0.2", "0.3");
    assertThat(outcome.trials().get(1).fields().path("params").path("model.depth").asText())
        .isEqualTo("1");
    assertThat(Fixture.values(outcome, "metrics.loss")).containsExactly("0.5", "0.7", "NaN");
    assertThat(outcome.trials().get(0).fields().path("metrics").path("val.acc").asText())
        .isEqualTo("0.9");
    assertThat(outcome.trials().get(1).fields().at("/curves/loss").toString())
        .isEqualTo("[{\"step\":\"0\",\"value\":\"0.9\"},{\"step\":\"1\",\"value\":\"0.7\"}]");
    assertThat(Fixture.values(outcome, "sampler")).containsOnly("BasicSweeper: grid");
    assertThat(outcome.unreadable()).hasSize(2);
    assertThat(outcome.unreadable().get(0)).startsWith("job 3 has no result");
    assertThat(outcome.unreadable().get(1)).contains("several files").contains("a.json, b.csv");
  }

  @Test
  void whatIsNoOverrideOrNoResultIsNamed() throws IOException {
    Files.createDirectories(folder.resolve("j"));
    Files.writeString(folder.resolve("j/r.json"), "{\"a\": \"b\"}");
    assertThat(Fixture.read(LOG, folder, OVERRIDES, "- a=1\n- ~b\n").unreadable())
        .containsExactly("r.json holds no number");
    assertThat(Fixture.read(LOG, folder, OVERRIDES, "- a\n").unreadable())
        .containsExactly("overrides.yaml: `a` is not key=value");
    assertThat(Fixture.read(LOG, folder, OVERRIDES, "a: b\n").unreadable())
        .containsExactly("overrides.yaml is not a list of key=value");
    Files.writeString(folder.resolve("j/r.json"), "{\n\"a\": \n");
    assertThat(Fixture.read(LOG, folder, OVERRIDES, "[]\n").unreadable().get(0))
        .startsWith("r.json: not valid JSON, line");
  }

  @Test
  void thePathTells() {
    assertThat(Fixture.format(OVERRIDES, "- a=1\n")).isEqualTo("hydra");
  }

  @Test
  void damageCostsItself() throws IOException {
    Path one = Files.createDirectories(folder.resolve("one/0/.hydra"));
    Path job = MULTIRUN.resolve("multirun/2024-01-01/12-00-00/2");
    for (String name : new String[] {"overrides.yaml", "hydra.yaml"}) {
      Files.copy(job.resolve(".hydra").resolve(name), one.resolve(name));
    }
    Files.copy(job.resolve("m.jsonl"), one.resolveSibling("m.jsonl"));
    new ReaderFuzz(LOG, folder.resolve("one"), Files.createDirectories(folder.resolve("w")))
        .run((words, outcome) -> assertThat(outcome.count()).as(words).isBetween(0, 1));
  }
}
