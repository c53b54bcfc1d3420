package org.lossfloor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.read.tracker.NativeSamples;

/** Several executions of a trial, from the log to the tables and the notes. */
class ExecutionsIT {
  /** What may change where nothing but the executions is added to a log. */
  private static final List<String> OWN =
      List.of(
          "run_id",
          "rerun_recognised_by",
          "rerun_configurations",
          "rerun_runs",
          "rerun_failed",
          "rerun_sd",
          "fingerprint",
          "elapsed_ms");

  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;

  private AuditResult audit(String source) throws IOException {
    AuditConfig config =
        AuditConfig.parse(
            "test.yaml",
            """
            name: test
            sources:
              - name: s
                %s
            estimate: {trials: [1, 20], replicates: 0}
            """
                .formatted(source.strip().replace("\n", "\n    ")));
    return new AuditJob(config, "run", null)
        .run(spark, Files.createTempDirectory(folder, "out").toString());
  }

  private Dataset<Row> table(AuditResult result, String name) {
    return spark.read().parquet(result.published() + "/" + name);
  }

  private static Object cell(Row row, String column) {
    return row.getAs(column);
  }

  private static List<String> rest(Row row) {
    return List.of(row.schema().fieldNames()).stream()
        .filter(name -> !OWN.contains(name))
        .map(name -> name + "=" + row.getAs(name))
        .toList();
  }

  private Map<String, List<Double>> executions(AuditResult result) {
    Map<String, List<Double>> all = new TreeMap<>();
    for (Row row : table(result, "trials").where("executions is not null").collectAsList()) {
      all.put(row.getAs("trial_id"), row.getList(row.fieldIndex("executions")));
    }
    return all;
  }

  @Test
  void aProjectOfKerasTunerShowsTheSpreadBetweenExecutions() throws IOException {
    Path project = NativeSamples.fixture(getClass(), "../read/keras/tuning").resolve("a");
    AuditResult result = audit("format: keras-tuner\npath: " + project);

    assertThat(executions(result)).isEqualTo(Map.of("0", List.of(.85, .9)));
    Row row = table(result, "experiments").first();
    assertThat(cell(row, "rerun_recognised_by")).isEqualTo("executions");
    assertThat(cell(row, "rerun_configurations")).isEqualTo(1L);
    assertThat(cell(row, "rerun_runs")).isEqualTo(2L);
    assertThat(cell(row, "rerun_failed")).isEqualTo(0L);
    // Both are .025 from their mean, and there is one degree of freedom.
    assertThat((double) cell(row, "rerun_sd")).isEqualTo(Math.sqrt(2 * .025 * .025), within(1e-12));
    assertThat(cell(row, "n_reruns_merged")).isEqualTo(0L);
    assertThat(result.warnings())
        .contains(
            "1 experiments have reruns: 2 runs of 1 configurations, recognised by their executions;"
                + " each trial counts by itself");
    assertThat(result.warnings()).noneMatch(text -> text.contains("`executions`"));
  }

  private Path log(List<String> lines) throws IOException {
    return Files.write(Files.createTempDirectory(folder, "logs").resolve("all.jsonl"), lines);
  }

  private static final String SOURCE =
      """
      format: jsonl
      path: %s
      trial_id: id
      hyperparameters: ['*']
      metrics:
        - {name: error, metric: acc, direction: minimize, transform: one_minus}
        - {metric: other, direction: minimize}
      """;

  private static String trial(int id, String acc, String runs) {
    double other = Math.floorMod(id * 7919, 101) / 101.0;
    return "{\"id\": %d, \"lr\": %s, \"other\": %s%s%s}"
        .formatted(
            id,
            other * other,
            other,
            acc.isEmpty() ? "" : ", \"acc\": " + acc,
            runs.isEmpty() ? "" : ", \"runs\": " + runs);
  }

  /** Sixty trials; of the first the score is not logged, if they have executions. */
  private static List<String> trials(boolean executions) {
    List<String> lines = new ArrayList<>();
    for (int id = 0; id < 60; id++) {
      String acc = "" + (.25 + Math.floorMod(id * 31, 64) / 128.0);
      lines.add(trial(id, acc, !executions || id > 20 ? "" : "[%s, NaN]".formatted(acc)));
    }
    if (executions) {
      lines.set(0, trial(0, "null", "[0.125, 0.375, \"nan\"]"));
      lines.set(1, trial(1, "" + (.25 + 31 / 128.0), "[0.5, 0.75, null]"));
      lines.set(2, trial(2, "" + (.25 + 62 / 128.0), "\"lost\""));
    }
    return lines;
  }

  @Test
  void nothingElseMovesAndTheMeanStandsForAScoreThatIsNotLogged() throws IOException {
    AuditResult without = audit(SOURCE.formatted(log(trials(false))) + "  ");
    AuditResult with = audit(SOURCE.formatted(log(trials(true))) + "executions: runs");

    List<Row> before = table(without, "experiments").orderBy("metric").collectAsList();
    List<Row> after = table(with, "experiments").orderBy("metric").collectAsList();
    assertThat(after).hasSize(2);
    IntStream.range(0, 2)
        .forEach(i -> assertThat(rest(after.get(i))).isEqualTo(rest(before.get(i))));
    assertThat(cell(after.get(1), "rerun_recognised_by")).isNull();
    assertThat(cell(after.get(1), "fingerprint")).isEqualTo(cell(before.get(1), "fingerprint"));

    Row error = after.get(0);
    assertThat(cell(error, "fingerprint")).isNotEqualTo(cell(before.get(0), "fingerprint"));
    assertThat(cell(error, "rerun_configurations")).isEqualTo(20L);
    assertThat(cell(error, "rerun_runs")).isEqualTo(42L);
    assertThat(cell(error, "rerun_failed")).isEqualTo(20L);
    // Both trials have two scores that are .25 apart: the squares are twice .125.
    assertThat((double) cell(error, "rerun_sd")).isEqualTo(Math.sqrt(.03125), within(1e-12));
    long trials = table(with, "trials").where("metric = 'error'").count();
    assertThat(
            (int) cell(error, "n_trials")
                + ((Number) cell(error, "n_excluded")).longValue()
                + (long) cell(error, "n_reruns_merged"))
        .isEqualTo(trials)
        .isEqualTo(60);

    assertThat(executions(with)).hasSize(20).containsEntry("1", List.of(.5, .25, Double.NaN));
    Row first = table(with, "trials").where("metric = 'error' and trial_id = '0'").first();
    assertThat((double) cell(first, "value")).isEqualTo(.75);
    assertThat(cell(first, "reduce")).isEqualTo("executions");
    assertThat(with.warnings())
        .anyMatch(text -> text.contains("`runs` is lost"))
        .anyMatch(text -> text.contains("error, 2 executions"));
  }
}
