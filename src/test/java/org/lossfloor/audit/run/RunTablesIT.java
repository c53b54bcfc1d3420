package org.lossfloor.audit.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.audit.AuditJob;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.error.UsageException;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.LawView;
import org.lossfloor.report.view.RunView;
import org.lossfloor.report.view.SampleViews;
import org.lossfloor.report.view.ScorePicture;
import org.lossfloor.simulate.SimulatedSweep;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.sweep.SourceRecord;
import org.lossfloor.table.ExperimentsTable;

/** A published run, read again. */
class RunTablesIT {
  private static final int TRIALS = 60;

  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;

  private String publish(String... runIds) throws IOException {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    for (long i = 0; i < 2; i++) {
      Files.write(logs.resolve("sweep-" + i + ".jsonl"), SimulatedSweep.of(3, i, TRIALS).lines());
    }
    String yaml =
        """
        name: two
        sources:
          - name: sim
            format: jsonl
            path: %s
            trial_id: trial
            group_by: [model, dataset]
            metrics:
              - {name: loss, curve: curve, step: epoch, value: val_loss, reduce: last, direction: minimize}
        estimate: {trials: [1, 20, 100], max_dimension: 3, replicates: 0}
        """
            .formatted(logs);
    String output = folder.resolve("out").toString();
    for (String runId : runIds) {
      new AuditJob(AuditConfig.parse("two.yaml", yaml), runId, null).run(spark, output);
    }
    return output;
  }

  @Test
  void aRunIsFoundByItsDirectoryOrAsTheLastOfItsOutput() throws IOException {
    String output = publish("z-first", "a-last");
    assertThat(RunTables.open(spark, output).run().runId()).isEqualTo("a-last");
    assertThat(RunTables.open(spark, output + "/run_id=z-first/").run().runId())
        .isEqualTo("z-first");
    assertThatThrownBy(() -> RunTables.open(spark, output + "/run_id=b"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no published run `b`")
        .hasMessageContaining("a-last, z-first");
    assertThatThrownBy(() -> RunTables.open(spark, folder.resolve("nowhere").toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("check the path");
    assertThatThrownBy(() -> RunTables.open(spark, folder.toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no published run")
        .hasMessageContaining("run_id=");
  }

  @Test
  void whatPeopleReadIsWhatIsInTheTables() throws IOException {
    RunTables tables = RunTables.open(spark, publish("r"));
    List<ExperimentView> all = tables.experiments();
    assertThat(all)
        .hasSize(2)
        .isSortedAccordingTo((a, b) -> a.id().compareTo(b.id()))
        .allSatisfy(
            e -> {
              assertThat(e.counts().trials()).isEqualTo(TRIALS);
              assertThat(e.key()).containsOnlyKeys("dataset", "metric", "model", "source");
              assertThat(e.origin().runId()).isEqualTo("r");
            });
    ExperimentView first = all.get(0);
    assertThat(
            tables.experiments(
                tables
                    .rows(ExperimentsTable.NAME)
                    .filter(functions.col("model").equalTo(first.key().get("model")))))
        .containsExactly(first);
    assertThat(tables.curves()).containsOnlyKeys(all.stream().map(ExperimentView::id).toList());
    List<TuningTable.Row> curve = tables.curve(first.id());
    assertThat(curve).isEqualTo(tables.curves().get(first.id()));
    assertThat(curve).extracting(TuningTable.Row::trials).containsExactly(1.0, 20.0, 100.0);
    assertThat(curve.get(0).median()).isBetween(curve.get(0).limits().lower(), Double.MAX_VALUE);
    // The scores themselves say nothing beyond their number.
    assertThat(curve.get(2).median()).isNaN();
    assertThat(curve.get(2).law()).isPresent();
    assertThat(tables.curve("none")).isEmpty();
  }

  @Test
  void theRunAsAWholeIsThatOfItsManifest() throws IOException {
    RunTables tables = RunTables.open(spark, publish("r"));
    RunView run = tables.run();
    assertThat(run.audit()).isEqualTo("two");
    assertThat(run.experiments()).isEqualTo(2);
    assertThat(run.verdicts().values()).satisfies(v -> assertThat(sum(v)).isEqualTo(2));
    assertThat(run.rows()).containsEntry("trials", 2L * TRIALS);
    assertThat(run.versions()).containsEntry("statistics", ExperimentsTable.STATISTICS_VERSION);
    assertThat(run.finished()).isPresent();
    assertThat(tables.sources())
        .singleElement()
        .satisfies(
            (SourceRecord source) -> {
              assertThat(source.source()).isEqualTo("sim");
              assertThat(source.records()).isEqualTo(2L * TRIALS);
              assertThat(source.metrics()).singleElement().extracting("metric").isEqualTo("loss");
            });
  }

  /** Those with a lucky best trial, with tails of both directions, and without a law among them. */
  @Test
  void rowsComeInTheOrderOfRecords() {
    Random random = new Random(5);
    List<ExperimentView> views = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Map<String, String> key = Map.of("source", "s", "metric", "m", "model", "model-" + i);
      double a = random.nextInt(3);
      double seen = a + random.nextInt(9) / 16.0 - .25;
      views.add(
          switch (i % 3) {
            case 0 -> SampleViews.fitted(key, NoisyQuadratic.convex(a, a + 1, 2, .01), seen, 80);
            case 1 -> SampleViews.fitted(key, NoisyQuadratic.concave(a - 1, a, 2, .01), seen, 80);
            default -> SampleViews.unfitted(key, List.of(Reason.TOO_FEW));
          });
    }
    StructType columns =
        new StructType()
            .add(ExperimentKey.ID, DataTypes.StringType)
            .add(ExperimentsTable.STANDING, DataTypes.StringType)
            .add("observed_best", DataTypes.DoubleType)
            .add("best_score", DataTypes.DoubleType)
            .add("threshold", DataTypes.DoubleType);
    List<Row> rows =
        views.stream()
            .map(
                view ->
                    RowFactory.create(
                        view.id(),
                        view.standing().name(),
                        view.law().isPresent() ? view.observedBest().getAsDouble() : null,
                        view.law().map(law -> law.bestScore().estimate()).orElse(null),
                        view.law().map(LawView::threshold).orElse(null)))
            .toList();
    List<Row> sorted =
        spark
            .createDataFrame(rows, columns)
            .repartition(5)
            .orderBy(
                ExperimentOrder.standing(), ExperimentOrder.gain(), functions.col(ExperimentKey.ID))
            .collectAsList();
    assertThat(sorted)
        .extracting(row -> row.getString(0))
        .isEqualTo(views.stream().sorted(ExperimentView.order()).map(ExperimentView::id).toList());
  }

  @Test
  void whatTrialsTookDoesNotDependOnThePartitions() {
    Random random = new Random(6);
    List<Row> rows = new ArrayList<>();
    BigDecimal exact = BigDecimal.ZERO;
    for (int i = 0; i < 3_000; i++) {
      BigDecimal micros = BigDecimal.valueOf(random.nextLong(1L << 40), 6);
      exact = exact.add(micros);
      rows.add(RowFactory.create("e", null, micros.doubleValue()));
    }
    for (Double none :
        Arrays.asList(null, Double.NaN, -1.0, Double.POSITIVE_INFINITY, Double.MAX_VALUE)) {
      rows.add(RowFactory.create("e", null, none));
    }
    rows.add(RowFactory.create("e", "filtered", 7.0));
    StructType columns =
        new StructType()
            .add(ExperimentKey.ID, DataTypes.StringType)
            .add("excluded_reason", DataTypes.StringType)
            .add("duration_s", DataTypes.DoubleType);
    for (int partitions : List.of(1, 7, 40)) {
      Collections.shuffle(rows, random);
      assertThat(DrawPictures.costs(spark.createDataFrame(rows, columns).repartition(partitions)))
          .isEqualTo(Map.of("e", new ScorePicture.Cost(3_000, exact.doubleValue())));
    }
  }

  private static long sum(Iterable<? extends Long> values) {
    long sum = 0;
    for (long value : values) {
      sum += value;
    }
    return sum;
  }
}
