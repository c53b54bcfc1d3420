package org.lossfloor.read.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.read.tracker.Fixture;
import org.lossfloor.read.tracker.ReaderFuzz;
import org.lossfloor.read.tracker.ReaderFuzz.Outcome;

/** MLflow's file store, with a store that was written by hand and the real ones. */
class FileStoreTest {
  private static final Path STORE = Fixture.of("mlflow/store/mlruns");
  private static final String SWEEP = "418236911805301947";
  private static final String PARENT = "d7b1c297a5bb35e0da1426c59f5a4c2a";
  private static final String CHILD = "2f393e9930a59215bda500ff472d3e27";
  private static final Path SAMPLES = Path.of("../shared/sweeps/native-samples");
  private static final MlflowLog LOG = new MlflowLog();

  private static Outcome outcome;
  private static Map<String, ObjectNode> runs;

  @TempDir private Path work;

  @BeforeAll
  static void read() throws IOException {
    outcome = Fixture.read(LOG, STORE);
    runs =
        outcome.trials().stream()
            .collect(
                Collectors.toMap(
                    trial -> trial.fields().at("/tags/mlflow.runName").asText(),
                    trial -> trial.fields()));
  }

  private static Map<String, Long> counts(Outcome read, String field) {
    return Fixture.values(read, field).stream()
        .collect(Collectors.groupingBy(String::valueOf, TreeMap::new, Collectors.counting()));
  }

  private static String last(String run, String metric) {
    return runs.get(run).path("metrics").path(metric).asText();
  }

  @Test
  void everyRunIsThereOnceWithItsState() {
    assertThat(outcome.trials()).hasSize(14);
    assertThat(counts(outcome, "state"))
        .isEqualTo(
            Map.of("FINISHED", 10L, "FAILED", 1L, "KILLED", 1L, "RUNNING", 1L, "SCHEDULED", 1L));
    assertThat(counts(outcome, "lifecycle_stage")).isEqualTo(Map.of("active", 13L, "deleted", 1L));
    assertThat(counts(outcome, "study"))
        .isEqualTo(Map.of("sweep of café: unet", 13L, "Default", 1L));
  }

  @Test
  void aRunWithoutDescriptionIsMissed() {
    assertThat(outcome.unreadable())
        .singleElement()
        .asString()
        .contains("392d13ac0e019be84354d2878cdd6249 has no meta.yaml");
    assertThat(outcome.broken()).isEmpty();
  }

  @Test
  void nothingElseOfAStoreIsARun() {
    assertThat(outcome.logs())
        .hasSize(15)
        .allMatch(path -> path.matches(".*/[0-9a-f]{32}/(meta.yaml|metrics/loss)"))
        .noneMatch(path -> path.matches(".*/(inputs|datasets|artifacts|models|traces)/.*"));
  }

  @Test
  void theLastValueIsThatOfTheLargestStepThenTimeThenValue() {
    assertThat(last("finished", "loss")).isEqualTo("0.4375");
    assertThat(last("out-of-order", "loss")).isEqualTo("0.3125");
    assertThat(last("two-fields", "loss")).isEqualTo("0.53125");
    assertThat(last("nan", "loss")).isEqualTo("nan");
    assertThat(last("infinite", "loss")).isEqualTo("inf");
    assertThat(last("child-one", "loss")).isEqualTo("0.125");
    assertThat(last("finished", "val/loss")).isEqualTo("0.625");
    assertThat(runs.get("running").has("metrics")).isFalse();
  }

  @Test
  void allLinesAreTheCurveInTheOrderOfSteps() {
    assertThat(runs.get("out-of-order").path("curves").path("loss").findValuesAsText("value"))
        .containsExactly("0.75", "0.375", "0.3125", "0.25");
    assertThat(runs.get("out-of-order").path("curves").path("loss").findValuesAsText("step"))
        .containsExactly("0", "7", "7", "7");
    assertThat(runs.get("two-fields").path("curves").path("loss").findValuesAsText("value"))
        .containsExactly("0.875", "0.53125");
    assertThat(runs.get("two-fields").path("curves").path("loss").findValuesAsText("step"))
        .as("logged without steps")
        .isEmpty();
  }

  @Test
  void parametersAndTimesAreThoseOfTheFiles() {
    ObjectNode run = runs.get("out-of-order");
    assertThat(run.path("params").path("lr").asText()).isEqualTo("1e-05");
    assertThat(run.path("params").path("batch_size").asText()).isEqualTo("16");
    assertThat(run.path("start_time").asLong()).isBetween(1700000000000L, 1700000065536L);
    assertThat(run.path("end_time").asLong() - run.path("start_time").asLong()).isEqualTo(60000);
    assertThat(runs.get("running").get("end_time").isNull()).isTrue();
    assertThat(runs.get("finished").path("tags").has("mlflow.log-model.history")).isFalse();
  }

  @Test
  void aRunThatOthersAreNestedInIsAParent() {
    assertThat(counts(outcome, "role")).isEqualTo(Map.of("run", 11L, "child", 2L, "parent", 1L));
    assertThat(runs.get("parent").path("role").asText()).isEqualTo("parent");
    assertThat(runs.get("child-two").path("parent").asText())
        .isEqualTo(runs.get("parent").path("trial_id").asText());
    assertThat(runs.get("parent").get("parent").isNull()).isTrue();
  }

  @Test
  void nestingIsKnownInALargeStore() throws IOException {
    LargeStore.write(work, 250);
    Outcome read = Fixture.read(LOG, work);
    assertThat(counts(read, "role")).isEqualTo(Map.of("parent", 3L, "child", 247L));
    assertThat(counts(read, "parent")).containsEntry("null", 3L).hasSize(4);
  }

  @Test
  void aStoreIsRecognised() {
    String id = "c70ba43065ae58dac8091b659c1d6130";
    assertThat(Fixture.format(SWEEP + "/" + id + "/meta.yaml", "artifact_uri: x\nrun_id: y\n"))
        .isEqualTo("mlflow");
    assertThat(Fixture.format(SWEEP + "/meta.yaml", "artifact_location: x\n"))
        .isNotEqualTo("mlflow");
  }

  @Test
  void aTornOrStrangeLineCostsTheMetricAndNotTheRun() throws IOException {
    assertThat(metric("1 0.5 0\n2 0.25 1\n3 0.1")).startsWith("line 3 is not");
    assertThat(metric("1 0.5 11\n2 0.25 1")).startsWith("line 2 is not");
    assertThat(metric("1 0.5")).startsWith("line 1 is not");
    assertThat(metric("1 0.5\n2 0.25")).isEqualTo("0.25");
    assertThat(metric("1 0.5 0\r\n\n2 0.25 0")).isEqualTo("0.25");
    assertThat(metric("1 0.5 0\n1 2\n\n1 x 3\n")).startsWith("line 4 is not");
    assertThat(metric("1.5 0.5 0\n")).startsWith("line 1 is not");
    assertThat(metric("")).isEqualTo("the file of the metric holds no value");
  }

  private String metric(String lines) throws IOException {
    Path run = work.resolve("0/" + "ab".repeat(16));
    Files.createDirectories(run.resolve("metrics"));
    Files.writeString(run.resolve("meta.yaml"), "run_id: ab\nstatus: 3\n");
    Files.writeString(run.resolve("metrics/loss"), lines);
    return Fixture.read(LOG, work).trials().get(0).fields().path("metrics").path("loss").asText();
  }

  @Test
  void damageCostsWhatItHits() throws IOException {
    Path store = Files.createDirectories(work.resolve("store/" + SWEEP));
    Files.copy(STORE.resolve(SWEEP + "/meta.yaml"), store.resolve("meta.yaml"));
    for (String file :
        List.of(
            PARENT + "/meta.yaml",
            PARENT + "/tags/mlflow.runName",
            CHILD + "/meta.yaml",
            CHILD + "/metrics/loss",
            CHILD + "/params/lr",
            CHILD + "/tags/mlflow.parentRunId")) {
      Files.createDirectories(store.resolve(file).getParent());
      Files.copy(STORE.resolve(SWEEP + "/" + file), store.resolve(file));
    }
    Path damaged = Files.createDirectories(work.resolve("damaged"));
    new ReaderFuzz(LOG, work.resolve("store"), damaged)
        .run((words, read) -> assertThat(read.count()).as(words).isEqualTo(2));
  }

  @Test
  void theRealStoreOfOneKilledRunIsRead() throws IOException {
    Path sample = SAMPLES.resolve("mlflow-filestore");
    Assumptions.assumeTrue(Files.isDirectory(sample), "the real logs are not at " + sample);
    Outcome read = Fixture.read(LOG, sample);
    assertThat(counts(read, "state")).isEqualTo(Map.of("RUNNING", 1L));
    assertThat(read.unreadable()).isEmpty();
    assertThat(read.broken()).isEmpty();
  }

  @Test
  void theRealStoreOf28RunsIsRead() throws IOException {
    Path sample = SAMPLES.resolve("mlflow-store-28/mlruns-28.tar.gz");
    Assumptions.assumeTrue(Files.isRegularFile(sample), "the real logs are not at " + sample);
    unpack(sample);
    Outcome read = Fixture.read(LOG, work);
    assertThat(counts(read, "state")).isEqualTo(Map.of("FINISHED", 27L, "RUNNING", 1L));
    assertThat(read.trials().stream().filter(trial -> trial.fields().has("metrics"))).hasSize(27);
    assertThat(
            Fixture.values(read, "metrics.loss").stream()
                .filter(text -> text != null)
                .mapToDouble(Double::parseDouble)
                .min())
        .hasValue(smallestLoss());
    assertThat(read.unreadable()).isEmpty();
    assertThat(read.broken()).isEmpty();
  }

  /** Of the last lines of the files. */
  private double smallestLoss() throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      double smallest = Double.POSITIVE_INFINITY;
      for (Path file : files.filter(f -> f.endsWith("metrics/loss")).toList()) {
        List<String> lines = Files.readAllLines(file);
        smallest =
            Math.min(smallest, Double.parseDouble(lines.get(lines.size() - 1).split(" ", -1)[1]));
      }
      return smallest;
    }
  }

  private void unpack(Path archive) throws IOException {
    try (InputStream file = Files.newInputStream(archive);
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        Path target = work.resolve(e.getName());
        if (e.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(tar, target);
        }
      }
    }
  }
}
