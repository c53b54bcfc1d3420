package org.lossfloor.read.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.read.tracker.Fixture;
import org.lossfloor.read.tracker.ReaderFuzz;
import org.lossfloor.read.tracker.ReaderFuzz.Outcome;

/** Files that were exported from an MLflow server. */
class ExportsTest {
  private static final String LIST =
      "Start Time,Duration,Run ID,Name,Source Type,Source Name,User,Status";
  private static final MlflowLog LOG = new MlflowLog();

  @TempDir private Path work;

  private static List<String> values(Outcome outcome, String... pointer) {
    return outcome.trials().stream()
        .map(trial -> trial.fields().at("/" + String.join("/", pointer)))
        .map(node -> node.isMissingNode() || node.isNull() ? "-" : node.asText())
        .sorted()
        .toList();
  }

  @Test
  void exportedRunsAreRead() throws IOException {
    Outcome read = Fixture.read(LOG, Fixture.of("mlflow/export"));
    assertThat(values(read, "state"))
        .containsExactly("FAILED", "FINISHED", "FINISHED", "FINISHED", "FINISHED");
    assertThat(values(read, "metrics", "loss"))
        .containsExactly("0.0625", "0.125", "0.125", "0.25", "Infinity");
    assertThat(values(read, "metrics", "val~1loss")).contains("NaN");
    assertThat(values(read, "role")).containsExactly("child", "parent", "run", "run", "run");
    assertThat(values(read, "lifecycle_stage")).contains("deleted");
    assertThat(values(read, "study")).containsOnly("iris");
    assertThat(values(read, "params", "lr")).containsOnly("0.1");
    assertThat(values(read, "start_time")).containsOnly("1670301535858");
  }

  @Test
  void theTableOfSearchRunsIsRead() throws IOException {
    Outcome read = Fixture.read(LOG, Fixture.of("mlflow/search_runs.csv"));
    assertThat(Fixture.values(read, "state"))
        .containsExactly("FINISHED", "FAILED", "FINISHED", "FINISHED", "RUNNING");
    assertThat(Fixture.values(read, "metrics.loss"))
        .containsExactly("0.5", null, "inf", "0.125", null);
    assertThat(Fixture.values(read, "role"))
        .containsExactly("run", "run", "child", "parent", "run");
    assertThat(Fixture.values(read, "params.text")).startsWith("a, b", null, "c");
    assertThat(Fixture.values(read, "study")).containsOnly("3");
    assertThat(read.unreadable()).isEmpty();
  }

  @Test
  void theListOfRunsIsRead() throws IOException {
    Outcome read = Fixture.read(LOG, Fixture.of("mlflow/runs.csv"));
    assertThat(Fixture.values(read, "state"))
        .containsExactly("FINISHED", "FAILED", "FINISHED", "RUNNING");
    assertThat(Fixture.values(read, "metrics.loss")).containsExactly("-0.5", null, "NaN", null);
    assertThat(Fixture.values(read, "metrics.accuracy")).startsWith("0.75");
    assertThat(Fixture.values(read, "params.optimizer"))
        .containsExactly("adam", "sgd", "sgd", "adam");
    assertThat(Fixture.values(read, "duration")).containsExactly("90.0", "0.25", "7200.0", null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b,loss,rmse!0.1,0.2,0.3,0.4!columns:a,b,loss,rmse",
        "a,b,opt,rmse!0.1,0.2,sgd,0.4!params:a,b,opt!metrics:rmse",
        "lr,width,acc,loss!0.1,8,0.5,0.4!params:lr,width!metrics:acc,loss",
        "lr,width,acc,loss,note!0.1,8,0.5,0.4,x!params:lr,width!metrics:acc,loss!tags:note",
        "lr,acc,loss,a!0.1,0.5,0.4,1!params:lr!metrics:acc,loss!tags:a",
        "lr,opt!0.1,sgd!columns:lr,opt",
      })
  void columnsWithBareNamesAreWhatTheirOrderTells(String example) throws IOException {
    List<String> parts = new ArrayList<>(List.of(example.split("!", -1)));
    String cells = parts.get(1);
    String text = LIST + "," + parts.get(0) + "\n,1s,r,n,LOCAL,t.py,me,FINISHED," + cells + "\n";
    Outcome read = Fixture.read(LOG, work, "runs.csv", text);
    for (String expected : parts.subList(2, parts.size())) {
      String group = expected.substring(0, expected.indexOf(':'));
      List<String> names = List.of(expected.substring(group.length() + 1).split(",", -1));
      List<String> found = new ArrayList<>();
      read.trials().get(0).fields().path(group).fieldNames().forEachRemaining(found::add);
      found.remove("mlflow.runName");
      assertThat(found).as(group).containsExactlyElementsOf(names);
    }
  }

  @Test
  void exportsAreRecognised() throws IOException {
    assertThat(Fixture.format("x.csv", "run_id,experiment_id,status,metrics.loss\n"))
        .isEqualTo("mlflow");
    assertThat(Fixture.format("x.csv", LIST + ",lr\n")).isEqualTo("mlflow");
    assertThat(Fixture.format("x.csv", "run_id,status,loss\n")).isEqualTo("csv");
  }

  @Test
  void damageCostsWhatItHits() throws IOException {
    for (String name : List.of("mlflow/search_runs.csv", "mlflow/runs.csv")) {
      Path damaged = Files.createDirectories(work.resolve("damaged"));
      new ReaderFuzz(LOG, Fixture.of(name), damaged).run((words, read) -> {});
    }
  }

  @Test
  void theRealExportsAreRead() throws IOException {
    Path sample = Path.of("../shared/sweeps/native-samples/mlflow-export");
    Assumptions.assumeTrue(Files.isDirectory(sample), "the real logs are not at " + sample);
    Outcome read = Fixture.read(LOG, sample);
    assertThat(values(read, "state")).containsExactly("FINISHED", "FINISHED", "FINISHED");
    assertThat(read.count()).isEqualTo(3);
  }
}
