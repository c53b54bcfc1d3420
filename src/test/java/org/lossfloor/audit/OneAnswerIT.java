package org.lossfloor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.FailCondition;
import org.lossfloor.config.IntervalRequest;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.DecideSettings;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.experiment.AuditSettings;
import org.lossfloor.experiment.EstimateExperiments;
import org.lossfloor.experiment.FanOut;
import org.lossfloor.experiment.MetricSettings;
import org.lossfloor.experiment.PackedExperiment;
import org.lossfloor.fit.FitAnswer;
import org.lossfloor.fit.FitJob;
import org.lossfloor.fit.FitRequest;
import org.lossfloor.ml.SearchLawEstimator;

/** Library, {@code fit}, audit and pipeline stage say the same of the same scores. */
class OneAnswerIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;

  private static double[] draw(long seed, int n, DoubleUnaryOperator score) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    return DoubleStream.generate(() -> score.applyAsDouble(random.nextDouble())).limit(n).toArray();
  }

  /** Samples that lead to reasons of all kinds, by name. */
  private static Map<String, double[]> samples() {
    Map<String, double[]> samples = new LinkedHashMap<>();
    for (long seed = 0; seed < 4; seed++) {
      samples.put("plain" + seed, draw(seed, 150, u -> .3 + u));
      double[] zero = draw(10 + seed, 120, u -> .01 + u * u);
      zero[7] = 0;
      samples.put("bestIsZero" + seed, zero);
      samples.put("rounded" + seed, draw(20 + seed, 90, u -> Math.rint(20 * u) / 20 + .1));
      samples.put("few" + seed, draw(30 + seed, 30, u -> 1 + u));
      samples.put("clipped" + seed, draw(40 + seed, 150, u -> Math.max(.2, u)));
      samples.put("halfFailed" + seed, draw(50 + seed, 80, u -> u < .5 ? u + 1 : Double.NaN));
      samples.put("tooFew" + seed, draw(60 + seed, 12, u -> u));
      samples.put("noTail" + seed, draw(70 + seed, 200, u -> Math.exp(6 * u - 3 / (u + .01))));
    }
    samples.put("oneValue", draw(80, 50, u -> 3));
    return samples;
  }

  private record Judged(String verdict, List<String> reasons) {}

  private static Judged ofLibrary(double[] scores) {
    Answer answer = new ExperimentEstimator(EstimateSettings.withDefaults(true)).answer(scores);
    return new Judged(
        answer.verdict().name(), answer.reasons().stream().map(Reason::name).toList());
  }

  private Judged ofFit(String name, double[] scores) throws IOException {
    Path file = folder.resolve(name + ".txt");
    Files.write(file, DoubleStream.of(scores).mapToObj(Double::toString).toList());
    FitRequest request =
        new FitRequest(
            file.toString(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "auto",
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            .95,
            "recipe",
            /* inOrder= */ false,
            Optional.empty(),
            Optional.empty(),
            IntervalRequest.PROFILE);
    FitAnswer answer = new FitJob(request).fit(InputStream.nullInputStream());
    JsonNode json = JSON.readTree(answer.json());
    List<String> reasons = new ArrayList<>();
    json.get("reasons").forEach(reason -> reasons.add(reason.asText()));
    String verdict = json.get("verdict").asText();
    assertThat(answer.text()).containsPattern("Verdict +" + verdict + ",");
    reasons.forEach(reason -> assertThat(answer.text()).contains(reason + ": "));
    return new Judged(verdict, reasons);
  }

  private static Judged of(Row row) {
    return new Judged(row.getAs("verdict"), row.getList(row.fieldIndex("reasons")));
  }

  private Map<String, Judged> ofAudit(Map<String, double[]> samples) throws IOException {
    List<String> lines = new ArrayList<>();
    samples.forEach(
        (name, scores) -> {
          for (int i = 0; i < scores.length; i++) {
            lines.add(
                "{\"id\": \"%s-%d\", \"model\": \"%s\", \"loss\": %s}"
                    .formatted(
                        name,
                        i,
                        name,
                        Double.isNaN(scores[i]) ? "\"NaN\"" : String.valueOf(scores[i])));
          }
        });
    Path logs = Files.createDirectories(folder.resolve("logs"));
    Files.write(logs.resolve("all.jsonl"), lines);
    AuditConfig config =
        AuditConfig.parse(
            "test.yaml",
            """
            name: test
            sources:
              - name: s
                format: jsonl
                path: %s
                trial_id: id
                group_by: [model]
                metrics: [{metric: loss, direction: minimize}]
            estimate: {trials: [1, 20], replicates: 0}
            """
                .formatted(logs));
    AuditResult result =
        new AuditJob(config, "one", null).run(spark, folder.resolve("out").toString());
    Map<String, Judged> judged = new LinkedHashMap<>();
    spark
        .read()
        .parquet(result.published() + "/experiments")
        .collectAsList()
        .forEach(row -> judged.put(row.getAs("model"), of(row)));
    return judged;
  }

  private Map<String, Judged> ofStage(Map<String, double[]> samples) {
    List<Row> rows = new ArrayList<>();
    samples.forEach(
        (name, scores) ->
            Arrays.stream(scores).forEach(score -> rows.add(RowFactory.create(name, score))));
    StructType schema =
        new StructType().add("model", DataTypes.StringType).add("score", DataTypes.DoubleType);
    Map<String, Judged> judged = new LinkedHashMap<>();
    new SearchLawEstimator()
        .setScoreCol("score")
        .setGroupCols("model")
        .setDirection("minimize")
        .fit(spark.createDataFrame(rows, schema))
        .summary()
        .collectAsList()
        .forEach(row -> judged.put(row.getAs("model"), of(row)));
    return judged;
  }

  @Test
  void verdictAndReasonsAreTheSameEverywhere() throws IOException {
    Map<String, double[]> samples = samples();
    Map<String, Judged> audit = ofAudit(samples);
    Map<String, Judged> stage = ofStage(samples);
    for (Map.Entry<String, double[]> sample : samples.entrySet()) {
      String name = sample.getKey();
      Judged library = ofLibrary(sample.getValue());
      assertThat(ofFit(name, sample.getValue())).as("fit of " + name).isEqualTo(library);
      assertThat(audit.get(name)).as("audit of " + name).isEqualTo(library);
      assertThat(stage.get(name)).as("stage of " + name).isEqualTo(library);
      if (name.startsWith("bestIsZero")) {
        assertThat(library.reasons()).contains(Reason.LIMIT_REACHED.name());
        assertThat(library.verdict()).isNotEqualTo(Verdict.OK.name());
      }
    }
    assertThat(audit.values().stream().map(Judged::verdict).distinct())
        .containsExactlyInAnyOrder("OK", "CAUTION", "INVALID");
  }

  /** Settings without what is wanted of the law: something that only a bug can make. */
  @Test
  void aBugCostsItsExperimentAndIsCountedAsOne() {
    EstimateSettings settings = EstimateSettings.withDefaults(true);
    Map<String, MetricSettings> all =
        Map.of(
            AuditSettings.name("good", "loss"),
            new MetricSettings(settings, 0, IntervalMethod.PROFILE, DecideSettings.DEFAULT),
            AuditSettings.name("bad", "loss"),
            new MetricSettings(settings, 0, IntervalMethod.PROFILE, null));
    List<Row> trials = new ArrayList<>();
    for (String source : List.of("good", "bad")) {
      for (double score : draw(5, 100, u -> 1 + u)) {
        trials.add(trial(source, score));
      }
    }
    Dataset<Row> none = spark.createDataFrame(List.of(), FanOut.DRAW);
    EstimateExperiments estimator =
        new EstimateExperiments(all, Set.of(), "run", 0, spark.sparkContext().longAccumulator());
    Dataset<Row> rows =
        estimator
            .estimate(spark.createDataset(trials, Encoders.row(PackedExperiment.TRIAL)), none)
            .select("experiment.*");
    Row bad = rows.filter("experiment_id = 'bad'").first();
    assertThat(of(bad)).isEqualTo(new Judged("INVALID", List.of("INTERNAL_ERROR")));
    assertThat(bad.<String>getAs("detail")).contains("java.lang.NullPointerException");
    assertThat(bad.<Integer>getAs("n_trials")).isEqualTo(100);
    assertThat(bad.<Double>getAs("best_score")).isNull();
    Row good = rows.filter("experiment_id = 'good'").first();
    assertThat(good.<String>getAs("verdict")).isNotEqualTo("INVALID");
    RunNumbers numbers = RunNumbers.of(Map.of(), rows, List.of(), Set.of());
    assertThat(numbers.named()).containsEntry("internal_errors", 1.0);
    assertThat(numbers.broken(List.of(FailCondition.parse("internal_errors>0", "here"))))
        .hasSize(1);
  }

  private static Row trial(String source, double score) {
    Map<String, String> key = Map.of("source", source, "metric", "loss");
    return RowFactory.create(
        source,
        scala.jdk.javaapi.CollectionConverters.asScala(key),
        source,
        "loss",
        "unknown",
        score,
        false,
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        "undeclared",
        Double.doubleToLongBits(score),
        false,
        false);
  }
}
