package org.lossfloor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.DemoRun;
import org.lossfloor.LocalSpark;
import org.lossfloor.audit.run.RunTables;
import org.lossfloor.error.UsageException;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.ScorePicture;

/** The demo, audited and written as a page. */
class ReportJobIT {
  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;

  @Test
  void theDemoBecomesAPage() throws IOException {
    String output = DemoRun.shared().output();
    Path file = folder.resolve("report.html");
    assertThat(new ReportJob(file.toString()).write(spark, output)).isEqualTo(file);
    RunTables tables = RunTables.open(spark, output);
    List<ExperimentView> experiments = tables.experiments();
    assertThat(Files.readString(file))
        .startsWith("<!DOCTYPE html>")
        .contains("<h1>demo</h1>", "Run <code>r</code>")
        .contains(experiments.stream().map(e -> "\"id\":\"" + e.id() + "\"").toList());
    assertSameCurves(tables, experiments);
  }

  /** The picture of the scores says the same as the table that the audit wrote. */
  private static void assertSameCurves(RunTables tables, List<ExperimentView> experiments) {
    SortedMap<String, ScorePicture> pictures = tables.pictures(experiments);
    SortedMap<String, List<TuningTable.Row>> curves = tables.curves();
    int compared = 0;
    for (ExperimentView experiment : experiments) {
      ScorePicture picture = pictures.get(experiment.id());
      assertThat(picture.scores()[0]).isEqualTo(experiment.observedBest().orElseThrow());
      for (TuningTable.Row row : curves.get(experiment.id())) {
        for (int i = 0; i < picture.trials().length; i++) {
          if (picture.trials()[i] == row.trials()) {
            assertThat(picture.median()[i]).isEqualTo(row.median());
            assertThat(picture.medianBand().lower()[i]).isEqualTo(row.limits().lower());
            assertThat(picture.medianBand().upper()[i]).isEqualTo(row.limits().upper());
            compared++;
          }
        }
      }
    }
    // At least the first and the last trial of those that have 300.
    assertThat(compared).isGreaterThan(experiments.size());
  }

  @Test
  void aFileThatCannotBeWrittenIsToldBeforeAnythingRuns() {
    assertThatThrownBy(() -> new ReportJob(folder.resolve("none/report.html").toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("folder does not exist");
    assertThatThrownBy(() -> new ReportJob(folder.toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is a folder");
  }
}
