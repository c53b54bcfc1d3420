package org.lossfloor.read.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.read.tracker.Fixture;
import org.lossfloor.read.tracker.ReaderFuzz;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.Sampler;
import org.lossfloor.sweep.SamplerWords;

/** Research loops: kept and discarded runs are trials, zeros are none. */
class AgentLogTest {
  private static final AgentLog LOG = new AgentLog();

  @TempDir private Path folder;

  @Test
  void aRowIsATrial() throws IOException {
    ReaderFuzz.Outcome outcome = Fixture.read(LOG, Fixture.of("agent/results.tsv"));
    assertThat(outcome.unreadable()).isEmpty();
    assertThat(Fixture.values(outcome, "number"))
        .containsExactly("0", "1", "2", "3", "4", "5", "6");
    assertThat(Fixture.values(outcome, "state"))
        .containsExactly("keep", "discard", "crash", "keep", "discard", "revert", "crash");
    assertThat(Fixture.values(outcome, "value"))
        .containsExactly("1.335670", "1.494669", null, "1.241833", null, "1.238187", null);
    assertThat(Fixture.values(outcome, "objective")).containsOnly("val_bpb");
    assertThat(Fixture.values(outcome, "direction")).containsOnly("minimize");
    assertThat(Fixture.values(outcome, "metrics.memory_gb").get(3)).isEqualTo("5.6");
    assertThat(Fixture.values(outcome, "tags.commit").get(5)).isEqualTo("0708cec");
    assertThat(Fixture.values(outcome, "tags.description").get(2))
        .isEqualTo("weight tying: \"loss stuck\"");
  }

  @Test
  void anAgentIsAdaptive() throws IOException {
    ReaderFuzz.Outcome outcome = Fixture.read(LOG, Fixture.of("agent/results.tsv"));
    assertThat(Fixture.values(outcome, "sampler"))
        .allMatch(word -> SamplerWords.parse(word).orElseThrow() == Sampler.ADAPTIVE);
  }

  @ParameterizedTest
  @CsvSource({
    "val_bpb, minimize",
    "test_accuracy, maximize",
    "score, ''",
    "tok_per_sec, ''",
    "delta_loss, ''",
    "neg_loss, ''",
    "eval/loss, minimize",
    "_, ''",
    "sharpe, ''"
  })
  void theDirectionIsOneThatTheNameDefines(String name, String direction) {
    assertThat(MetricWords.direction(name).map(Direction::code).orElse("")).isEqualTo(direction);
  }

  @Test
  void whatStandsBehindTheCommitWasTuned() throws IOException {
    ReaderFuzz.Outcome outcome =
        Fixture.read(
            LOG,
            folder,
            "results.tsv",
            "git_commit\tscore\tsharpe\tstatus\tdescription\na\t-999\t0\tREVERT\tx\nb\t0\t1\tkeep\t\n");
    assertThat(Fixture.values(outcome, "objective")).containsOnly("score");
    assertThat(Fixture.values(outcome, "value")).containsExactly("-999", "0");
    assertThat(Fixture.values(outcome, "direction")).containsOnlyNulls();
    assertThat(Fixture.values(outcome, "state")).containsExactly("REVERT", "keep");
  }

  @Test
  void anUnknownObjectiveIsLeftOut() throws IOException {
    ReaderFuzz.Outcome outcome =
        Fixture.read(
            LOG, folder, "results.tsv", "commit\tkind\tloss\tstatus\tnotes\na\tlr\t1\tkeep\tx\n");
    assertThat(Fixture.values(outcome, "objective")).containsOnlyNulls();
    assertThat(Fixture.values(outcome, "metrics.loss")).containsExactly("1");
  }

  @Test
  void aTornLineIsRejectedAndAnEmptyTableToo() throws IOException {
    assertThat(
            Fixture.read(LOG, folder, "r.tsv", "commit\tloss\tstatus\tnotes\na\t1\tkeep\tx\nb\t1")
                .unreadable())
        .singleElement()
        .asString()
        .startsWith("torn last line");
    assertThat(Fixture.read(LOG, folder, "r.tsv", "commit\tloss\tstatus\tdescription\n").broken())
        .containsExactly("the table has a header and no rows");
    assertThat(Fixture.read(LOG, folder, "r.tsv", "a\tb\n1\t2\n").broken().get(0))
        .contains("`status`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "commit\tval_bpb\tmemory_gb\tstatus\tdescription",
        "git_commit\thf_wer\tstatus\tdescription",
        "exp\tscore\tstatus\tnotes"
      })
  void theHeaderTells(String header) {
    assertThat(Fixture.format("results.tsv", header + "\n")).isEqualTo("agent-log");
  }

  @ParameterizedTest
  @ValueSource(strings = {"commit\trmse\tdescription", "trial\tloss\tstatus", "a\tb"})
  void otherTablesAreNot(String header) {
    assertThat(Fixture.format("results.tsv", header + "\n")).isEqualTo("csv");
  }

  @Test
  void damageCostsItself() throws IOException {
    new ReaderFuzz(LOG, Fixture.of("agent"), Files.createDirectories(folder.resolve("w")))
        .run((words, outcome) -> assertThat(outcome.logs()).as(words).hasSizeLessThan(2));
  }
}
