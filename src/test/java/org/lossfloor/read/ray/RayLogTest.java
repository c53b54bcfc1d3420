package org.lossfloor.read.ray;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.file.LocalFile;
import org.lossfloor.read.record.FieldName;
import org.lossfloor.read.text.Head;
import org.lossfloor.read.tracker.Fixture;
import org.lossfloor.read.tracker.NativeSamples;
import org.lossfloor.read.tracker.ReaderFuzz;
import org.lossfloor.read.tracker.ReaderFuzz.Outcome;
import org.lossfloor.read.tracker.TrackerJson;
import org.lossfloor.read.tracker.TreeRecord;

class RayLogTest {
  private static final RayLog LOG = new RayLog();

  @TempDir private Path folder;

  private static JsonNode trial(int number) throws IOException {
    String id = "1a2b3_%05d".formatted(number);
    return Fixture.read(LOG, Fixture.of("ray/exp")).trials().stream()
        .map(TreeRecord::fields)
        .filter(t -> t.path("trial_id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Long> states(Outcome outcome) {
    return Fixture.values(outcome, "state").stream()
        .map(String::valueOf)
        .collect(groupingBy(identity(), counting()));
  }

  @Test
  void everyTrialOfAnExperimentComesOnce() throws IOException {
    Outcome read = Fixture.read(LOG, Fixture.of("ray"));
    assertThat(Fixture.values(read, "trial_id")).hasSize(13).doesNotHaveDuplicates();
    assertThat(states(read))
        .isEqualTo(
            Map.of(
                "TERMINATED", 5L, "EARLY_STOPPED", 3L, "ERROR", 3L, "RUNNING", 1L, "PENDING", 1L));
    assertThat(read.unreadable()).hasSize(1).allMatch(why -> why.startsWith("result.json line 2"));
    assertThat(read.broken()).isEmpty();
  }

  @Test
  void aRestoredTrialReportsSomeIterationsAgain() throws IOException {
    JsonNode trial = trial(0);
    assertThat(trial.path("curves").path("loss"))
        .extracting(point -> point.path("step").asText() + " " + point.path("value").asText())
        .containsExactly("1 0.9", "2 0.7", "3 0.6", "4 0.5");
    assertThat(trial.path("metrics").path("loss").asText()).isEqualTo("0.5");
    assertThat(trial.path("metrics").has("info/lr")).isTrue();
    assertThat(trial.path("metrics")).hasSize(2);
    assertThat(trial.path("tags").path("repeated_reports").asText()).isEqualTo("2");
    assertThat(trial.path("params").path("net/units").asInt()).isEqualTo(4);
    assertThat(trial.path("params").has("seed")).isFalse();
    assertThat(trial.path("seed").asInt()).isEqualTo(7);
    assertThat(trial.path("number").asText()).isEqualTo("0");
    assertThat(trial.path("study").asText()).endsWith("/exp");
    assertThat(trial.path("start_time").asDouble()).isEqualTo(1700000000.5);
    assertThat(trial.path("sampler").isNull()).isTrue();
  }

  @Test
  void valuesThatAreNoNumbersStay() throws IOException {
    assertThat(trial(1).path("curves").path("loss"))
        .extracting(point -> point.path("value").asText())
        .containsExactly("0.9", "NaN", "null", "Infinity");
  }

  @Test
  void aTableStandsInForLines() throws IOException {
    assertThat(trial(3).path("metrics").path("loss").asText()).isEqualTo("0.3");
    // The experiment's state lags behind a trial that was done.
    assertThat(trial(3).path("state").asText()).isEqualTo("TERMINATED");
    assertThat(trial(4).path("metrics").path("loss").asText()).isEqualTo("0.2");
    assertThat(trial(4).path("curves").path("loss")).hasSize(2);
  }

  @Test
  void trialsWithoutReportsOrFoldersAreThere() throws IOException {
    assertThat(trial(5).path("state").asText()).isEqualTo("ERROR");
    assertThat(trial(5).path("params").path("lr").asDouble()).isEqualTo(.1);
    assertThat(trial(5).has("metrics")).isFalse();
    assertThat(trial(7).path("metrics").path("loss").asText()).isEqualTo("0.33");
    assertThat(trial(8).path("state").asText()).isEqualTo("PENDING");
    assertThat(trial(9).path("tags").path("early_stopped").asText()).isEqualTo("1 of 4 iterations");
  }

  @Test
  void theOlderLayoutIsRead() throws IOException {
    Outcome read = Fixture.read(LOG, Fixture.of("ray/old_exp"));
    assertThat(states(read)).isEqualTo(Map.of("TERMINATED", 1L, "ERROR", 1L));
    assertThat(Fixture.values(read, "sampler")).containsOnly("SearchGenerator (adaptive)");
    assertThat(Fixture.values(read, "number")).containsExactlyInAnyOrder("1", "2");
    assertThat(Fixture.values(read, "params.lr")).containsExactlyInAnyOrder("0.5", "0.7");
  }

  @Test
  void theRealExperimentIsCountedAsItsReadmeSays() throws IOException {
    Outcome read = NativeSamples.read(LOG, NativeSamples.real("ray-tune/run_1"));
    assertThat(states(read)).isEqualTo(Map.of("TERMINATED", 81L));
    assertThat(read.unreadable()).isEmpty();
    assertThat(Fixture.values(read, "trial_id")).doesNotHaveDuplicates();
    assertThat(read.trials().stream().map(t -> t.fields().path("params").toString()).distinct())
        .hasSize(27);
    assertThat(Fixture.values(read, "metrics.score")).doesNotContainNull();
  }

  @ParameterizedTest
  @CsvSource({
    "1 1 1 4 4 16 64, '', 4",
    "1 1 1 4 4 16 64, '', 1",
    "5 6 7 7 9 20, '', ",
    "10 10, '', ",
    "3 10 10, 10, 3",
    "10 10 10, 10, ",
  })
  void earlyStopsAreToldByTheStepsTheyAreAt(String ends, String wanted, String stopped)
      throws Exception {
    List<TrialState> trials =
        java.util.Arrays.stream(ends.split(" ", -1)).map(end -> ended(end, wanted)).toList();
    Rungs rungs = Rungs.of(trials);
    List<Integer> early =
        IntStream.range(0, trials.size())
            .filter(i -> rungs.stopped(trials.get(i)).isPresent())
            .map(i -> (int) trials.get(i).iterations().orElseThrow())
            .boxed()
            .toList();
    if (stopped == null) {
      assertThat(early).isEmpty();
    } else {
      assertThat(early).contains(Integer.valueOf(stopped));
    }
  }

  private static TrialState ended(String iterations, String wanted) {
    try {
      String stop = wanted.isEmpty() ? "{}" : "{\"training_iteration\": " + wanted + "}";
      return new TrialState(
          TrackerJson.object("{\"status\": \"TERMINATED\", \"stopping_criterion\": " + stop + "}"),
          TrackerJson.object("{\"last_result\": {\"training_iteration\": " + iterations + "}}"));
    } catch (org.lossfloor.read.record.UnreadableRecord e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void filesAreRecognisedByTheirFields() throws IOException {
    List<Path> files = NativeSamples.files(Fixture.of("ray"));
    for (Path file : files) {
      double certainty =
          LOG.recognise(new LocalFile(file.toAbsolutePath()), new Head(Files.readAllBytes(file)))
              .certainty();
      String name = file.getFileName().toString();
      boolean some = Files.size(file) > 100;
      boolean known = name.equals("result.json") || name.startsWith("experiment_state");
      assertThat(certainty).as(file.toString()).isEqualTo(known && some ? 1 : certainty);
      if (name.equals("params.json") || name.equals("error.txt")) {
        assertThat(certainty).as(file.toString()).isZero();
      }
    }
  }

  @Test
  void theFieldsOfAnExperimentAreThoseOfATrial() throws IOException {
    Path state = Fixture.of("ray/exp/experiment_state-2023-11-14_22-13-20.json").toAbsolutePath();
    List<String> fields =
        LOG.fields(new LocalFile(state), TextLayout.DEFAULT).stream().map(FieldName::name).toList();
    assertThat(fields).contains("trial_id", "params.lr", "metrics.loss");
  }

  @Test
  void damageCostsATrialAtMost() throws IOException {
    new ReaderFuzz(LOG, Fixture.of("ray/exp"), folder)
        .run(
            (damage, read) -> {
              long folders =
                  read.logs().stream().filter(log -> !log.contains("experiment_state")).count();
              assertThat(read.count()).as(damage).isGreaterThanOrEqualTo((int) folders);
              if (!damage.contains("experiment_state")) {
                assertThat(read.trials().size() + read.broken().size())
                    .as(damage)
                    .isGreaterThanOrEqualTo(11);
              }
            });
  }
}
