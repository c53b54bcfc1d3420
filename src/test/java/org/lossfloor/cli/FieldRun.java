package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.lossfloor.LocalSpark;

/** What an audit with conf/field-sweeps.yaml has to give. */
final class FieldRun {
  private FieldRun() {}

  static void assertRight(Path run) {
    Dataset<Row> experiments =
        LocalSpark.session().read().parquet(run.resolve("experiments").toString());
    Map<String, Long> sizes =
        experiments.collectAsList().stream()
            .collect(Collectors.groupingBy(r -> r.getAs("source"), Collectors.counting()));
    assertThat(sizes)
        .containsEntry("xgboost", 10L)
        .containsEntry("vampire", 2L)
        .containsEntry("graphgym", 32L)
        .containsEntry("domainbed", 12L);
    assertPublished(experiments, "alexnet", 512, 49, 2, 0.582);
    assertPublished(experiments, "deberta-v3", 1024, 0, 1, 0.905);
    assertReference(experiments, "alexnet-reference", "real_alexnet_accuracy.json");
    assertReference(experiments, "deberta-v3-reference", "real_deberta_v3_accuracy.json");
    assertThat(experiments.filter("source = 'xgboost' and n_trials = 5000").count()).isEqualTo(10);
    // Of 20 runs each two are of the default configuration, under two seeds.
    assertThat(
            experiments
                .filter("source = 'domainbed' and n_trials = 19 and n_reruns_merged = 1")
                .count())
        .isEqualTo(12);
    assertThat(experiments.filter("source = 'domainbed' and verdict = 'INVALID'").count())
        .isEqualTo(12);
    assertThat(experiments.filter("best_score is null and size(reasons) = 0").count()).isZero();
    assertDrawsAreRecognised(experiments);
  }

  /** Random searches pass, whatever blocks they were drawn in; stratified draws are seen. */
  private static void assertDrawsAreRecognised(Dataset<Row> experiments) {
    assertThat(experiments.filter("order_p_value > .5").count()).isEqualTo(4);
    assertThat(experiments.filter("order_test = 'tested'").count()).isEqualTo(4);
    assertThat(
            experiments
                .filter("source = 'xgboost' and sampler_recognised = 'quasi_random'")
                .count())
        .isEqualTo(10);
    assertThat(experiments.filter("sampler_recognised is not null").count()).isEqualTo(10);
    assertThat(
            experiments
                .filter("array_contains(reasons, 'ADAPTIVE') or array_contains(reasons, 'GRID')")
                .count())
        .isZero();
  }

  /** With the reference library's objective, never worse than the best fit known. */
  private static void assertReference(Dataset<Row> experiments, String source, String golden) {
    Row row = experiments.filter("source = '" + source + "'").first();
    JsonNode best = golden(golden).get("best_known");
    assertThat(row.<Double>getAs("objective")).isCloseTo(best.get("loss").asDouble(), within(1e-6));
    assertThat(row.<Integer>getAs("effective_dimension")).isEqualTo(best.get("c").asInt());
    assertThat(row.<Double>getAs("best_score")).isCloseTo(best.get("b").asDouble(), within(1e-4));
    assertThat(row.isNullAt(row.fieldIndex("best_score_lower"))).isTrue();
  }

  private static JsonNode golden(String name) {
    try {
      return new ObjectMapper().readTree(Path.of("src/test/resources/golden", name).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The numbers that the authors of the data published, to their printed digits. */
  private static void assertPublished(
      Dataset<Row> experiments, String source, int trials, int failed, int dimension, double best) {
    Row row = experiments.filter("source = '" + source + "'").first();
    assertThat(row.<Integer>getAs("n_trials")).isEqualTo(trials);
    assertThat(row.<Integer>getAs("n_failed")).isEqualTo(failed);
    assertThat(row.<Integer>getAs("effective_dimension")).isEqualTo(dimension);
    // They published the end of the law, of scores that are maximised.
    assertThat(row.<Double>getAs("upper_end")).isCloseTo(best, within(0.001));
    assertThat(row.<Double>getAs("best_score_lower")).isLessThan(best);
    assertThat(row.<Double>getAs("best_score_upper")).isGreaterThan(best);
  }
}
