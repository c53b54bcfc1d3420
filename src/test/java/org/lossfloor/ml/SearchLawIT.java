package org.lossfloor.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.IntervalPlan;
import org.lossfloor.sweep.ExperimentKey;

/** The face for notebooks and pipelines gives what the core gives. */
class SearchLawIT {
  private static final StructType TRIALS =
      new StructType()
          .add("model", DataTypes.StringType)
          .add("fold", DataTypes.IntegerType)
          .add("score", DataTypes.DoubleType);

  private final SparkSession spark = LocalSpark.session();

  private static double[] scores(long seed, int n) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    NoisyQuadratic law = NoisyQuadratic.concave(0.2, 0.9, 2, 0.01);
    double[] scores = new double[n];
    for (int i = 0; i < n; i++) {
      scores[i] = i % 10 == 3 ? Double.NaN : law.sample(random);
    }
    return scores;
  }

  private Dataset<Row> trials() {
    List<Row> rows = new ArrayList<>();
    for (int fold = 0; fold < 2; fold++) {
      for (double score : scores(fold, 200)) {
        rows.add(RowFactory.create("cnn", fold, Double.isNaN(score) ? null : score));
      }
    }
    rows.add(RowFactory.create(null, 7, 0.5));
    return spark.createDataFrame(rows, TRIALS);
  }

  private static SearchLawEstimator estimator() {
    return new SearchLawEstimator()
        .setScoreCol("score")
        .setGroupCols("model", "fold")
        .setDirection("maximize")
        .setMaxDimension(4)
        .setBounds(0, 1)
        .setConfidence(0.9);
  }

  private static Row row(Dataset<Row> rows, int fold) {
    return rows.filter("fold = '" + fold + "'").first();
  }

  @Test
  void summaryIsTheCoresAnswer() {
    SearchLawModel model = estimator().fit(trials());
    EstimateSettings settings = model.settings();
    assertThat(model.summary().count()).isEqualTo(3);
    for (int fold = 0; fold < 2; fold++) {
      Estimate expected = new ExperimentEstimator(settings).estimate(scores(fold, 200));
      Estimate.Fitted fitted = (Estimate.Fitted) expected;
      Row row = row(model.summary(), fold);
      assertThat(row.<Double>getAs("best_score")).isEqualTo(fitted.bestScore().estimate());
      assertThat(row.<Double>getAs("best_score_upper"))
          .isEqualTo(fitted.bestScore().interval().orElseThrow().upper());
      assertThat(row.<Integer>getAs("n_failed")).isEqualTo(20);
      assertThat(row.<String>getAs("direction")).isEqualTo("maximize");
    }
    Row alone = row(model.summary(), 7);
    assertThat(alone.<String>getAs("verdict")).isEqualTo("INVALID");
    assertThat(alone.<String>getAs("model")).isNull();
    assertThat(model.summary().columns()).startsWith("model", "fold", "experiment_id");
    assertThat(model.summary().schema().apply("fold").dataType()).isEqualTo(DataTypes.IntegerType);
    assertThat(alone.<Double>getAs("best_score")).isNull();
  }

  @Test
  void intervalsOfAnotherMethodAreTheCoresToo() {
    SearchLawModel model =
        estimator().setIntervals("calibrated").setReplicates(40).setSeed(3).fit(trials());
    Row row = row(model.summary(), 1);
    IntervalPlan plan =
        new IntervalPlan(IntervalMethod.CALIBRATED, 40, 3, row.getAs("experiment_id"));
    Estimate expected = new ExperimentEstimator(model.settings(), plan).estimate(scores(1, 200));
    Estimate.Fitted fitted = (Estimate.Fitted) expected;
    assertThat(row.<String>getAs("interval_method")).isEqualTo("calibrated");
    assertThat(row.<Double>getAs("best_score_upper"))
        .isEqualTo(fitted.bestScore().interval().orElseThrow().upper());
  }

  @Test
  void experimentsHaveTheIdsOfTheirKeys() {
    Row row = row(estimator().fit(trials()).summary(), 1);
    Map<String, String> key = Map.of("model", "cnn", "fold", "1");
    assertThat(row.<String>getAs("experiment_id"))
        .isEqualTo(ExperimentKey.of("ml", "score", key).id());
    Dataset<Row> audited =
        trials().withColumn("source", functions.lit("sweeps")).withColumnRenamed("fold", "metric");
    SearchLawModel model = estimator().setGroupCols("source", "metric").fit(audited);
    assertThat(model.summary().select("experiment_id").as(Encoders.STRING()).collectAsList())
        .contains(ExperimentKey.of("sweeps", "1", Map.of()).id());
  }

  @Test
  void transformAppendsTheSummaryToEveryRow() {
    SearchLawModel model = estimator().fit(trials());
    Dataset<Row> appended = model.transform(trials());
    assertThat(appended.schema()).isEqualTo(model.transformSchema(TRIALS));
    assertThat(appended.count()).isEqualTo(401);
    assertThat(appended.columns()).containsExactly("model", "fold", "score", "law");
    assertThat(appended.filter("law.verdict is null").count()).isZero();
    assertThat(appended.filter("fold = 0").select("law.best_score").distinct().count())
        .isEqualTo(1);
    assertThat(appended.filter("model is null").select("law.n_trials").first().getInt(0))
        .isEqualTo(1);
  }

  @Test
  void survivesSaveAndLoadThroughAPipeline(@TempDir Path folder) throws Exception {
    Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {estimator()});
    pipeline.write().overwrite().save(folder.resolve("pipeline").toString());
    Pipeline loaded = Pipeline.load(folder.resolve("pipeline").toString());
    PipelineModel fitted = loaded.fit(trials());
    fitted.write().overwrite().save(folder.resolve("model").toString());
    PipelineModel restored = PipelineModel.load(folder.resolve("model").toString());
    SearchLawModel model = (SearchLawModel) restored.stages()[0];
    assertThat(model.getOrDefault(model.direction())).isEqualTo("maximize");
    assertThat(model.settings()).isEqualTo(((SearchLawModel) fitted.stages()[0]).settings());
    String[] stable =
        Arrays.stream(model.summary().columns())
            .filter(c -> !c.equals("elapsed_ms"))
            .toArray(String[]::new);
    assertThat(model.summary().selectExpr(stable).collectAsList())
        .containsExactlyInAnyOrderElementsOf(
            ((SearchLawModel) fitted.stages()[0]).summary().selectExpr(stable).collectAsList());
    assertThat(model.tuningCurves().collectAsList())
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            ((SearchLawModel) fitted.stages()[0]).tuningCurves().collectAsList());
    assertThat(restored.transform(trials()).count()).isEqualTo(401);
  }

  @Test
  void wrongColumnsAreNamed() {
    assertThatThrownBy(() -> estimator().setScoreCol("loss").fit(trials()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`loss`")
        .hasMessageContaining("model, fold, score");
    assertThatThrownBy(() -> estimator().setScoreCol("model").fit(trials()))
        .hasMessageContaining("string, not a number");
    assertThatThrownBy(() -> estimator().fit(trials().withColumnRenamed("model", "verdict")))
        .hasMessageContaining("`model`");
    assertThatThrownBy(() -> estimator().setLawCol("Fold").fit(trials()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`Fold` already");
  }

  @Test
  void withoutGroupsAllRowsAreOneExperiment() {
    SearchLawModel model = new SearchLawEstimator().setDirection("maximize").fit(trials());
    assertThat(model.summary().collectAsList())
        .singleElement()
        .satisfies(row -> assertThat(row.<Integer>getAs("n_trials")).isEqualTo(401));
    assertThat(model.transform(trials()).filter("law.best_score is not null").count())
        .isEqualTo(401);
  }

  @Test
  void columnsMayHaveAnyName() {
    Dataset<Row> renamed =
        trials()
            .withColumnRenamed("fold", "key.`fold")
            .withColumnRenamed("model", "Verdict")
            .withColumnRenamed("score", "n_trials");
    SearchLawModel model =
        estimator().setGroupCols("key.`fold", "Verdict").setScoreCol("n_trials").fit(renamed);
    assertThat(model.summary().columns()).startsWith("key.`fold", "key_Verdict", "experiment_id");
    assertThat(model.summary().count()).isEqualTo(3);
    assertThat(model.transform(renamed).filter("law.verdict is null").count()).isZero();
  }

  @Test
  void aDimensionIsPinnedAndCurvesAreThoseOfTheCore() {
    SearchLawModel model = estimator().setDimension(3).setTrials(10, 100).fit(trials());
    assertThat(row(model.summary(), 1).<Integer>getAs("effective_dimension")).isEqualTo(3);
    Dataset<Row> curve =
        model.tuningCurves().filter("fold = 1 and kind = 'law' and statistic = 'median'");
    Answer core = new ExperimentEstimator(model.settings()).answer(scores(1, 200));
    assertThat(curve.orderBy("trials").select("estimate").as(Encoders.DOUBLE()).collectAsList())
        .isEqualTo(
            core.curves().orElseThrow().rows().stream()
                .map(point -> point.law().orElseThrow().median().estimate())
                .toList());
    assertThat(model.tuningCurves().columns()).startsWith("model", "fold", "experiment_id");
  }

  @Test
  void aScoreOutsideTheBoundsIsKeptOut() {
    Dataset<Row> outside = trials().withColumn("score", functions.col("score").plus(0.5));
    Row row = row(estimator().fit(outside).summary(), 0);
    assertThat(row.<Long>getAs("n_excluded")).isPositive();
  }
}
