package org.lossfloor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.MetricConfig;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.config.key.RecordKind;
import org.lossfloor.error.InputException;
import org.lossfloor.sweep.Direction;

/** What is recognised in a tree of files, and the configuration that comes of it. */
class InitJobTest {
  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private InitJob.Recognised look() {
    return InitJob.recognise(List.of(folder.toString()), Optional.empty());
  }

  /** Every configuration that is made is what its text says. */
  private AuditConfig config() {
    InitJob.Recognised found = look();
    assertThat(AuditConfig.parse("again", found.yaml())).isEqualTo(found.config());
    return found.config();
  }

  private SourceConfig only() {
    assertThat(config().sources()).hasSize(1);
    return config().sources().get(0);
  }

  private static String table(String header, String row, int rows) {
    return Stream.concat(
            Stream.of(header), IntStream.range(0, rows).mapToObj(i -> row.replace("#", "" + i)))
        .reduce("", (all, line) -> all + line + "\n");
  }

  @Test
  void homeMadeTableIsMappedByItsNames() throws IOException {
    write(
        "results.csv",
        table(
            "run_id,lr,dropout,dataset,seed,status,val_loss,train_loss,val_loss_std,host",
            "r#,0.#1,0.#,cifar,#,ok,1.#,0.#,0.01,n#",
            30));
    SourceConfig source = only();
    assertThat(source.name()).isEqualTo("results");
    assertThat(source.format().code()).isEqualTo("csv");
    assertThat(source.trialId()).containsExactly("run_id");
    assertThat(source.hyperparameters()).containsExactly("lr", "dropout");
    assertThat(source.groupBy()).containsOnlyKeys("dataset");
    assertThat(source.run().seed()).contains("seed");
    assertThat(source.state().field()).contains("status");
    assertThat(source.metrics()).extracting(MetricConfig::name).containsExactly("val_loss");
    assertThat(source.metrics().get(0).direction()).contains(Direction.MINIMIZE);
    assertThat(source.metrics().get(0).directionGuessed()).isTrue();
    assertThat(source.guessed())
        .containsExactlyInAnyOrder("trial_id", "hyperparameters", "group_by", "seed", "state");
  }

  @ParameterizedTest
  @CsvSource({
    "optuna_trials.csv, value, MINIMIZE",
    "trials_accuracy.csv, value, MAXIMIZE",
    "trials.csv, values_val_auc, MAXIMIZE"
  })
  void aTableOfTrialsDoesNotSayWhichScoresAreGood(String file, String column, Direction guess)
      throws IOException {
    write(file, table("number," + column + ",params_lr,state", "#,0.5#,0.1#,COMPLETE", 12));
    SourceConfig source = only();
    assertThat(source.format().code()).isEqualTo("optuna");
    assertThat(source.metrics()).hasSize(1);
    assertThat(source.metrics().get(0).direction()).contains(guess);
    assertThat(source.metrics().get(0).directionGuessed()).isTrue();
    assertThat(source.groupBy()).containsKeys("study", "objective");
  }

  /** Joined, each would lack the metrics of the other. */
  @Test
  void tablesOfOneTrackerWithOtherColumnsAreSourcesOfTheirOwn() throws IOException {
    write(
        "wandb/runs.csv",
        table(
            "Name,State,Created,Runtime,Sweep,lr,val_loss",
            "r#,finished,2024-03-01T12:00:00.000Z,45,s1,0.1#,0.5#",
            12));
    write(
        "wandb/accuracies.csv",
        table(
            "Name,State,Created,Runtime,Sweep,lr,val_acc",
            "q#,finished,2024-03-01T12:00:00.000Z,45,s2,0.1#,0.5#",
            12));
    assertThat(config().sources())
        .hasSize(2)
        .allSatisfy(source -> assertThat(source.format().code()).isEqualTo("wandb"))
        .flatExtracting(SourceConfig::metrics)
        .extracting(MetricConfig::name)
        .containsExactlyInAnyOrder("metrics.val_loss", "metrics.val_acc");
  }

  @Test
  void objectivesOfTwoDirectionsAreLeftToWhoKnows() throws IOException {
    write(
        "trials.csv",
        table(
            "number,values_loss,values_accuracy,params_x,state", "#,0.5#,0.9#,0.1#,COMPLETE", 12));
    write("other.csv", table("lr,val_loss", "0.#,1.#", 12));
    InitJob.Recognised found = look();
    assertThat(found.config().sources()).hasSize(1);
    assertThat(found.left()).anySatisfy(line -> assertThat(line).contains("trials.csv"));
    assertThat(found.yaml()).contains("its objectives seem to differ");
  }

  @Test
  void otherSeparatorsAreWritten() throws IOException {
    write("a.tsv", table("lr\tacc", "0.#\t0.5#", 5));
    assertThat(only().text().delimiter()).isEqualTo('\t');
    assertThat(only().metrics().get(0).direction()).contains(Direction.MAXIMIZE);
  }

  @Test
  void nestedObjectsHaveTheirPrefix() throws IOException {
    write(
        "log.jsonl",
        table(
            "{\"config\": {\"lr\": 1, \"loss\": \"mse\"}, \"result\": {\"acc\": 0.5}}",
            "{\"config\": {\"lr\": #, \"loss\": \"mae\"}, \"result\": {\"acc\": 0.#}}",
            5));
    assertThat(only().hyperparameters()).containsExactly("config.*");
    assertThat(only().metrics()).extracting(MetricConfig::name).containsExactly("result.acc");
  }

  @Test
  void curvesInArraysAreReduced() throws IOException {
    write(
        "log.jsonl",
        table(
            "{\"lr\": 1, \"curve\": [{\"epoch\": 1, \"val_acc\": 0.5}, {\"epoch\": 2, \"val_acc\": 0.6}],"
                + " \"val_loss\": [3, 2, 1], \"error\": [[1, 2.5], [2, 1.5]], \"dims\": [3, 4]}",
            "{\"lr\": #, \"curve\": [{\"epoch\": 1, \"val_acc\": 0.5}, {\"epoch\": 2, \"val_acc\": 0.#}],"
                + " \"val_loss\": [3, 2, #], \"error\": [[1, 2.5], [2, #]], \"dims\": [3, 4]}",
            4));
    SourceConfig source = only();
    assertThat(source.metrics())
        .extracting(m -> m.curve().get(), m -> m.step().orElse(""), m -> m.value().orElse(""))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("curve", "epoch", "val_acc"),
            org.assertj.core.groups.Tuple.tuple("val_loss", "", ""),
            org.assertj.core.groups.Tuple.tuple("error", "[0]", "[1]"));
    assertThat(source.guessed()).contains("reduce");
    assertThat(look().yaml()).contains("Arrays whose names do not say").contains("dims");
  }

  @Test
  void pointsAreJoinedByIdOrFile() throws IOException {
    write(
        "a/points.csv",
        "trial,epoch,lr,acc\n1,1,.1,.5\n1,2,.1,.6\n2,1,.2,.4\n2,2,.2,.5\n3,1,.3,.4\n3,2,.3,.7\n");
    for (int run = 0; run < 4; run++) {
      write("b/run" + run + "/metrics.csv", "step,val_loss\n0,3\n10,2\n20,1." + run + "\n");
    }
    List<SourceConfig> sources = config().sources();
    assertThat(sources).extracting(SourceConfig::record).containsOnly(RecordKind.POINT);
    assertThat(sources.get(0).trialId()).containsExactly("trial");
    assertThat(sources.get(0).hyperparameters()).containsExactly("lr");
    assertThat(sources.get(1).trialId()).isEmpty();
    assertThat(sources.get(1).paths()).hasSize(4);
  }

  @Test
  void tablesOfSeveralTrialsAreNotMixed() throws IOException {
    write("resnet.csv", table("lr,acc", "0.#,0.5#", 5));
    write("vit.csv", table("lr,acc", "0.#,0.6#", 5));
    assertThat(only().groupBy()).containsEntry("log_file", "file");
    assertThat(only().guessed()).contains("path_regex");
  }

  @Test
  void severalTrackersAndStrangersInOneTree() throws IOException {
    Path fixtures = Path.of("src/test/resources/org/lossfloor/read");
    Files.createDirectories(folder.resolve("x"));
    Files.copy(fixtures.resolve("agent/results.tsv"), folder.resolve("x/results.tsv"));
    Files.copy(fixtures.resolve("sklearn/cv_results.csv"), folder.resolve("x/cv.csv"));
    write("home/a.csv", table("lr,acc", "0.#,0.5#", 5));
    write("home/README.md", "A text, with commas, of no use.\nIt goes on.\n");
    write("home/empty.log", "");
    Files.write(folder.resolve("home/model.pt"), new byte[] {1, 2, 3, 0, 5, 0, 1});
    Files.write(
        folder.resolve("home/own.db"),
        "SQLite format 3\0rest of it".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    InitJob.Recognised found = look();
    assertThat(config().sources())
        .extracting(source -> source.format().code())
        .containsExactly("csv", "sklearn", "agent-log");
    assertThat(found.left())
        .anyMatch(line -> line.contains("README.md") && line.contains("does not go on so"))
        .anyMatch(line -> line.contains("empty.log") && line.contains("empty"))
        .anyMatch(line -> line.contains("model.pt") && line.contains("binary"))
        .anyMatch(line -> line.contains("own.db") && line.contains("a SQLite database, but"))
        .hasSize(4);
    assertThat(found.yaml()).contains("# Not in any source:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with blank.csv",
        "it's.csv",
        "a\"b.csv",
        "a: b.csv",
        "a#b.csv",
        "- a.csv",
        "*.csv",
        "[1]{2}?.csv",
        "ünï-数.csv",
        "null",
        "1e5",
        "%41.csv",
        "back\\slash.csv",
        "tab\t.csv",
        "line\nfeed.csv",
        "{a}",
        "&a",
        "!a",
        "@a",
        "`a",
        "😀.csv",
        "a,b.csv",
        "\u202Etxt.csv"
      })
  void namesSurviveTheYaml(String name) throws IOException {
    Path file = write(name, table("lr,acc", "0.#,0.5#", 5));
    write("other.csv", table("x,loss", "0.#,0.5#", 5));
    SourceConfig source =
        config().sources().stream()
            .filter(s -> s.metrics().get(0).name().equals("acc"))
            .findFirst()
            .orElseThrow();
    assertThat(source.paths()).containsExactly(file.toString());
    assertThat(
            org.lossfloor.ingest.files.InputFiles.of(
                    org.apache.hadoop.conf.Configuration::new, source, Optional.empty())
                .files())
        .extracting(found -> org.lossfloor.read.file.LocalPath.of(found.path()))
        .containsExactly(Optional.of(file));
  }

  @Test
  void namesOfSourcesAreUnique() throws IOException {
    for (String where : List.of("a", "b", "b/c")) {
      write(where + "/log.csv", table("lr,acc," + where.length(), "0.#,0.5#,1", 5));
    }
    write("b/log.jsonl", table("{\"lr\": 1, \"acc\": 2}", "{\"lr\": #, \"acc\": 2.#}", 5));
    assertThat(config().sources()).extracting(SourceConfig::name).doesNotHaveDuplicates();
  }

  @Test
  void nothingRecognisedIsAnErrorThatSaysWhatIsThere() throws IOException {
    write("notes.txt", "only words\nand more\n");
    write("table.csv", table("a,b", "#,#", 5));
    assertThatThrownBy(this::look)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no log of trials with a score")
        .hasMessageContaining("notes.txt")
        .hasMessageContaining("table.csv");
  }

  @Test
  void missingPathIsAnError() {
    assertThatThrownBy(() -> InitJob.recognise(List.of("nowhere/at/all"), Optional.empty()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("matches no file");
  }

  @Test
  void runFoldersOfATrackerAreOneSourceAndTheirFilesNoStrangers() throws IOException {
    String id = "0123456789abcdef0123456789abcde";
    write("logs/mlruns/0/meta.yaml", "experiment_id: '0'\nname: Default\n");
    for (int run = 0; run < 5; run++) {
      String at = "logs/mlruns/0/" + id + run + "/";
      write(at + "meta.yaml", "artifact_uri: x\nrun_id: " + id + run + "\nstatus: 3\n");
      write(at + "metrics/val_loss", "1 0." + run + " 0\n");
      write(at + "metrics/unheard", "1 0." + run + " 0\n");
      write(at + "params/lr", "0." + run);
    }
    // It lost its description, and is one of the store's runs all the same.
    Files.delete(folder.resolve("logs/mlruns/0/" + id + "3/meta.yaml"));
    write("logs/own.csv", table("lr,acc", "0.#,0.5#", 5));
    List<SourceConfig> sources = config().sources();
    assertThat(sources).extracting(SourceConfig::name).containsExactly("mlruns", "own");
    assertThat(sources.get(0).paths()).containsExactly(folder + "/logs/mlruns");
    assertThat(sources.get(0).metrics())
        .extracting(MetricConfig::place)
        .containsExactly("metrics.val_loss");
    assertThat(sources.get(0).guessed()).isEmpty();
    assertThat(look().left()).isEmpty();
    assertThat(look().yaml()).contains("5 files to read", "metrics.unheard");
  }

  /** Hydra hides what marks a job; the folder of another tool stays hidden. */
  @Test
  void hiddenFoldersThatMarkALogAreLookedInto() throws IOException {
    for (int job = 0; job < 3; job++) {
      write("multirun/" + job + "/.hydra/overrides.yaml", "- lr=0." + (job + 1) + "\n");
      write("multirun/" + job + "/result.json", "{\"loss\": 0." + (job + 5) + "}\n");
      write("multirun/" + job + "/.ipynb_checkpoints/result.json", "{\"loss\": 9}\n");
    }
    assertThat(only().format().code()).isEqualTo("hydra");
    assertThat(only().metrics()).extracting(MetricConfig::name).containsExactly("metrics.loss");
    assertThat(look().yaml()).contains("3 files to read, and 3 files that lie with them");
  }
}
