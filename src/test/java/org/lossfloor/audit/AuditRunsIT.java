package org.lossfloor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.error.InputException;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;
import org.lossfloor.simulate.SimulatedSweep;

/** Runs of one audit after one another: what is reused, what is told, what is never published. */
class AuditRunsIT {
  private static final int EXPERIMENTS = 5;
  private static final int TRIALS = 40;
  private static final List<String> TABLES =
      List.of("experiments", "tuning_curves", "replicates", "trials");

  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;
  private Path logs;
  private Path output;

  @BeforeEach
  void writeLogs() throws IOException {
    logs = Files.createDirectories(folder.resolve("logs"));
    output = folder.resolve("out");
    for (long i = 0; i < EXPERIMENTS; i++) {
      Files.write(file(i), SimulatedSweep.of(3, i, TRIALS).lines());
    }
  }

  private Path file(long experiment) {
    return logs.resolve("sweep-" + experiment + ".jsonl");
  }

  private String yaml() {
    return """
        name: test
        sources:
          - name: sim
            format: jsonl
            path: %s
            trial_id: trial
            group_by: [model, dataset]
            hyperparameters: ['hparams.*']
            metrics:
              - {name: loss, curve: curve, step: epoch, value: val_loss, reduce: last, direction: minimize}
        estimate: {trials: [1, 20], max_dimension: 3, replicates: 4}
        output: {replicates: true}
        fail_on: ['experiments<5', 'rejected>0']
        """
        .formatted(logs);
  }

  private AuditResult audit(String yaml, String runId, Reuse reuse) {
    return new AuditJob(AuditConfig.parse("test.yaml", yaml), runId, reuse, null)
        .run(spark, output.toString());
  }

  private JsonNode manifest(String runId) throws IOException {
    return new ObjectMapper()
        .readTree(output.resolve("run_id=" + runId).resolve("manifest.json").toFile());
  }

  private List<String> rows(String runId, String table) {
    Dataset<Row> rows = spark.read().parquet(output + "/run_id=" + runId + "/" + table);
    String[] stable =
        Arrays.stream(rows.columns())
            .filter(c -> !List.of("elapsed_ms", "run_id").contains(c))
            .toArray(String[]::new);
    return rows.selectExpr(stable).toJSON().collectAsList().stream().sorted().toList();
  }

  private void assertSameRows(String one, String other) {
    for (String table : TABLES) {
      assertThat(rows(one, table)).as(table).isNotEmpty().isEqualTo(rows(other, table));
    }
    assertThat(
            spark
                .read()
                .parquet(output + "/run_id=" + one + "/experiments")
                .select("run_id")
                .distinct()
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly(one);
  }

  private void assertEstimated(String runId, int estimated, String reusedFrom) throws IOException {
    JsonNode manifest = manifest(runId);
    assertThat(manifest.get("estimated").asInt()).isEqualTo(estimated);
    assertThat(manifest.get("reused").asInt()).isEqualTo(EXPERIMENTS - estimated);
    assertThat(manifest.get("reused_from").asText("")).isEqualTo(reusedFrom);
  }

  @Test
  void anIncrementalRunHasTheRowsOfAFullOne() throws IOException {
    AuditResult first = audit(yaml(), "r0", Reuse.LATEST);
    assertThat(first.warnings()).anySatisfy(w -> assertThat(w).contains("no earlier run"));
    assertEstimated("r0", EXPERIMENTS, "");
    audit(yaml(), "r1", Reuse.LATEST);
    assertEstimated("r1", 0, "r0");
    assertSameRows("r1", "r0");

    List<String> fewer = new ArrayList<>(Files.readAllLines(file(2)));
    fewer.remove(TRIALS - 1);
    Files.write(file(2), fewer);
    audit(yaml(), "r2", Reuse.LATEST);
    assertEstimated("r2", 1, "r1");
    audit(yaml(), "full", Reuse.NOTHING);
    assertEstimated("full", EXPERIMENTS, "");
    assertSameRows("r2", "full");

    // Its own earlier self, and one that is named.
    audit(yaml(), "r2", Reuse.of("r2"));
    assertEstimated("r2", 0, "r2");
    assertSameRows("r2", "full");
  }

  /** Intervals that rest on replicates, which then are those of the table. */
  @Test
  void percentileIntervalsOfAnIncrementalRunAreThoseOfAFullOne() throws IOException {
    String yaml = yaml().replace("replicates: 4", "replicates: 40, intervals: percentile");
    audit(yaml, "r0", Reuse.NOTHING);
    assertThat(manifest("r0").get("elapsed_ms").fieldNames())
        .toIterable()
        .contains("order", "draw");
    assertThat(rows("r0", "replicates")).hasSize(EXPERIMENTS * 40);
    Files.write(file(2), Files.readAllLines(file(2)).subList(0, TRIALS - 1));
    audit(yaml, "r1", Reuse.LATEST);
    assertEstimated("r1", 1, "r0");
    audit(yaml, "full", Reuse.NOTHING);
    assertSameRows("r1", "full");
  }

  @Test
  void anotherMappingOfTheSameScoresIsNotReused() throws IOException {
    audit(yaml(), "r0", Reuse.NOTHING);
    String numbered = yaml().replace("trial_id: trial", "trial_id: trial\n    trial_number: trial");
    audit(numbered, "numbered", Reuse.of("r0"));
    assertEstimated("numbered", EXPERIMENTS, "r0");
  }

  @Test
  void aRunThatLacksWhatIsWantedIsNotReused() throws IOException {
    audit(yaml().replace("replicates: true", "replicates: false"), "r0", Reuse.NOTHING);
    AuditResult result = audit(yaml(), "r1", Reuse.LATEST);
    assertThat(result.warnings())
        .anySatisfy(w -> assertThat(w).contains("run r0 has no table `replicates`"));
    assertEstimated("r1", EXPERIMENTS, "");
    assertThatThrownBy(() -> audit(yaml(), "r2", Reuse.of("r9")))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.what()).contains("no published run `r9`"));
  }

  @Test
  void theManifestCountsWhatWasWritten() throws IOException {
    Files.writeString(file(0), Files.readString(file(0)) + "{torn");
    AuditResult result = audit(yaml(), "r0", Reuse.NOTHING);
    assertThat(result.broken()).containsExactly("rejected>0 (it is 1.000)");
    JsonNode manifest = manifest("r0");
    assertThat(manifest.get("fail_on")).hasSize(1);
    JsonNode metrics = manifest.get("metrics");
    assertThat(metrics.get("records").asLong()).isEqualTo((long) EXPERIMENTS * TRIALS + 1);
    assertThat(metrics.get("rejected_share").asDouble())
        .isEqualTo(1.0 / (EXPERIMENTS * TRIALS + 1));
    assertThat(
            LongStream.of(
                    metrics.get("ok").asLong(),
                    metrics.get("caution").asLong(),
                    metrics.get("invalid").asLong())
                .sum())
        .isEqualTo(EXPERIMENTS);
    assertThat(manifest.get("slowest")).hasSize(EXPERIMENTS);
    assertThat(manifest.get("slowest").get(0).get("key").get("source").asText()).isEqualTo("sim");
    for (String step : List.of("ingest", "fit", "bootstrap", "write", "validate")) {
      assertThat(manifest.get("elapsed_ms").get(step).asLong()).isPositive();
    }
    assertThat(manifest.get("rates").get("experiments_per_second").asDouble()).isPositive();
  }

  private static String source(String name, Object path, String metric) {
    return """
          - name: %s
            format: jsonl
            path: %s
            trial_id: trial
            group_by: [model, dataset]
            metrics: [{metric: %s, direction: minimize}]
        """
        .formatted(name, path, metric);
  }

  /** One fault costs itself: the other sources are published, and the exit code tells. */
  @Test
  void aBrokenSourceCostsItself() throws IOException {
    Files.writeString(folder.resolve("junk.jsonl"), "x\ny\n");
    String[] parts = yaml().split("(?=estimate:)", 2);
    String yaml =
        parts[0]
            + source("gone", folder.resolve("gone"), "trial")
            + source("junk", folder.resolve("junk.jsonl"), "trial")
            + source("typo", file(0), "trail")
            + parts[1].replace("'rejected>0'", "'rejected>5'");
    AuditResult result = audit(yaml, "r0", Reuse.NOTHING);
    assertThat(result.broken()).containsExactly("broken_sources>0 (it is 3.000)");
    for (String name : List.of("gone", "junk", "typo")) {
      assertThat(result.warnings()).anyMatch(w -> w.startsWith("source " + name + " is broken"));
    }
    List<Row> sources =
        spark
            .read()
            .parquet(output + "/run_id=r0/sources")
            .select("source", "status", "reason", "records", "rejected", "metrics", "states")
            .collectAsList();
    assertThat(sources)
        .extracting(row -> row.getString(0) + " " + row.getString(1) + " " + row.getLong(3))
        .containsExactly(
            "sim ok " + EXPERIMENTS * TRIALS, "gone broken 0", "junk broken 2", "typo broken 40");
    assertThat(sources.get(0).isNullAt(2)).isTrue();
    assertThat(sources.get(2).getString(2)).contains("none of 2 records could be read");
    assertThat(sources.get(3).getString(2)).contains("`trail`", "`trial`");
    Row metric = sources.get(0).<Row>getList(5).get(0);
    assertThat(metric.getLong(1) + metric.getLong(2)).isEqualTo(EXPERIMENTS * TRIALS);
    assertThat(sources.get(0).<String, Long>getJavaMap(6))
        .containsEntry("unknown", (long) EXPERIMENTS * TRIALS);
    assertThat(manifest("r0").get("counts")).hasSize(1);
    assertThat(manifest("r0").get("sources")).hasSize(4);
    assertThat(rows("r0", "trials")).hasSize(EXPERIMENTS * TRIALS);
    String relaxed = yaml.replace("'rejected>5'", "'broken_sources>3'");
    assertThat(audit(relaxed, "r1", Reuse.LATEST).broken()).isEmpty();
    assertSameRows("r1", "r0");
  }

  @Test
  void whereNoSourceCanBeUsedEveryOneIsNamed() {
    String yaml =
        "name: t\nsources:\n"
            + source("gone", folder.resolve("gone"), "trial")
            + source("typo", file(0), "trail");
    assertThatThrownBy(() -> audit(yaml, "r0", Reuse.NOTHING))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e).isInstanceOf(InputException.class);
              assertThat(e.what()).contains("none of the 2 sources", "gone", "`trail`");
            });
  }

  @Test
  void aStoreThatIsFullLeavesTheOldRun() throws IOException {
    audit(yaml(), "r0", Reuse.NOTHING);
    List<String> before = rows("r0", "experiments");
    spark.sparkContext().hadoopConfiguration().set("fs.full.impl", FullFileSystem.class.getName());
    FullFileSystem.allow(20_000);
    AuditJob job = new AuditJob(AuditConfig.parse("test.yaml", yaml()), "r0", null);
    assertThatThrownBy(() -> job.run(spark, "full://" + output))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e).isInstanceOf(UsageException.class);
              assertThat(e.what()).contains("No space left on device");
            });
    FullFileSystem.allow(Long.MAX_VALUE);
    assertThat(rows("r0", "experiments")).isEqualTo(before);
    try (Stream<Path> entries = Files.list(output)) {
      assertThat(entries.map(p -> p.getFileName().toString())).containsExactly("run_id=r0");
    }
  }
}
