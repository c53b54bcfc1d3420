package org.lossfloor.read.wandb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.file.LocalFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.tracker.Fixture;
import org.lossfloor.read.tracker.ReaderFuzz;

/** Weights &amp; Biases: exported tables and charts, and folders of runs. */
class WandbLogTest {
  private static final WandbLog LOG = new WandbLog();
  private static final Path EXPORT = Fixture.of("wandb/tables/wandb_export_2024-03-01.csv");
  private static final Path SNIPPET = Fixture.of("wandb/tables/project.csv");
  private static final Path CHART = Fixture.of("wandb/tables/chart.csv");
  private static final Path PROJECT = Fixture.of("wandb/project");

  @TempDir private Path folder;

  @Test
  void aTableOfRunsHasStatesSettingsAndResults() throws IOException {
    ReaderFuzz.Outcome outcome = Fixture.read(LOG, EXPORT);
    assertThat(outcome.unreadable()).isEmpty();
    assertThat(Fixture.values(outcome, "state"))
        .containsExactly("finished", "crashed", "failed", "running", "killed");
    assertThat(Fixture.values(outcome, "trial_id")).doesNotHaveDuplicates();
    assertThat(Fixture.values(outcome, "study"))
        .startsWith("k3jx9a", "k3jx9a", "k3jx9a")
        .last()
        .asString()
        .endsWith("/wandb_export_2024-03-01.csv");
    assertThat(Fixture.values(outcome, "params.lr"))
        .containsExactly("0.01", "0.3", "1.5", "0.02", "0.02");
    assertThat(outcome.trials().get(0).fields().at("/params/layers").toString())
        .isEqualTo("[64,32]");
    assertThat(Fixture.values(outcome, "params.layers.a").get(2)).isNull();
    assertThat(outcome.trials().get(2).fields().path("params").path("layers.a").asInt())
        .isEqualTo(1);
    assertThat(Fixture.values(outcome, "seed")).containsExactly("1", "1", "2", "2", "2");
    assertThat(Fixture.values(outcome, "metrics.val_loss"))
        .containsExactly("0.31", null, "NaN", "0.9", "Infinity");
    assertThat(Fixture.values(outcome, "start_time").get(0)).isEqualTo("2024-03-01T12:00:00.000Z");
    assertThat(Fixture.values(outcome, "duration").get(1)).isEqualTo("12");
    assertThat(Fixture.values(outcome, "tags.notes"))
        .containsExactly(null, null, null, null, "say \"hi\"");
  }

  @Test
  void theBorderOfSettingsIsToldWhereItIsAGuess() throws IOException {
    assertThat(notes(EXPORT)).containsExactly(NoteKind.GUESSED_COLUMNS);
    assertThat(notes(SNIPPET)).isEmpty();
    assertThat(RunColumns.of(List.of("a", "lr", "_runtime", "acc")))
        .isEqualTo(new RunColumns(List.of("a", "lr", "_runtime", "acc"), 2, false));
    assertThat(RunColumns.of(List.of("b", "c", "Acc", "loss")).results()).isEqualTo(2);
    assertThat(RunColumns.of(List.of("a", "B", "c")).results()).isZero();
  }

  private static List<NoteKind> notes(Path path) throws IOException {
    FileTally tally = new FileTally("t", new long[0]);
    try (var records = LOG.trials(LogPiece.whole(new LocalFile(path)), TextLayout.DEFAULT, tally)) {
      while (records.next().isPresent()) {
        // Notes come while records are read.
      }
    }
    return List.copyOf(tally.notes().keySet());
  }

  @Test
  void dictsOfTheInterfaceAreRead() throws IOException {
    ReaderFuzz.Outcome outcome = Fixture.read(LOG, SNIPPET);
    assertThat(Fixture.values(outcome, "trial_id"))
        .containsExactly("calm-sun-1", "calm-sun-2", "calm-sun-3");
    assertThat(outcome.unreadable()).singleElement().asString().contains("`summary`");
    assertThat(Fixture.values(outcome, "metrics.loss")).containsExactly("0.25", "Infinity", null);
    assertThat(Fixture.values(outcome, "metrics.acc")).containsExactly("NaN", null, null);
    assertThat(Fixture.values(outcome, "params.lr")).containsExactly("0.1", "1.0E-5", "0.5");
    assertThat(outcome.trials().get(0).fields().path("params").path("model.depth").asInt())
        .isEqualTo(3);
    assertThat(outcome.trials().get(0).fields().path("metrics").size()).isEqualTo(2);
    assertThat(Fixture.values(outcome, "seed")).containsExactly("7", null, null);
    assertThat(Fixture.values(outcome, "end_time").get(0)).isEqualTo("1.7000000005E9");
  }

  @Test
  void eachRunOfAChartIsATrialWithItsCurve() throws IOException {
    ReaderFuzz.Outcome outcome = Fixture.read(LOG, CHART);
    assertThat(Fixture.values(outcome, "trial_id")).containsExactly("run-a", "run - b");
    assertThat(outcome.trials().get(0).fields().at("/curves/val~1loss").toString())
        .isEqualTo(
            "[{\"step\":\"0\",\"value\":\"0.9\"},{\"step\":\"10\",\"value\":\"0.5\"},{\"step\":\"20\",\"value\":\"NaN\"}]");
    assertThat(outcome.trials().get(1).fields().at("/metrics/val~1loss").asText()).isEqualTo("0.4");
    assertThat(outcome.unreadable())
        .singleElement()
        .asString()
        .contains("`opt: adam`, Step 0")
        .contains("without grouping");
    assertThat(notes(CHART)).containsExactly(NoteKind.MEAN_POINTS);
  }

  @Test
  void aFolderIsARun() throws IOException {
    ReaderFuzz.Outcome outcome = Fixture.read(LOG, PROJECT);
    assertThat(Fixture.values(outcome, "trial_id"))
        .containsExactly("ab12cd34", "ef56gh78", "ij90kl12");
    assertThat(outcome.unreadable()).singleElement().asString().contains("wandb sync");
    assertThat(Fixture.values(outcome, "state")).containsExactly("finished", "failed", null);
    assertThat(Fixture.values(outcome, "value")).containsExactly("0.5", "NaN", null);
    assertThat(Fixture.values(outcome, "objective")).containsOnly("val/loss");
    assertThat(Fixture.values(outcome, "direction")).containsOnly("minimize");
    assertThat(Fixture.values(outcome, "sampler")).containsOnly("bayes");
    assertThat(Fixture.values(outcome, "study")).containsOnly("zz99");
    assertThat(Fixture.values(outcome, "space.lr.max")).containsOnly("1.0");
    assertThat(Fixture.values(outcome, "seed")).containsOnly("3");
    assertThat(Fixture.values(outcome, "start_time").get(2))
        .isEqualTo("2024-01-03T12:00:20.000000");
    assertThat(outcome.trials().get(0).fields().at("/curves/val~1loss").size()).isEqualTo(2);
    assertThat(outcome.trials().get(0).fields().path("metrics").path("best.max").asText())
        .isEqualTo("0.9");
    assertThat(outcome.trials().get(1).fields().path("params").path("model.depth").asInt())
        .isEqualTo(3);
  }

  @Test
  void aTornLastLineOfAHistoryIsNotedAndABadOneCostsTheRun() throws IOException {
    Path run = PROJECT.resolve("wandb/run-20240101_120000-ab12cd34/files/wandb-summary.json");
    assertThat(notes(run)).containsExactly(NoteKind.TORN_CURVE);
    assertThat(
            Fixture.read(LOG, folder, "run-x/files/wandb-history.jsonl", "{\"a\": 1}\n{\n{}\n")
                .unreadable())
        .singleElement()
        .asString()
        .startsWith("wandb-history.jsonl: line 2: not valid JSON");
  }

  @Test
  void aRunOfAProjectWithoutSweepBelongsToTheProject() throws IOException {
    ReaderFuzz.Outcome outcome =
        Fixture.read(
            LOG,
            folder,
            "shop/wandb/run-20240101_120000-q1/files/wandb-summary.json",
            "{\"a\": 1}");
    assertThat(Fixture.values(outcome, "study")).singleElement().asString().endsWith("/shop");
    assertThat(Fixture.values(outcome, "sampler")).containsOnlyNulls();
    assertThat(Fixture.values(outcome, "start_time")).containsExactly("2024-01-01T12:00:00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "x.csv!\"Name\",\"State\",\"Notes\",\"User\",\"Tags\",\"Created\",\"lr\"",
        "x.csv!,summary,config,name",
        "x.csv!lr,_runtime,_step,_timestamp,loss,name",
        "x.csv!\"Step\",\"a - loss\",\"a - loss__MIN\",\"a - loss__MAX\"",
        "wandb-summary.json!{",
        "wandb-history.jsonl!{\"_step\": 0}",
        "config.yaml!wandb_version: 1",
        "run-a.wandb!:W&B",
      })
  void recognised(String name, String line) {
    assertThat(Fixture.format(name, line + "\n")).isEqualTo("wandb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Name,lr,loss", "a - b,c - d", "summary,name", "Step,loss,loss__MIN"})
  void otherTablesAreNot(String header) {
    assertThat(Fixture.format("x.csv", header + "\n")).isEqualTo("csv");
  }

  @Test
  void aTableOfAnotherKindIsRefused() throws IOException {
    assertThat(Fixture.read(LOG, folder, "x.csv", "lr,loss\n1,2\n").broken().get(0))
        .contains("none of W&B's columns");
  }

  private Path oneRun() throws IOException {
    String run = "wandb/run-20240101_120000-ab12cd34/files/";
    for (String name :
        List.of(run + "wandb-summary.json", run + "config.yaml", run + "wandb-history.jsonl")) {
      Path copy = folder.resolve("one").resolve(name);
      Files.createDirectories(copy.getParent());
      Files.copy(PROJECT.resolve(name), copy);
    }
    return folder.resolve("one");
  }

  @Test
  void damageCostsItself() throws IOException {
    Path work = Files.createDirectories(folder.resolve("w"));
    for (Path fixture : List.of(SNIPPET, CHART, oneRun())) {
      new ReaderFuzz(LOG, fixture, work)
          .run((words, outcome) -> assertThat(outcome.logs()).as(words).hasSizeLessThan(2));
    }
  }
}
