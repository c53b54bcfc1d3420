package org.lossfloor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.LocalSpark;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.error.InputException;
import org.lossfloor.error.UserException;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.simulate.SimulatedSweep;
import org.lossfloor.sweep.Direction;

/** The audit through Spark, against the plain core on the same scores. */
class AuditJobIT {
  private static final int EXPERIMENTS = 4;
  private static final int TRIALS = 60;

  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;

  /** All trials in one file; what most tests read, and compare others with. */
  private static AuditResult plain;

  @BeforeAll
  static void auditAllInOneFile(@TempDir Path kept) throws IOException {
    Path logs = Files.createDirectory(kept.resolve("logs"));
    Files.write(logs.resolve("all.jsonl"), lines());
    AuditConfig config = AuditConfig.parse("test.yaml", yaml(logs.toString()));
    plain =
        new AuditJob(config, "plain", null)
            .run(LocalSpark.session(), kept.resolve("out").toString());
  }

  private static String yaml(String path) {
    return """
        name: test
        sources:
          - name: sim
            format: jsonl
            path: %s
            trial_id: trial
            trial_number: trial
            group_by: [model, dataset]
            hyperparameters: ['hparams.*']
            sampler: random
            metrics:
              - {name: loss, curve: curve, step: epoch, value: val_loss, reduce: last, direction: minimize}
        estimate:
          trials: [1, 20, 100]
          max_dimension: 4
          replicates: 8
          seed: 5
        output: {replicates: true}
        """
        .formatted(path);
  }

  private static List<SimulatedSweep> sweeps() {
    return Stream.iterate(0L, i -> i + 1)
        .limit(EXPERIMENTS)
        .map(i -> SimulatedSweep.of(11, i, TRIALS))
        .toList();
  }

  private static List<String> lines() {
    return sweeps().stream().flatMap(s -> s.lines().stream()).toList();
  }

  private Path logs(String name, List<List<String>> files) throws IOException {
    Path logs = Files.createDirectories(folder.resolve(name));
    for (int i = 0; i < files.size(); i++) {
      Files.write(logs.resolve("part-" + i + ".jsonl"), files.get(i));
    }
    return logs;
  }

  private AuditResult audit(Path logs, Path output, String runId) {
    AuditConfig config = AuditConfig.parse("test.yaml", yaml(logs.toString()));
    return new AuditJob(config, runId, null).run(spark, output.toString());
  }

  /** All rows of a table as text, in a fixed order, without what differs from run to run. */
  private List<String> rows(AuditResult result, String table) {
    Dataset<Row> rows = spark.read().parquet(result.published() + "/" + table);
    String[] stable =
        Arrays.stream(rows.columns())
            .filter(c -> !List.of("elapsed_ms", "run_id", "source_path", "source_line").contains(c))
            .toArray(String[]::new);
    return rows.selectExpr(stable).toJSON().collectAsList().stream().sorted().toList();
  }

  @Test
  void everyRowIsTheCoresAnswer() throws IOException {
    AuditResult result = plain;
    assertThat(result.experiments()).isEqualTo(EXPERIMENTS);
    Dataset<Row> experiments = spark.read().parquet(result.published() + "/experiments");
    assertThat(experiments.count()).isEqualTo(EXPERIMENTS);
    for (SimulatedSweep sweep : sweeps()) {
      Row row =
          experiments
              .filter("model = '" + sweep.model() + "' and dataset = '" + sweep.dataset() + "'")
              .first();
      Estimate.Fitted expected = core(sweep);
      assertThat(row.<Double>getAs("best_score")).isEqualTo(expected.bestScore().estimate());
      assertThat(row.<Double>getAs("best_score_lower"))
          .isEqualTo(expected.bestScore().interval().orElseThrow().lower());
      assertThat(row.<Integer>getAs("effective_dimension"))
          .isEqualTo(expected.dimension().estimate());
      assertThat(row.<Integer>getAs("n_trials")).isEqualTo(TRIALS);
      assertThat(row.<Integer>getAs("n_failed")).isEqualTo(expected.counts().failed());
      assertThat(row.<String>getAs("verdict")).isEqualTo(coreAnswer(sweep).verdict().name());
      assertThat(row.<String>getAs("sampler")).isEqualTo("random");
    }
  }

  private static Estimate.Fitted core(SimulatedSweep sweep) {
    return (Estimate.Fitted) coreAnswer(sweep).estimate();
  }

  private static Answer coreAnswer(SimulatedSweep sweep) {
    EstimateSettings settings =
        EstimateSettings.withDefaults(Direction.MINIMIZE)
            .withMaxDimension(4)
            .withTrials(List.of(1.0, 20.0, 100.0));
    double[] scores = sweep.lines().stream().mapToDouble(AuditJobIT::lastLoss).toArray();
    return new ExperimentEstimator(settings).answer(scores);
  }

  private static double lastLoss(String line) {
    String last = line.substring(line.lastIndexOf(':') + 1).replaceAll("[}\\]]", "");
    return Double.parseDouble(last);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 50})
  void partitionsAndOrderDoNotMatter(int partitions) throws Exception {
    List<String> shuffled = new ArrayList<>(lines());
    Collections.shuffle(shuffled, new Random(partitions));
    List<List<String>> files = new ArrayList<>();
    for (int i = 0; i < Math.min(partitions, 20); i++) {
      files.add(new ArrayList<>());
    }
    for (int i = 0; i < shuffled.size(); i++) {
      files.get(i % files.size()).add(shuffled.get(i));
    }
    AuditResult result =
        LocalSpark.spread(
            partitions, () -> audit(logs("shuffled", files), folder.resolve("out"), "shuffled"));
    for (String table : List.of("experiments", "tuning_curves", "replicates")) {
      assertThat(rows(result, table)).isNotEmpty().isEqualTo(rows(plain, table));
    }
  }

  @Test
  void nothingIsLostAndEverythingIsCounted() throws IOException {
    List<String> lines = new ArrayList<>(lines());
    lines.add(10, "{\"trial\": 7, \"model\"");
    lines.add("");
    lines.add("[1, 2]");
    lines.add(lines.get(0));
    Path logs = logs("logs", List.of(lines));
    Files.write(logs.resolve("torn.jsonl.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
    AuditResult result = audit(logs, folder.resolve("out"), "r1");
    assertThat(result.warnings()).singleElement().asString().contains("1 file", "torn.jsonl.gz");
    assertThat(result.counts()).singleElement().asString().contains("2 rejected", "1 files broken");
    JsonNode manifest =
        new ObjectMapper()
            .readTree(Path.of(folder.toString(), "out", "run_id=r1", "manifest.json").toFile());
    JsonNode counts = manifest.get("counts").get(0);
    assertThat(counts.get("records").asLong()).isEqualTo(EXPERIMENTS * TRIALS + 3);
    assertThat(counts.get("rejected").asLong()).isEqualTo(2);
    assertThat(counts.get("excluded").get("DUPLICATE").asLong()).isEqualTo(1);
    assertThat(counts.get("scored").asLong() + counts.get("failed").asLong())
        .isEqualTo(EXPERIMENTS * TRIALS);
    Dataset<Row> rejected =
        spark.read().parquet(result.published() + "/rejected_records").filter("source_records = 1");
    assertThat(rejected.collectAsList())
        .extracting(r -> r.<Long>getAs("source_line"))
        .containsExactlyInAnyOrder(11L, (long) EXPERIMENTS * TRIALS + 3);
    assertThat(rejected.collectAsList())
        .allSatisfy(r -> assertThat(r.<String>getAs("reason")).isNotBlank());
    assertThat(manifest.get("rows").get("trials").asLong()).isEqualTo(EXPERIMENTS * TRIALS + 1);
    assertThat(manifest.get("settings").get("sources").get(0).get("name").asText())
        .isEqualTo("sim");
    assertThat(manifest.get("seed").asLong()).isEqualTo(5);
  }

  @Test
  void sameRunIdReplacesItsOwnRunOnly() throws IOException {
    Path output = folder.resolve("out");
    Path logs = logs("logs", List.of(lines()));
    audit(logs, output, "kept");
    audit(logs, output, "again");
    Files.write(logs.resolve("part-0.jsonl"), lines().subList(0, TRIALS));
    audit(logs, output, "again");
    try (Stream<Path> entries = Files.list(output)) {
      assertThat(entries.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("run_id=kept", "run_id=again");
    }
    assertThat(spark.read().parquet(output + "/run_id=kept/experiments").count())
        .isEqualTo(EXPERIMENTS);
    assertThat(spark.read().parquet(output + "/run_id=again/experiments").count()).isEqualTo(1);
  }

  @Test
  void aRunThatFailsLeavesNothing() {
    Path output = folder.resolve("out");
    assertThatThrownBy(() -> audit(folder.resolve("nowhere"), output, "r1"))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e).isInstanceOf(InputException.class);
              assertThat(e.where()).contains("nowhere");
            });
    assertThat(output).isEmptyDirectory();
  }

  @Test
  void bootstrapDrawsSurroundTheEstimate() throws IOException {
    AuditResult result = plain;
    Dataset<Row> draws = spark.read().parquet(result.published() + "/replicates");
    assertThat(draws.groupBy("experiment_id").count().select("count").distinct().collectAsList())
        .singleElement()
        .satisfies(r -> assertThat(r.getLong(0)).isEqualTo(8));
    assertThat(draws.select("replicate").distinct().count()).isEqualTo(8);
    for (Row row : spark.read().parquet(result.published() + "/experiments").collectAsList()) {
      List<Row> own =
          draws
              .filter("experiment_id = '" + row.<String>getAs("experiment_id") + "'")
              .collectAsList();
      double mean =
          own.stream().mapToDouble(r -> r.<Double>getAs("best_score")).average().orElseThrow();
      double tail = Math.abs(row.<Double>getAs("threshold") - row.<Double>getAs("best_score"));
      assertThat(mean).isCloseTo(row.<Double>getAs("best_score"), within(2 * tail));
      assertThat(own.stream().map(r -> r.<Double>getAs("best_score")).distinct())
          .hasSizeGreaterThan(1);
    }
  }
}
