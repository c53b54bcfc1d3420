package org.lossfloor.read.keras;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.file.LocalFile;
import org.lossfloor.read.record.FieldName;
import org.lossfloor.read.text.Head;
import org.lossfloor.read.tracker.NativeSamples;
import org.lossfloor.read.tracker.ReaderFuzz;
import org.lossfloor.read.tracker.ReaderFuzz.Outcome;
import org.lossfloor.read.tracker.TrackerJson;
import org.lossfloor.read.tracker.TreeRecord;

class KerasTunerLogTest {
  private static final KerasTunerLog LOG = new KerasTunerLog();
  private static final Path FIXTURE = NativeSamples.fixture(KerasTunerLogTest.class, "tuning");

  @TempDir private Path folder;

  private static JsonNode trial(Outcome outcome, String study, String id) {
    return outcome.trials().stream()
        .map(TreeRecord::fields)
        .filter(t -> t.path("study").asText().endsWith(study))
        .filter(t -> t.path("trial_id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Long> states(Outcome outcome) {
    return outcome.trials().stream()
        .map(record -> record.fields().path("state").asText())
        .collect(groupingBy(identity(), counting()));
  }

  @Test
  void everyTrialOfEveryProjectIsThere() throws IOException {
    Outcome read = NativeSamples.read(LOG, FIXTURE);
    assertThat(states(read))
        .isEqualTo(Map.of("COMPLETED", 4L, "FAILED", 1L, "INVALID", 1L, "RUNNING", 1L, "IDLE", 1L));
    assertThat(read.broken()).isEmpty();
    assertThat(read.unreadable())
        .containsExactlyInAnyOrder(
            "the folder of a trial has no trial.json",
            "oracle.json lists a trial whose folder trial_7 is missing");
    assertThat(read.trials())
        .extracting(record -> record.fields().path("study").asText())
        .allMatch(study -> study.endsWith("/a/demo") || study.endsWith("/b/demo"));
  }

  @Test
  void executionsAreRerunsOfOneTrial() throws IOException {
    JsonNode trial = trial(NativeSamples.read(LOG, FIXTURE), "/a/demo", "0");
    assertThat(trial.path("value").asText()).isEqualTo("0.875");
    assertThat(trial.path("objective").asText()).isEqualTo("val_accuracy");
    assertThat(trial.path("direction").asText()).isEqualTo("max");
    assertThat(trial.path("executions")).extracting(JsonNode::asDouble).containsExactly(.85, .9);
    assertThat(trial.path("sampler").asText()).isEqualTo("RandomSearchOracle");
    assertThat(trial.path("seed").asText()).isEqualTo("77");
    assertThat(trial.path("number").asText()).isEqualTo("0");
    assertThat(trial.path("start_time").asText()).startsWith("2024-03-14T09:47:54");
    assertThat(trial.path("params").path("lr").asDouble()).isEqualTo(.01);
    assertThat(trial.path("space").path("lr").path("sampling").asText()).isEqualTo("log");
    assertThat(trial.path("metrics").path("loss").asDouble()).isEqualTo(.6);
    assertThat(trial.has("curves")).isFalse();
  }

  @Test
  void aScoreOfATrialThatIsNotCompleteIsNoResult() throws IOException {
    JsonNode failed = trial(NativeSamples.read(LOG, FIXTURE), "/a/demo", "1");
    assertThat(failed.path("value").isNull()).isTrue();
    assertThat(failed.path("objective").asText()).isEqualTo("val_accuracy");
    assertThat(failed.path("tags").path("score").asText()).isEqualTo("0.99");
    assertThat(failed.path("tags").path("message").asText()).contains("out of memory");
    assertThat(failed.path("tags").path("run_times").asText()).isEqualTo("2");
  }

  @Test
  void hyperbandIsRecognisedAndItsBudgetIsNoHyperparameter() throws IOException {
    JsonNode trial =
        trial(NativeSamples.read(LOG, FIXTURE), "/b/demo", "7b75631f51b863082e454130157aeb67");
    assertThat(trial.path("sampler").asText()).isEqualTo("HyperbandOracle");
    assertThat(trial.path("objective").asText()).isEqualTo("val_loss");
    assertThat(trial.path("direction").asText()).isEqualTo("min");
    assertThat(trial.path("value").asText()).isEqualTo("0.25");
    assertThat(trial.path("params").size()).isEqualTo(2);
    assertThat(trial.path("tags").path("tuner/epochs").asText()).isEqualTo("3");
    assertThat(trial.path("curves").path("val_loss")).hasSize(3);
    assertThat(trial.path("metrics").path("val_loss").asDouble()).isEqualTo(.3);
    assertThat(trial.path("executions").isMissingNode()).isTrue();
  }

  @Test
  void theRealProjectIsCountedAsItsReadmeSays() throws Exception {
    Path sample = NativeSamples.unpacked("keras-tuner/ramp_filters.tar.gz", folder);
    Outcome read = NativeSamples.read(LOG, sample);
    assertThat(states(read)).isEqualTo(Map.of("COMPLETED", 28L, "FAILED", 2L, "RUNNING", 1L));
    assertThat(read.unreadable()).isEmpty();
    assertThat(read.trials())
        .allSatisfy(
            record -> {
              assertThat(record.fields().path("objective").asText()).isEqualTo("val_ssim_metric");
              assertThat(record.fields().path("sampler").asText())
                  .isEqualTo("BayesianOptimizationOracle");
            });
    assertThat(
            read.trials().stream().map(TreeRecord::fields).filter(t -> t.path("value").isTextual()))
        .hasSize(28)
        .extracting(t -> t.path("value").asDouble())
        .filteredOn(value -> value < .5931)
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"seed\": 5, \"seed_state\": 9} | RandomSearchOracle",
        "{\"seed\": 5, \"seed_state\": 5, \"start_order\": [\"0\", \"1\"]} | GridSearchOracle",
        "{\"seed\": 5, \"seed_state\": 5, \"start_order\": [\"0\"]} | ''",
        "{\"ordered_ids\": [], \"seed\": 5, \"seed_state\": 9} | GridSearchOracle",
        "{\"num_initial_points\": null, \"seed\": 5} | BayesianOptimizationOracle",
        "{\"brackets\": [], \"seed\": 5, \"seed_state\": 9} | HyperbandOracle",
        "{\"initial_hps\": [], \"seed\": 5, \"seed_state\": 9} | ''",
        "{} | ''",
      })
  void tunersAreToldApart(String oracle, String tuner) throws Exception {
    assertThat(Tuner.of(TrackerJson.object(oracle)).orElse("")).isEqualTo(tuner);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"val_loss\" | val_loss | ''",
        "{\"name\": \"auc\", \"direction\": \"max\"} | auc | max",
        "{\"class_name\": \"Objective\", \"config\": {\"name\": \"f\", \"direction\": \"min\"}} | f | min",
        "[{\"name\": \"a\", \"direction\": \"max\"}, \"loss\"] | multi_objective | min",
      })
  void anObjectiveThatIsToldIsTaken(String told, String name, String direction) throws Exception {
    Objective objective = Objective.told(TrackerJson.parse(told)).orElseThrow();
    assertThat(objective.name()).isEqualTo(name);
    assertThat(objective.direction().orElse("")).isEqualTo(direction);
  }

  @Test
  void filesAreRecognisedByNameAndContent() throws IOException {
    List<Path> files = NativeSamples.files(FIXTURE);
    assertThat(files.stream().filter(file -> certainty(file) == 1))
        .hasSize(10)
        .allMatch(file -> file.toString().matches(".*/(trial|oracle)\\.json"));
    Path other = folder.resolve("trial.json");
    Files.writeString(other, "{\"trial\": 1}");
    assertThat(certainty(other)).isZero();
  }

  private static double certainty(Path file) {
    try {
      return LOG.recognise(new LocalFile(file), new Head(Files.readAllBytes(file))).certainty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theFieldsOfAProjectAreThoseOfItsFirstTrial() throws IOException {
    List<String> fields =
        LOG
            .fields(new LocalFile(FIXTURE.resolve("a/demo/oracle.json")), TextLayout.DEFAULT)
            .stream()
            .map(FieldName::name)
            .toList();
    assertThat(fields).contains("trial_id", "value", "params.lr", "metrics.val_accuracy");
  }

  @Test
  void damageCostsATrialAtMost() throws IOException {
    new ReaderFuzz(LOG, FIXTURE, folder)
        .run(
            (damage, read) -> {
              long trials =
                  read.logs().stream().filter(log -> !log.endsWith("oracle.json")).count();
              assertThat(read.count()).as(damage).isGreaterThanOrEqualTo((int) trials);
              assertThat(read.trials().size()).as(damage).isGreaterThanOrEqualTo(7);
            });
  }

  @Test
  void aTrialOfAnotherEncodingIsReadOrMissed() throws IOException {
    Path trial = folder.resolve("p/trial_0/trial.json");
    Files.createDirectories(trial.getParent());
    try (Stream<String> lines = Files.lines(FIXTURE.resolve("a/demo/trial_0/trial.json"))) {
      Files.write(trial, lines.findFirst().orElseThrow().getBytes(StandardCharsets.UTF_16));
    }
    Outcome read = NativeSamples.read(LOG, folder);
    assertThat(read.trials()).hasSize(1);
    assertThat(read.trials().get(0).fields().path("objective").asText()).isEqualTo("score");
  }
}
