package org.lossfloor.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lossfloor.LocalSpark;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.ingest.count.SourceCounts;
import org.lossfloor.sweep.Trial;
import org.lossfloor.table.TrialsTable;

/** The real logs of {@code ../shared/sweeps}, against what their READMEs state. */
class FieldSweepsIT {
  private static final Path SWEEPS = Path.of("../shared/sweeps");
  private static Ingested ingested;
  private static Map<String, List<Trial>> trials;

  @BeforeAll
  static void read() {
    Assumptions.assumeTrue(Files.isDirectory(SWEEPS), "the real logs are not at " + SWEEPS);
    AuditConfig all = AuditConfig.load(Path.of("conf/field-sweeps.yaml"));
    boolean unpacked = Files.isDirectory(Path.of("target/field/domainbed"));
    List<SourceConfig> sources =
        all.sources().stream().filter(s -> unpacked || !s.name().equals("domainbed")).toList();
    AuditConfig audit = new AuditConfig(all.name(), sources, all.estimate(), false, all.failOn());
    ingested = Ingest.read(LocalSpark.session(), audit);
    trials =
        ingested.trials().collectAsList().stream()
            .map(TrialsTable::trial)
            .collect(Collectors.groupingBy(t -> t.origin().source()));
  }

  @AfterAll
  static void close() {
    if (ingested != null) {
      ingested.close();
    }
  }

  private static SourceCounts counts(String source, String metric) {
    return ingested.counts().stream()
        .filter(c -> c.source().equals(source) && c.metric().equals(metric))
        .findFirst()
        .orElseThrow();
  }

  private static List<Double> golden(String name) throws IOException {
    Path file = Path.of("../shared/golden/" + name);
    Assumptions.assumeTrue(Files.exists(file), "the golden values are not at " + file);
    JsonNode scores = new ObjectMapper().readTree(Files.readString(file)).get("scores");
    List<Double> values = new ArrayList<>();
    scores.forEach(score -> values.add(score.asDouble()));
    Collections.sort(values);
    return values;
  }

  private static List<Double> scores(String source) {
    return trials.get(source).stream()
        .map(t -> t.failed() ? 0.0 : t.score().value().getAsDouble())
        .sorted()
        .toList();
  }

  private static Map<Map<String, String>, Long> experiments(String source) {
    return trials.get(source).stream()
        .collect(Collectors.groupingBy(t -> t.experiment().columns(), Collectors.counting()));
  }

  @Test
  void everyRecordIsAccountedFor() {
    assertThat(ingested.counts()).allMatch(SourceCounts::balanced);
    assertThat(ingested.rejected().count()).isZero();
    assertThat(ingested.warnings()).isEmpty();
  }

  @Test
  void alexnetHasTheGoldenScores() throws IOException {
    SourceCounts counts = counts("alexnet", "top_1");
    assertThat(counts.records()).isEqualTo(512);
    assertThat(counts.failed()).isEqualTo(49);
    assertThat(counts.scored()).isEqualTo(463);
    assertThat(
            trials.get("alexnet").stream()
                .filter(t -> "true".equals(t.tags().get("nan_train_loss"))))
        .hasSize(147);
    assertThat(scores("alexnet")).isEqualTo(golden("real_alexnet_accuracy.json"));
  }

  @Test
  void debertaHasTheGoldenScores() throws IOException {
    assertThat(counts("deberta-v3", "matched_accuracy").scored()).isEqualTo(1024);
    assertThat(scores("deberta-v3")).isEqualTo(golden("real_deberta_v3_accuracy.json"));
  }

  @Test
  void xgboostHasTenTasks() {
    assertThat(experiments("xgboost"))
        .hasSize(10)
        .allSatisfy((key, n) -> assertThat(n).isEqualTo(5000));
    assertThat(trials.get("xgboost")).allMatch(t -> t.parameters().size() == 8);
    Optional<Double> worst =
        trials.get("xgboost").stream()
            .filter(t -> t.experiment().columns().get("task").equals("heart"))
            .map(t -> t.score().value().getAsDouble())
            .max(Double::compare);
    assertThat(worst).contains(0.5);
  }

  @Test
  void vampireHasBothMetrics() {
    assertThat(counts("vampire", "npmi").scored()).isEqualTo(97);
    assertThat(counts("vampire", "nll").scored()).isEqualTo(97);
    assertThat(trials.get("vampire"))
        .allMatch(t -> t.parameters().containsKey("model.vae.z_dropout"))
        .allMatch(t -> Double.parseDouble(t.parameters().get("trainer.optimizer.lr")) < 1);
  }

  @Test
  void graphgymHasItsExperiments() {
    Map<Map<String, String>, Long> sizes = experiments("graphgym");
    assertThat(sizes).hasSize(32);
    assertThat(sizes.values()).allMatch(n -> n >= 77 && n <= 139);
    assertThat(counts("graphgym", "accuracy").records()).isEqualTo(3323);
    assertThat(counts("graphgym", "accuracy").scored()).isEqualTo(3323);
  }

  @Test
  void domainbedHasTwelveTimesTwenty() {
    Assumptions.assumeTrue(
        trials.containsKey("domainbed"), "unpack it into target/field/domainbed");
    Map<Map<String, String>, Long> sizes =
        new TreeMap<>(java.util.Comparator.comparing(Map::toString));
    sizes.putAll(experiments("domainbed"));
    assertThat(sizes).hasSize(12).allSatisfy((key, n) -> assertThat(n).isEqualTo(20));
    assertThat(counts("domainbed", "env0_out_acc").records()).isEqualTo(12_240);
    assertThat(trials.get("domainbed"))
        .allMatch(t -> t.origin().records() == 51 && t.score().points() == 51)
        .allMatch(t -> t.trialId().length() == 32);
  }

  @Test
  void everyFileHasItsTally() {
    List<Row> tallies = ingested.tallies().filter("source = 'vampire'").collectAsList();
    assertThat(tallies).singleElement().satisfies(row -> assertThat(row.getLong(2)).isEqualTo(97));
  }
}
