package org.lossfloor.audit.ranges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.DemoRun;
import org.lossfloor.LocalSpark;
import org.lossfloor.audit.run.RunTables;
import org.lossfloor.decide.ranges.Scale;
import org.lossfloor.error.UsageException;
import org.lossfloor.report.plot.Picture;
import org.lossfloor.report.plot.PlotSettings;
import org.lossfloor.report.plot.PlotSize;
import org.lossfloor.report.ranges.RangeView;
import org.lossfloor.report.ranges.RangesText;
import org.lossfloor.report.ranges.SearchSpaces;
import org.lossfloor.table.decide.RangesTable;

/** The search spaces of the demo, in which trials fail at large learning rates. */
class RangesJobIT {
  private static final SparkSession SPARK = LocalSpark.session();
  private static final String DEMO = DemoRun.shared().output();

  @TempDir Path folder;

  private RangesJob.Result ranges(String output, int replicates, Map<String, Scale> scales) {
    return new RangesJob(
            List.of("digits", "transformer"),
            scales,
            replicates,
            Optional.of(folder.resolve(output).toString()))
        .run(SPARK, DEMO);
  }

  /** The report shows the experiments with most to change, whoever was named. */
  @Test
  void theReportReadsWhatIsBesideTheRun() {
    String run = DemoRun.copiedTo(folder);
    RangesJob.Result one =
        new RangesJob(List.of("digits,transformer"), Map.of(), 0, Optional.empty()).run(SPARK, run);
    Picture picture =
        RangePlot.of(
            SPARK,
            run,
            one,
            Map.of(),
            metric -> new PlotSettings(PlotSize.DEFAULT, Optional.empty(), metric, false, false));
    assertThat(picture.description()).contains("next use hparams.lr");
    RunTables tables = RunTables.open(SPARK, run);
    SearchSpaces found = RangesJob.find(tables, tables.experiments(), 3).orElseThrow();
    assertThat(found.experiments()).isEqualTo(9);
    assertThat(found.ranges().stream().map(RangeView::experiment).distinct()).hasSize(3);
    assertThat(new RangesText(found).conclusions())
        .hasSize(3)
        .allMatch(line -> line.contains("DEAD_hparams.lr_HIGH"));
    assertThat(RangesJob.find(RunTables.open(SPARK, DEMO), tables.experiments(), 3)).isEmpty();
  }

  private static List<String> json(RangesJob.Result result) {
    return result.rows().toJSON().collectAsList();
  }

  @Test
  void theTableIsTheSameHoweverItIsSpreadAndHoweverOften() throws Exception {
    List<String> once = json(ranges("one", 2, Map.of()));
    assertThat(LocalSpark.spread(7, () -> json(ranges("two", 2, Map.of())))).isEqualTo(once);
    // The same id again takes the place of what was there.
    RangesJob.Result again = ranges("one", 2, Map.of());
    assertThat(json(again)).isEqualTo(once);
    Dataset<Row> rows = again.rows();
    assertThat(rows.columns()).contains("model", "dataset", "source", "metric");
    assertThat(rows.columns()).contains(RangesTable.ownColumns().fieldNames());
    assertThat(rows.filter("array_contains(codes, 'DEAD_hparams.lr_HIGH') and n_good > 50").count())
        .isGreaterThanOrEqualTo(7);
    assertThat(rows.filter("exists(codes, code -> code like 'EDGE%')").count()).isZero();
    // The learning rate matters; the forests are those of the experiment that was named.
    Dataset<Row> measured = rows.filter("importance is not null");
    assertThat(measured.select("experiment_id").distinct().count()).isEqualTo(1);
    assertThat(
            measured
                .orderBy(measured.col("importance").desc())
                .first()
                .<String>getAs("hyperparameter"))
        .isEqualTo("hparams.lr");
    assertThat(new RangesText(again.first(1)).lines())
        .anyMatch(line -> line.contains("none of them is good"))
        .anyMatch(line -> line.contains("DEAD_hparams.lr_HIGH"));
    assertThat(new RangesText(again.first(1)).conclusions())
        .singleElement()
        .asString()
        .matches(
            ".*: next use hparams.lr \\S+ .. \\S+ \\(DEAD_hparams.lr_HIGH\\).* none of them is good.");
  }

  @Test
  void aScaleThatIsToldIsTakenAndRecorded() {
    RangesJob.Result told = ranges("told", 0, Map.of("hparams.lr", Scale.LINEAR));
    assertThat(
            told.rows()
                .filter("hyperparameter = 'hparams.lr'")
                .select("scale", "scale_source")
                .distinct()
                .collectAsList())
        .containsExactly(RowFactory.create("linear", "told"));
    assertThatThrownBy(() -> ranges("none", 0, Map.of("hparams.ls", Scale.LOG)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no trial has the hyperparameter `hparams.ls`");
  }
}
