package org.lossfloor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lossfloor.config.AuditConfig;

/** Real logs are recognised and read without a configuration, with the counts of their README. */
class InitSamplesTest {
  private static final Path SAMPLES = Path.of("/work/shared/sweeps");

  @BeforeAll
  static void samplesAreThere() {
    assumeTrue(Files.isDirectory(SAMPLES), () -> "there are no samples in " + SAMPLES);
  }

  @ParameterizedTest
  @CsvSource({
    "native-samples/optuna-asreview/svm_db.sqlite3, optuna, 240, 1",
    "native-samples/optuna-asreview/rf_db.sqlite3, optuna, 213, 1",
    "native-samples/optuna/dashboard-sample_db.sqlite3, optuna, 100, 1",
    "native-samples/mlflow-filestore, mlflow, 1, 2",
    "native-samples/ray-tune, ray, 81, 1",
    "aaa-f1/random_search_results-3000.csv, csv, 3000, 9",
    "allentune-vampire/results.jsonl.gz, jsonl, 97, 6",
    "distiller-grid, csv, 30, 1",
    "graphgym/design_v1_grid_round1.val.csv.gz, csv, 3323, 96",
    "opda-alexnet, jsonl, 512, 2",
  })
  void trialsAreRead(String path, String format, long trials, long experiments) {
    InitJob.Recognised found =
        InitJob.recognise(List.of(SAMPLES.resolve(path).toString()), Optional.empty());
    AuditConfig config = AuditConfig.parse("again", found.yaml());
    assertThat(config).isEqualTo(found.config());
    assertThat(config.sources()).hasSize(1);
    int metrics = config.sources().get(0).metrics().size();
    assertThat(config.sources().get(0).format().code()).isEqualTo(format);
    CheckJob job = new CheckJob(config, Long.MAX_VALUE, Optional.empty());
    List<CheckJob.SourceCheck> checked =
        job.sources(
            () -> {
              throw new IllegalStateException("no Spark is needed for this");
            },
            source -> {});
    assertThat(checked.get(0).problem()).isEmpty();
    assertThat(checked.get(0).trials()).isEqualTo(trials * metrics);
    assertThat(checked.get(0).experiments()).isEqualTo(experiments);
  }
}
