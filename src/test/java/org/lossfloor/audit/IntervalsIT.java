package org.lossfloor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.fit.FitAnswer;
import org.lossfloor.fit.FitJob;
import org.lossfloor.fit.FitRequest;
import org.lossfloor.report.AnswerJson;

/** The intervals of every method through Spark: the digits of {@code fit}. */
class IntervalsIT {
  private static final String YAML =
      """
      name: intervals
      estimate: {replicates: 40, seed: 5, max_dimension: 3, trials: [100], noise: none}
      sources:
      """;

  private static final String SOURCE =
      """
        - name: %1$s
          format: csv
          path: %2$s
          group_by: [experiment]
          hyperparameters: [lr]
          sampler: random
          estimate: {intervals: %1$s}
          metrics:
            - {metric: loss, direction: minimize}
      """;

  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;

  /** One source per method, all of the same log. */
  private Map<String, Row> audited(List<String> scores) throws IOException {
    List<String> lines = new ArrayList<>(List.of("experiment,lr,loss"));
    for (int i = scores.size() - 1; i >= 0; i--) {
      lines.add("one," + i + "," + scores.get(i));
    }
    Path log = Files.write(folder.resolve("scores.csv"), lines);
    String sources =
        Stream.of(IntervalMethod.values())
            .map(method -> SOURCE.formatted(method.code(), log))
            .collect(Collectors.joining());
    AuditResult result =
        new AuditJob(AuditConfig.parse("test.yaml", YAML + sources), "run", null)
            .run(spark, folder.resolve("out").toString());
    return spark.read().parquet(result.published() + "/experiments").collectAsList().stream()
        .collect(Collectors.toMap(row -> row.getAs("source"), row -> row));
  }

  private JsonNode fitted(IntervalMethod method, List<String> scores, String experimentId)
      throws IOException {
    Path file = Files.write(folder.resolve("scores.txt"), scores);
    FitRequest request =
        new FitRequest(
            file.toString(),
            Optional.empty(),
            false,
            experimentId,
            KeyValues.NONE
                .with(Key.MAX_DIMENSION, 3)
                .with(Key.INTERVALS, method)
                .with(Key.REPLICATES, 40)
                .with(Key.RANDOM_SEED, 5L));
    FitAnswer answer = new FitJob(request).fit(InputStream.nullInputStream());
    return new ObjectMapper().readTree(AnswerJson.write(answer.answer(), answer.seed()));
  }

  @Test
  void fitGivesTheSameDigits() throws IOException {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(11);
    NoisyQuadratic law = NoisyQuadratic.convex(2, 3, 1, .02);
    List<String> scores = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      scores.add(Double.toString(law.sample(random)));
    }
    Map<String, Row> rows = audited(scores);
    assertThat(rows).hasSize(IntervalMethod.values().length);
    for (IntervalMethod method : IntervalMethod.values()) {
      Row row = rows.get(method.code());
      assertSameDigits(method, row, fitted(method, scores, row.getAs("experiment_id")));
    }
  }

  private static void assertSameDigits(IntervalMethod method, Row row, JsonNode json) {
    assertThat(row.<String>getAs("interval_method")).isEqualTo(method.code());
    assertThat(row.<Integer>getAs("interval_replicates"))
        .isEqualTo(json.path("interval_replicates").asInt());
    for (String name : List.of("best_score", "noise")) {
      for (String end : List.of("lower", "upper")) {
        double found = row.<Double>getAs(name + "_" + end);
        assertThat(found)
            .as(method.code() + " " + name + end)
            .isEqualTo(json.get(name).get(end).asDouble());
        if (method == IntervalMethod.PERCENTILE) {
          // The replicates that were drawn as tasks of their own are the same ones.
          assertThat(row.<Double>getAs(name + "_percentile_" + end)).isEqualTo(found);
        }
      }
    }
  }
}
