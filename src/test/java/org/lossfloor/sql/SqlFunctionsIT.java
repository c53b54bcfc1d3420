package org.lossfloor.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.LocalSpark;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.IntervalPlan;
import org.lossfloor.sweep.Direction;

/**
 * The functions as a session of SQL has them that knows nothing but the class of the catalog. That
 * they say what the audit says is the matter of {@code OneAnswerIT}.
 */
class SqlFunctionsIT {
  private static final StructType TRIALS =
      new StructType()
          .add("model", DataTypes.StringType)
          .add("score", DataTypes.DoubleType)
          .add("good", DataTypes.StringType);

  private static SparkSession spark;

  private static double[] scores() {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(7);
    NoisyQuadratic law = NoisyQuadratic.concave(0.2, 0.9, 2, 0.01);
    double[] scores = new double[120];
    Arrays.setAll(scores, i -> law.sample(random));
    return scores;
  }

  @BeforeAll
  static void session() {
    spark = LocalSpark.session().newSession();
    spark.sql("SET spark.sql.catalog.lossfloor=" + LossfloorCatalog.class.getName());
    List<Row> rows = new ArrayList<>();
    for (double score : scores()) {
      rows.add(RowFactory.create("cnn", score, "maximize"));
    }
    for (Double lost :
        Arrays.asList(null, Double.NaN, Double.NEGATIVE_INFINITY, 1e308 * 1.79769, 5.0)) {
      rows.add(RowFactory.create("cnn", lost, "maximize"));
    }
    rows.add(RowFactory.create("mlp", 0.5, "maximize"));
    rows.add(RowFactory.create("mlp", 0.5, "minimize"));
    spark.createDataFrame(rows, TRIALS).createOrReplaceTempView("trials");
  }

  private static Row law(String call, String rest) {
    return spark.sql("SELECT " + call + " AS law FROM trials " + rest).first().getStruct(0);
  }

  private static Row cnn(String call) {
    return law(call, "WHERE model = 'cnn'");
  }

  @Test
  void functionsAreListed() {
    assertThat(
            spark.sql("SHOW USER FUNCTIONS IN lossfloor").collectAsList().stream()
                .map(row -> row.getString(0)))
        .anyMatch(name -> name.endsWith("search_law"))
        .anyMatch(name -> name.endsWith("tuning_curve"));
    assertThatThrownBy(() -> cnn("lossfloor.serch_law(score, 'maximize')"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("serch_law");
  }

  /** Parts are cut, mixed, spilled and merged in other ways; no digit moves. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "trials",
        "(SELECT /*+ REPARTITION(7) */ * FROM trials)",
        "(SELECT * FROM trials ORDER BY score DESC)",
        "(SELECT /*+ REPARTITION(3, score) */ * FROM trials)"
      })
  void orderAndPartsHaveNoEffect(String rows) {
    String query =
        "SELECT model, lossfloor.search_law(score, 'maximize', map('bounds', '0,1')) AS law,"
            + " lossfloor.tuning_curve(score, 'maximize', array(1, 50)) AS curve FROM "
            + rows
            + " GROUP BY model ORDER BY model";
    List<Row> expected = spark.sql(query.replace(rows, "trials")).collectAsList();
    assertThat(expected).hasSize(2);
    spark.sql("SET spark.sql.objectHashAggregate.sortBased.fallbackThreshold=1");
    try {
      assertThat(spark.sql(query).collectAsList()).isEqualTo(expected);
    } finally {
      spark.sql("RESET spark.sql.objectHashAggregate.sortBased.fallbackThreshold");
    }
  }

  @Test
  void lostScoresAreFailedTrialsAndThoseOutOfBoundsAreLeftOut() {
    Row bounded = cnn("lossfloor.search_law(score, 'maximize', map('bounds', ',1'))");
    assertThat(bounded.<Integer>getAs("n_trials")).isEqualTo(124);
    assertThat(bounded.<Integer>getAs("n_failed")).isEqualTo(4);
    assertThat(bounded.<Long>getAs("n_excluded")).isEqualTo(1);
    Row all = cnn("lossfloor.search_law(score, 'maximize')");
    assertThat(all.<Integer>getAs("n_trials")).isEqualTo(125);
    assertThat(all.<Double>getAs("observed_best")).isEqualTo(5);
  }

  @Test
  void settingsAreThoseOfTheCore() {
    Row row =
        law(
            "lossfloor.search_law(score, 'maximize', map('confidence', '0.9', 'dimension', '2',"
                + " 'intervals', 'calibrated', 'replicates', '40', 'seed', '3',"
                + " 'sampler', 'random'))",
            "WHERE model = 'cnn' AND score < 1 AND score > -1");
    EstimateSettings settings =
        new EstimateSettings(
            Direction.MAXIMIZE,
            EstimateSettings.withDefaults(Direction.MAXIMIZE).threshold(),
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            2,
            2,
            true,
            0.9,
            EstimateSettings.withDefaults(Direction.MAXIMIZE).objective(),
            List.of());
    Estimate.Fitted core =
        new ExperimentEstimator(settings, new IntervalPlan(IntervalMethod.CALIBRATED, 40, 3, ""))
            .estimate(scores())
            .fitted()
            .orElseThrow();
    assertThat(row.<Double>getAs("best_score")).isEqualTo(core.bestScore().estimate());
    assertThat(row.<Double>getAs("best_score_upper"))
        .isEqualTo(core.bestScore().interval().orElseThrow().upper());
    assertThat(row.<String>getAs("sampler")).isEqualTo("random");
    assertThat(row.<String>getAs("sampler_source")).isEqualTo("declared");
    assertThat(row.<Double>getAs("confidence")).isEqualTo(0.9);
  }

  @Test
  void otherNumbersThanDoublesAreScoresToo() {
    assertThat(
            cnn("lossfloor.search_law(try_cast(score AS DECIMAL(20, 6)), 'maximize')")
                .<Integer>getAs("n_failed"))
        .isEqualTo(4);
    assertThat(cnn("lossfloor.search_law(1, 'minimize')").<String>getAs("verdict"))
        .isEqualTo("INVALID");
    assertThat(cnn("lossfloor.search_law(NULL, 'minimize')").<Integer>getAs("n_failed"))
        .isEqualTo(125);
  }

  @Test
  void aFunctionOverAWindowAndOfNothing() {
    List<Row> windows =
        spark
            .sql(
                "SELECT model, lossfloor.search_law(score, 'maximize')"
                    + " OVER (PARTITION BY model) AS law FROM trials ORDER BY model, score")
            .collectAsList();
    assertThat(windows.get(0).getStruct(1))
        .isEqualTo(cnn("lossfloor.search_law(score, 'maximize')"));
    assertThat(windows).hasSize(127);
    assertThat(windows.get(126).getStruct(1).<Integer>getAs("n_trials")).isEqualTo(2);
    assertThat(law("lossfloor.search_law(score, 'maximize')", "WHERE model = 'none'")).isNull();
  }

  @Test
  void aCurveOfFailedTrialsIsEmpty() {
    assertThat(
            spark
                .sql("SELECT lossfloor.tuning_curve(CAST(NULL AS DOUBLE), 'minimize', array(5))")
                .first()
                .getList(0))
        .isEmpty();
    assertThat(
            ((ArrayType)
                    spark
                        .sql(
                            "SELECT lossfloor.tuning_curve(score, 'minimize', array(5)) FROM trials")
                        .schema()
                        .apply(0)
                        .dataType())
                .elementType()
                .simpleString())
        .startsWith("struct<trials:double,kind:string,statistic:string,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "search_law(score, 'min') | cannot use `min` as direction | give one of minimize, maximize",
        "search_law(score, 'Maximise') | cannot use `Maximise` as direction | Did you mean `maximize`?",
        "search_law(score, CAST(NULL AS STRING)) | cannot use `null` as direction | search_law",
        "search_law(score, 'minimize', map('max_dimensions', '3')) | no setting `max_dimensions`"
            + " | Did you mean `max_dimension`?",
        "search_law(score, 'minimize', map('trials', '3')) | no setting `trials` | The settings are",
        "search_law(score, 'minimize', map('confidence', '95')) | cannot use `95` as confidence"
            + " | a number from 0.5 to 0.999",
        "search_law(score, 'minimize', map('seed', NULL)) | search_law | map('confidence', '0.9')",
        "search_law(score, 'minimize', CAST(NULL AS MAP<STRING, STRING>)) | settings are null"
            + " | leave the argument out",
        "search_law(score, 'minimize', map('intervals', 'calibrated', 'replicates', '9'))"
            + " | cannot use `9` as replicates | at least 40",
        "tuning_curve(score, 'minimize', array(10, 0)) | cannot use `10,0` as trials | whole numbers",
        "tuning_curve(score, 'minimize', array(1.5)) | cannot use `1.5` as trials | whole numbers",
        "search_law(score, good) | minimize | in every row, or group by what differs",
      })
  void wrongValuesAreRefusedInWords(String call, String what, String mend) {
    assertThatThrownBy(() -> law("lossfloor." + call, ""))
        .hasMessageContaining(what)
        .hasMessageContaining(mend);
  }

  /** Before anything runs. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "search_law(score) | call it as search_law(score, direction [, settings])",
        "search_law(model, 'minimize') | score is string; give a number",
        "search_law(score, 1) | direction is int; give 'minimize' or 'maximize'",
        "search_law(score, 'minimize', 'auto') | settings is string; give a map of texts",
        "search_law(score, 'minimize', map('seed', 1)) | settings is map<string,int>; give a map",
        "tuning_curve(score, 'minimize') | tuning_curve(score, direction, trials [, settings])",
        "tuning_curve(score, 'minimize', 10) | trials is int; give an array of whole numbers",
      })
  void wrongTypesAreRefusedByTheAnalysis(String call, String words) {
    assertThatThrownBy(() -> spark.sql("SELECT lossfloor." + call + " FROM trials"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining(words);
  }
}
