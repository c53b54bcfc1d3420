package org.lossfloor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import org.lossfloor.fit.FitAnswer;
import org.lossfloor.fit.FitJob;
import org.lossfloor.fit.FitRequest;
import org.lossfloor.report.AnswerJson;

/** Diagnostics and decisions through Spark: the same as in {@code fit}, and judged as a batch. */
class DiagnosticsIT {
  private static final int TRIALS = 120;
  private static final String YAML =
      """
      name: diagnostics
      decide: {eps: 0.03, next_trials: [5, 50]}
      estimate: {replicates: 0, max_dimension: 2, trials: [1]}
      sources:
        - name: numbered
          format: csv
          path: %1$s/numbered.csv
          trial_number: number
          group_by: [experiment]
          hyperparameters: [lr, layers]
          sampler_field: tuner
          metrics:
            - {metric: loss, direction: minimize}
        - name: timed
          format: csv
          path: %1$s/timed.csv
          start_time: started
          group_by: [experiment]
          hyperparameters: [lr, layers]
          metrics:
            - {metric: loss, direction: minimize}
      """;

  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;

  private record Line(
      String experiment, int number, double lr, int layers, String loss, String tuner) {
    String numbered() {
      return String.join(",", experiment, "" + number, "" + lr, "" + layers, loss, tuner);
    }

    /** Ten trials a second, so that most times are tied with nine others, or one every second. */
    String timed(int perSecond) {
      return String.join(
          ",", experiment, "" + (1_700_000_000 + number / perSecond), "" + lr, "" + layers, loss);
    }
  }

  private static List<Line> lines(String experiment, String tuner, boolean improving) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(experiment.hashCode());
    double[] scores =
        IntStream.range(0, TRIALS)
            .mapToDouble(i -> .2 + random.nextDouble() + .05 * random.nextDouble())
            .toArray();
    if (improving) {
      Arrays.sort(scores);
      scores = Arrays.stream(scores).map(y -> 2 - y).toArray();
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < TRIALS; i++) {
      boolean failed = random.nextDouble() < .1;
      lines.add(
          new Line(
              experiment,
              i,
              Math.pow(10, -4 * random.nextDouble()),
              1 + random.nextInt(4),
              failed ? "nan" : Double.toString(scores[i]),
              tuner));
    }
    return lines;
  }

  /** The logs, their lines in an order that means nothing. */
  private static List<String> shuffled(List<String> lines, int seed) {
    List<String> shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  private Map<String, Row> audit(int seed) throws IOException {
    List<Line> numbered = new ArrayList<>();
    numbered.addAll(lines("honest", "RandomSampler", false));
    numbered.addAll(lines("improving", "random", true));
    numbered.addAll(lines("tpe", "TPESampler", false));
    numbered.addAll(lines("repeated", "random", false));
    numbered.addAll(lines("repeated", "random", false).subList(0, 30));
    List<Line> grid = lines("grid", "random search", false);
    for (int i = 0; i < 100; i++) {
      Line line = grid.get(i);
      numbered.add(
          new Line(line.experiment, i, Math.floorDiv(i, 10) / 10.0, i % 10, line.loss, line.tuner));
    }
    Path logs = Files.createDirectories(folder.resolve("logs" + seed));
    List<String> text = new ArrayList<>(List.of("experiment,number,lr,layers,loss,tuner"));
    text.addAll(shuffled(numbered.stream().map(Line::numbered).toList(), seed));
    Files.write(logs.resolve("numbered.csv"), text);
    List<String> timed = new ArrayList<>(List.of("experiment,started,lr,layers,loss"));
    List<String> rows = new ArrayList<>();
    lines("second", "", true).forEach(line -> rows.add(line.timed(1)));
    lines("tenth", "", true).forEach(line -> rows.add(line.timed(10)));
    timed.addAll(shuffled(rows, seed));
    Files.write(logs.resolve("timed.csv"), timed);
    AuditConfig config = AuditConfig.parse("test.yaml", YAML.formatted(logs));
    AuditResult result =
        new AuditJob(config, "r" + seed, null).run(spark, folder.resolve("out").toString());
    Map<String, Row> found = new TreeMap<>();
    spark
        .read()
        .parquet(result.published() + "/experiments")
        .collectAsList()
        .forEach(row -> found.put(row.getAs("experiment"), row));
    return found;
  }

  private static List<String> reasons(Row row) {
    return row.getList(row.fieldIndex("reasons"));
  }

  @Test
  void everyExperimentIsJudgedByWhatIsKnownOfItsDraws() throws IOException {
    Map<String, Row> found = audit(1);
    Row honest = found.get("honest");
    assertThat(honest.<String>getAs("sampler")).isEqualTo("random");
    assertThat(honest.<String>getAs("sampler_source")).isEqualTo("recorded");
    assertThat(honest.<String>getAs("order_test")).isEqualTo("tested");
    assertThat(reasons(honest)).doesNotContain("ORDER", "ORDER_DOUBT", "DUPLICATES");
    assertThat(honest.<Long>getAs("n_duplicates")).isZero();
    Row improving = found.get("improving");
    assertThat(reasons(improving)).contains("ORDER");
    assertThat(improving.<String>getAs("verdict")).isEqualTo("INVALID");
    assertThat(improving.<String>getAs("sampler_source")).isEqualTo("recorded");
    assertThat(reasons(found.get("tpe"))).contains("ADAPTIVE");
    assertThat(found.get("tpe").<String>getAs("sampler")).isEqualTo("adaptive");
    assertThat(reasons(found.get("repeated"))).contains("DUPLICATES");
    assertThat(found.get("repeated").<Long>getAs("n_duplicates")).isBetween(20L, 30L);
    assertThat(found.get("grid").<String>getAs("sampler")).isEqualTo("random");
    assertThat(found.get("grid").<String>getAs("sampler_recognised")).isEqualTo("grid");
    assertThat(reasons(found.get("grid"))).contains("LOOKS_GRID", "SAMPLER_DISAGREES");
    assertThat(reasons(found.get("second"))).contains("ORDER");
    assertThat(found.get("tenth").<String>getAs("order_test")).isEqualTo("no_order");
    assertThat(found.get("tenth").<Double>getAs("order_q_value")).isNull();
    assertThat(found.get("tenth").<String>getAs("sampler")).isEqualTo("unknown");
  }

  /** Step-up by hand over the tested experiments: m p / rank, the smallest from there on. */
  @Test
  void theQValuesAreThoseOfTheBatch() throws IOException {
    List<Row> tested =
        audit(1).values().stream()
            .filter(row -> row.<Double>getAs("order_p_value") != null)
            .sorted((a, b) -> Double.compare(p(a), p(b)))
            .toList();
    assertThat(tested).hasSize(6);
    double smallest = 1;
    for (int rank = tested.size(); rank > 0; rank--) {
      Row row = tested.get(rank - 1);
      smallest = Math.min(smallest, p(row) * tested.size() / rank);
      assertThat(row.<Double>getAs("order_q_value")).isEqualTo(smallest, within(1e-12));
    }
  }

  private static double p(Row row) {
    return row.<Double>getAs("order_p_value");
  }

  @Test
  void theOrderOfTheLinesDoesNotMatter() throws IOException {
    Map<String, Row> one = audit(1);
    Map<String, Row> other = audit(2);
    assertThat(other.keySet()).isEqualTo(one.keySet());
    for (String experiment : one.keySet()) {
      for (String column : one.get(experiment).schema().fieldNames()) {
        if (!List.of("elapsed_ms", "run_id").contains(column)) {
          assertThat(other.get(experiment).<Object>getAs(column))
              .as(experiment + " " + column)
              .isEqualTo(one.get(experiment).<Object>getAs(column));
        }
      }
    }
  }

  @Test
  void fitGivesTheSameDigits() throws IOException {
    Row row = audit(1).get("honest");
    String scores =
        lines("honest", "", false).stream().map(Line::loss).collect(Collectors.joining("\n"));
    Path file = Files.writeString(folder.resolve("honest.txt"), scores);
    FitRequest request =
        new FitRequest(
            file.toString(),
            Optional.empty(),
            true,
            "",
            KeyValues.NONE
                .with(Key.MAX_DIMENSION, 2)
                .withText(Key.EPS, "0.03")
                .with(Key.NEXT_TRIALS, List.of(5, 50)));
    FitAnswer answer = new FitJob(request).fit(InputStream.nullInputStream());
    JsonNode json = new ObjectMapper().readTree(AnswerJson.write(answer.answer(), answer.seed()));
    assertThat(row.<Double>getAs("order_p_value"))
        .isEqualTo(json.at("/order_test/p_value").asDouble());
    for (String name : List.of("observed_best_corrected", "eps", "eps_probability")) {
      assertThat(row.<Double>getAs(name)).as(name).isEqualTo(json.get(name).asDouble());
    }
    // The regret also asks for the noise of a run, which the log tells and the scores do not.
    for (String name : List.of("distance_to_best", "trials_to_within", "best_score")) {
      JsonNode quantity = json.get(name);
      assertThat(row.<Double>getAs(name)).as(name).isEqualTo(number(quantity.get("estimate")));
      assertThat(row.<Double>getAs(name + "_lower")).isEqualTo(number(quantity.get("lower")));
      assertThat(row.<Double>getAs(name + "_upper")).isEqualTo(number(quantity.get("upper")));
    }
    for (String name :
        List.of("expected_gain_next", "improvement_probability_next", "best_score_width_next")) {
      Map<Integer, Double> column = row.getJavaMap(row.fieldIndex(name));
      assertThat(column).containsOnlyKeys(5, 50);
      column.forEach(
          (m, value) ->
              assertThat(value).as(name).isEqualTo(json.at("/" + name + "/" + m).asDouble()));
    }
  }

  private static double number(JsonNode end) {
    return end.isNull() ? Double.POSITIVE_INFINITY : end.asDouble();
  }
}
