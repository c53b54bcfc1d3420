package org.lossfloor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.LocalSpark;
import org.lossfloor.cli.Main;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.FailCondition;
import org.lossfloor.config.Overrides;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.estimate.noise.NoiseRule;
import org.lossfloor.estimate.prospect.DecideSettings;
import org.lossfloor.experiment.AuditSettings;
import org.lossfloor.experiment.EstimateExperiments;
import org.lossfloor.experiment.FanOut;
import org.lossfloor.experiment.MetricSettings;
import org.lossfloor.experiment.TrialColumn;
import org.lossfloor.experiment.TrialRows;
import org.lossfloor.fit.FitAnswer;
import org.lossfloor.fit.FitJob;
import org.lossfloor.fit.FitRequest;
import org.lossfloor.ml.SearchLawEstimator;
import org.lossfloor.report.AnswerJson;
import org.lossfloor.report.AnswerText;
import org.lossfloor.sql.LossfloorCatalog;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.RerunPolicy;
import org.lossfloor.table.ExperimentRecord;
import org.lossfloor.table.ExperimentsTable;

/**
 * Library, {@code fit}, audit, pipeline stage and SQL functions say the same of the same scores,
 * digit for digit.
 */
class OneAnswerIT {
  /** Numbers of trials for the tuning curves; none is far beyond the trials of a sample. */
  private static final List<Double> TRIALS = List.of(1.0, 20.0);

  private static final Set<String> OF_THE_RUN =
      Set.of(
          "experiment_id",
          "run_id",
          "sampler",
          "sampler_source",
          "n_excluded",
          "seed",
          "fingerprint",
          "elapsed_ms");

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

  /** Samples of all kinds of laws, by name. */
  private static Map<String, double[]> randomSamples() {
    Map<String, double[]> samples = new LinkedHashMap<>();
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(2016);
    for (int i = 0; i < 24; i++) {
      double from = 10 * random.nextDouble() - 5;
      NoisyQuadratic law =
          NoisyQuadratic.convex(
              from,
              from + random.nextDouble(.01, 100),
              random.nextInt(1, 6),
              random.nextDouble(1e-4, .2));
      double lost = .3 * random.nextDouble();
      samples.put(
          "random" + i,
          DoubleStream.generate(() -> random.nextDouble() < lost ? Double.NaN : law.sample(random))
              .limit(random.nextInt(20, 400))
              .toArray());
    }
    return samples;
  }

  private static Answer ofLibrary(double[] scores) {
    EstimateSettings settings =
        EstimateSettings.withDefaults(Direction.MINIMIZE).withTrials(TRIALS);
    return new ExperimentEstimator(settings).answer(scores);
  }

  /** Everything that JSON says of it, and the text says no other verdict. */
  private String ofFit(String name, double[] scores) throws IOException {
    Path file = folder.resolve(name + ".txt");
    Files.write(file, DoubleStream.of(scores).mapToObj(Double::toString).toList());
    FitRequest request =
        new FitRequest(
            file.toString(),
            Optional.empty(),
            /* inOrder= */ false,
            "",
            KeyValues.NONE.with(Key.TRIALS, TRIALS.stream().map(Double::intValue).toList()));
    FitAnswer fit = new FitJob(request).curve(InputStream.nullInputStream(), false);
    String text = new AnswerText(fit.answer(), fit.source(), fit.directionGiven()).write();
    assertThat(text).containsPattern("Verdict +" + fit.answer().verdict() + ",");
    fit.answer()
        .judgement()
        .besidePrecision()
        .forEach(r -> assertThat(text).contains(r + ": " + r.sentence()));
    assertThat(text)
        .containsPattern("Precision +" + fit.answer().precision().name().toLowerCase(Locale.ROOT));
    return AnswerJson.write(fit.answer(), fit.seed());
  }

  /** What a row says of the scores: the columns whose values an answer gives. */
  private static Map<String, Object> said(Row row) {
    Map<String, Object> said = new LinkedHashMap<>();
    for (String column : new ExperimentsTable(Set.of(), "", 0).schema().fieldNames()) {
      if (!OF_THE_RUN.contains(column)) {
        said.put(column, row.getAs(column));
      }
    }
    return said;
  }

  /** The row that the table makes of an answer of the library. */
  private Row row(Answer answer) {
    ExperimentsTable table = new ExperimentsTable(Set.of(), "", 0);
    ExperimentRecord experiment =
        new ExperimentRecord(
            "", new TreeMap<>(), "unknown", "undeclared", 0, RerunPolicy.AVERAGE, answer, 0, "");
    // By way of Spark, so that collections and columns are those of a row that was read.
    return spark.createDataFrame(List.of(table.row(experiment)), table.schema()).first();
  }

  private Map<String, Row> ofAudit(Map<String, double[]> samples) throws IOException {
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
    Map<String, Row> rows = new LinkedHashMap<>();
    spark
        .read()
        .parquet(result.published() + "/experiments")
        .collectAsList()
        .forEach(row -> rows.put(row.getAs("model"), row));
    return rows;
  }

  private Dataset<Row> trials(Map<String, double[]> samples) {
    List<Row> trials = new ArrayList<>();
    samples.forEach(
        (name, scores) ->
            Arrays.stream(scores).forEach(score -> trials.add(RowFactory.create(name, score))));
    StructType schema =
        new StructType().add("model", DataTypes.StringType).add("score", DataTypes.DoubleType);
    return spark.createDataFrame(trials, schema);
  }

  private Map<String, Row> ofStage(Map<String, double[]> samples) {
    Map<String, Row> rows = new LinkedHashMap<>();
    new SearchLawEstimator()
        .setScoreCol("score")
        .setGroupCols("model")
        .setDirection("minimize")
        .setTrials(TRIALS.stream().mapToInt(Double::intValue).toArray())
        .fit(trials(samples))
        .summary()
        .collectAsList()
        .forEach(row -> rows.put(row.getAs("model"), row));
    return rows;
  }

  /** The answer and the tuning curve, which must be the audit's. */
  private Map<String, Row> ofSql(Map<String, double[]> samples, Map<String, Row> audit) {
    SparkSession session = spark.newSession();
    session.sql("SET spark.sql.catalog.lossfloor=" + LossfloorCatalog.class.getName());
    Dataset<Row> trials = trials(samples);
    session
        .createDataFrame(trials.collectAsList(), trials.schema())
        .repartition(3)
        .createOrReplaceTempView("trials");
    Map<String, List<Row>> curves =
        spark
            .read()
            .parquet(folder.resolve("out/run_id=one/tuning_curves").toString())
            .collectAsList()
            .stream()
            .collect(Collectors.groupingBy(row -> row.getAs("experiment_id")));
    Map<String, Row> rows = new LinkedHashMap<>();
    session
        .sql(
            "SELECT model, lossfloor.search_law(score, 'minimize') AS law,"
                + " lossfloor.tuning_curve(score, 'minimize', array(1, 20)) AS curve"
                + " FROM trials GROUP BY model")
        .collectAsList()
        .forEach(
            row -> {
              rows.put(row.getString(0), row.getStruct(1));
              String id = audit.get(row.getString(0)).getAs("experiment_id");
              assertThat(row.<Row>getList(2).stream().map(OneAnswerIT::point))
                  .as("curve of " + row.getString(0))
                  .containsExactlyInAnyOrderElementsOf(
                      curves.getOrDefault(id, List.of()).stream().map(OneAnswerIT::point).toList());
            });
    return rows;
  }

  private static List<Object> point(Row row) {
    return Stream.of("trials", "kind", "statistic", "estimate", "lower", "upper")
        .<Object>map(row::getAs)
        .collect(Collectors.toList());
  }

  /** The columns of a row that are said of the scores alone. */
  private static Map<String, Object> answered(Row row) {
    Map<String, Object> answered = new LinkedHashMap<>();
    for (String column : ExperimentsTable.answerSchema().fieldNames()) {
      answered.put(column, row.getAs(column));
    }
    return answered;
  }

  @Test
  void everythingIsTheSameEverywhere() throws IOException {
    Map<String, double[]> samples = samples();
    samples.putAll(randomSamples());
    Map<String, Row> audit = ofAudit(samples);
    Map<String, Row> stage = ofStage(samples);
    Map<String, Row> sql = ofSql(samples, audit);
    assertThat(sql).hasSameSizeAs(samples);
    Set<Verdict> verdicts = new TreeSet<>();
    for (Map.Entry<String, double[]> sample : samples.entrySet()) {
      String name = sample.getKey();
      Answer library = ofLibrary(sample.getValue());
      Map<String, Object> expected = said(row(library));
      assertThat(ofFit(name, sample.getValue()))
          .as("fit of " + name)
          .isEqualTo(AnswerJson.write(library, 0));
      assertThat(said(audit.get(name))).as("audit of " + name).isEqualTo(expected);
      assertThat(said(stage.get(name))).as("stage of " + name).isEqualTo(expected);
      assertThat(answered(sql.get(name))).as("SQL of " + name).isEqualTo(answered(audit.get(name)));
      if (name.startsWith("bestIsZero")) {
        assertThat(library.reasons()).contains(Reason.LIMIT_REACHED);
        assertThat(library.verdict()).isNotEqualTo(Verdict.OK);
      }
      verdicts.add(library.verdict());
    }
    assertThat(verdicts).containsExactly(Verdict.values());
  }

  /** Two models; of one all configurations have two seeds, and some trials failed. */
  private Path log() throws IOException {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(7);
    List<String> lines = new ArrayList<>(List.of("trial_number,model,lr,dropout,seed,val_loss"));
    for (int i = 0; i < 90; i++) {
      String drawn = random.nextDouble() + "," + random.nextDouble();
      double loss = .2 + random.nextDouble() * random.nextDouble();
      String failed = i % 13 == 5 ? "nan" : String.valueOf(loss);
      lines.add("%d,cnn,%s,1,%s".formatted(lines.size(), drawn, failed));
      lines.add("%d,cnn,%s,2,%s".formatted(lines.size(), drawn, loss + .01 * random.nextDouble()));
      lines.add(
          "%d,gru,%s,1,%s"
              .formatted(lines.size(), drawn.replace("0.", "0.1"), .5 + random.nextDouble()));
    }
    return Files.write(folder.resolve("sweep.csv"), lines);
  }

  /** What {@code fit} prints of one experiment of a log is what the audit writes of it. */
  @ParameterizedTest
  @ValueSource(strings = {"cnn", "gru"})
  void fitOfOneExperimentOfALogHasTheDigitsOfTheAudit(String model) throws IOException {
    Path log = log();
    String output = folder.resolve("out").toString();
    AuditConfig config =
        InitJob.recognise(List.of(log.toString()), Optional.of(output))
            .config()
            .with(new Overrides(List.of(), KeyValues.NONE.with(Key.REPLICATES, 0), List.of()));
    AuditResult result = new AuditJob(config, "one", null).run(spark, output);
    Row row =
        spark
            .read()
            .parquet(result.published() + "/experiments")
            .filter("metric = 'val_loss' and model = '" + model + "'")
            .first();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] typed = {
      "fit", log.toString(), "--score", "val_loss", "--where", "model=" + model, "--json"
    };
    assertThat(Main.run(typed, new PrintWriter(out), new PrintWriter(err)))
        .as(err.toString())
        .isZero();
    Map<String, String> printed = new TreeMap<>();
    flatten("", new ObjectMapper().readTree(out.toString()), printed);
    Map<String, String> written = new TreeMap<>();
    printed.keySet().stream()
        .filter(name -> List.of(row.schema().fieldNames()).contains(name))
        .forEach(name -> written.put(name, String.valueOf(row.<Object>getAs(name))));
    assertThat(written)
        .hasSizeGreaterThan(25)
        .containsKeys(
            "best_score_upper",
            "noise_lower",
            "trials_to_within_lower",
            "gof_p_value",
            "order_trend_p_value")
        .containsEntry("n_trials", "90");
    assertThat(printed).containsAllEntriesOf(written);
  }

  /** The fields of JSON under the names of the columns. */
  private static void flatten(String name, JsonNode node, Map<String, String> columns) {
    if (node.isObject()) {
      node.properties().forEach(f -> flatten(column(name, f.getKey()), f.getValue(), columns));
    } else if (!node.isArray()) {
      columns.put(name, node.asText());
    }
  }

  private static String column(String parent, String field) {
    return switch (parent + "." + field) {
      case "order_test.outcome" -> "order_test";
      case "order_test.p_value" -> "order_p_value";
      default ->
          parent.isEmpty() || field.equals("estimate")
              ? parent + field.replace("estimate", "")
              : parent.equals("order_test")
                  ? "order_" + field + "_p_value"
                  : parent.replace("goodness_of_fit", "gof") + "_" + field;
    };
  }

  /** Simulated intervals of no samples: something that only a bug lets through. */
  @Test
  void aBugCostsItsExperimentAndIsCountedAsOne() {
    EstimateSettings settings = EstimateSettings.withDefaults(Direction.MINIMIZE);
    Map<String, MetricSettings> all =
        Map.of(
            AuditSettings.name("good", "loss", Direction.MINIMIZE),
            new MetricSettings(
                settings, 0, IntervalMethod.PROFILE, DecideSettings.DEFAULT, NoiseRule.Word.AUTO),
            AuditSettings.name("bad", "loss", Direction.MINIMIZE),
            new MetricSettings(
                settings,
                0,
                IntervalMethod.CALIBRATED,
                DecideSettings.DEFAULT,
                NoiseRule.Word.AUTO));
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
            .estimate(spark.createDataset(trials, Encoders.row(TrialColumn.schema())), none)
            .select("experiment.*");
    Row bad = rows.filter("experiment_id = 'bad'").first();
    assertThat(bad.<String>getAs("verdict")).isEqualTo("INVALID");
    assertThat(bad.<String>getList(bad.fieldIndex("reasons"))).containsExactly("INTERNAL_ERROR");
    assertThat(bad.<String>getAs("detail")).contains("java.lang.IllegalArgumentException");
    assertThat(bad.<Integer>getAs("n_trials")).isEqualTo(100);
    assertThat(bad.<Double>getAs("best_score")).isNull();
    Row good = rows.filter("experiment_id = 'good'").first();
    assertThat(good.<String>getAs("verdict")).isNotEqualTo("INVALID");
    RunNumbers numbers = RunNumbers.of(Map.of("trials", 200L), rows, List.of());
    assertThat(numbers.named()).containsEntry("internal_errors", 1.0);
    assertThat(numbers.broken(List.of(FailCondition.parse("internal_errors>0", "here"))))
        .hasSize(1);
  }

  private static Row trial(String source, double score) {
    Map<String, String> key = Map.of("source", source, "metric", "loss");
    return TrialRows.of(
        Map.ofEntries(
            Map.entry(TrialColumn.EXPERIMENT_ID, source),
            Map.entry(TrialColumn.EXPERIMENT, key),
            Map.entry(TrialColumn.SETTINGS, AuditSettings.name(source, "loss", Direction.MINIMIZE)),
            Map.entry(TrialColumn.SAMPLER, "unknown"),
            Map.entry(TrialColumn.SAMPLER_SOURCE, "undeclared"),
            Map.entry(TrialColumn.VALUE, score),
            Map.entry(TrialColumn.FAILED, false),
            Map.entry(TrialColumn.EXCLUDED, false),
            Map.entry(TrialColumn.PRUNED, false),
            Map.entry(TrialColumn.UNVALUED, false),
            Map.entry(TrialColumn.TRACE, Double.doubleToLongBits(score))));
  }
}
