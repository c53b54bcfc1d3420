package org.lossfloor.audit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.lossfloor.DemoRun;
import org.lossfloor.LocalSpark;
import org.lossfloor.estimate.Standing;
import org.lossfloor.report.view.ExperimentView;

/** Which of many experiments the summary of an audit shows. */
class AuditSummaryIT {
  /** The experiments of the demo, each so many times. */
  private static Dataset<Row> experiments(int times) {
    DemoRun demo = DemoRun.shared();
    assertThat(demo.result().standings().values().stream().mapToLong(n -> n).sum()).isEqualTo(9);
    assertThat(demo.result().standings()).containsEntry(Standing.NOT_JUDGED, 1L);
    SparkSession spark = LocalSpark.session();
    return spark
        .read()
        .parquet(demo.output() + "/run_id=r/experiments")
        .crossJoin(spark.range(times).toDF("copy"))
        .withColumn("experiment_id", concat(col("experiment_id"), lit("-"), col("copy")));
  }

  @Test
  void everyStandingIsShownHoweverManyTheOthersAre() {
    Dataset<Row> many = experiments(50).drop("copy");
    List<ExperimentView> lines = AuditSummary.lines(many);
    List<Standing> standings = lines.stream().map(ExperimentView::standing).toList();
    assertThat(standings).hasSize(40).isSorted();
    assertThat(standings.stream().filter(s -> s == Standing.NOT_JUDGED)).hasSize(10);
    assertThat(standings.stream().filter(s -> s == Standing.CHECK)).hasSize(10);
    assertThat(standings.stream().filter(s -> s == Standing.ACT)).hasSize(20);
    for (Standing standing : Standing.values()) {
      List<Double> gains =
          lines.stream()
              .filter(view -> view.standing() == standing && view.law().isPresent())
              .map(view -> gain(view))
              .toList();
      assertThat(gains).isSortedAccordingTo(Comparator.reverseOrder());
    }
  }

  @Test
  void whatIsLeftIsFilledInOrder() {
    Dataset<Row> some = experiments(30).where("standing = 'ACT' or copy < 2").drop("copy");
    List<Standing> standings =
        AuditSummary.lines(some).stream().map(ExperimentView::standing).toList();
    assertThat(standings).hasSize(40).isSorted();
    assertThat(standings.stream().filter(s -> s == Standing.NOT_JUDGED)).hasSize(2);
    assertThat(standings.stream().filter(s -> s == Standing.CHECK)).hasSize(4);
  }

  private static double gain(ExperimentView view) {
    double best = view.law().orElseThrow().bestScore().estimate();
    return (view.observedBest().orElseThrow() - best)
        / (view.law().orElseThrow().threshold() - best);
  }
}
