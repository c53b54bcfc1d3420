package org.lossfloor.read.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.read.LogReaders;
import org.lossfloor.read.event.Event;
import org.lossfloor.read.event.EventMaker;
import org.lossfloor.read.event.PieceEvents;
import org.lossfloor.read.file.LocalFile;
import org.lossfloor.read.file.LocalPath;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.sweep.Trial;

/** Every store has an experiment called Default; those of two stores are two. */
class StoresTest {
  private static final String RUN =
      """
      artifact_uri: file:///x
      end_time: 1700000001000
      experiment_id: '0'
      lifecycle_stage: active
      run_id: %1$s
      run_uuid: %1$s
      start_time: 1700000000000
      status: 3
      """;

  @TempDir private Path folder;

  private void store(String name, String run) throws IOException {
    Path experiment = folder.resolve(name + "/mlruns/0");
    Path metrics = Files.createDirectories(experiment.resolve(run + "/metrics"));
    Files.writeString(experiment.resolve("meta.yaml"), "experiment_id: '0'\nname: Default\n");
    Files.writeString(experiment.resolve(run + "/meta.yaml"), RUN.formatted(run));
    Files.writeString(metrics.resolve("loss"), "1700000000000 0.5 0\n");
  }

  private List<Trial> trials(Path path) throws IOException {
    SourceConfig source =
        AuditConfig.parse(
                "a.yaml",
                """
                name: a
                sources:
                  - name: s
                    format: mlflow
                    path: '%s'
                    metrics: [{metric: metrics.loss, direction: minimize}]
                """
                    .formatted(path))
            .sources()
            .get(0);
    List<String> files;
    try (Stream<Path> below = Files.walk(folder)) {
      files = below.filter(Files::isRegularFile).map(LocalPath::uri).sorted().toList();
    }
    List<Trial> trials = new ArrayList<>();
    List<LogPiece> pieces =
        LogReaders.of(source.format()).logs(files).stream()
            .map(uri -> LogPiece.whole(new LocalFile(LocalPath.of(uri).orElseThrow())))
            .toList();
    try (PieceEvents events = new PieceEvents(new EventMaker(source), pieces.iterator())) {
      events.forEachRemaining(
          event -> {
            if (event instanceof Event.Made made) {
              trials.add(made.trial());
            }
          });
    }
    return trials;
  }

  @Test
  void experimentsOfOneNameInTwoStoresAreTwo() throws IOException {
    store("alice", "0123456789abcdef0123456789abcdef");
    store("bob", "fedcba9876543210fedcba9876543210");
    List<Trial> trials = trials(folder);
    String here = folder.getFileName().toString();
    assertThat(trials)
        .extracting(trial -> trial.experiment().columns().get("store"))
        .containsExactly(here + "/alice/mlruns", here + "/bob/mlruns");
    assertThat(trials)
        .extracting(trial -> trial.experiment().columns().get("study"))
        .containsExactly("Default", "Default");
    assertThat(trials)
        .extracting(Trial::experiment)
        .extracting(ExperimentKey::id)
        .doesNotHaveDuplicates();
  }
}
