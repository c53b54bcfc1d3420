package org.lossfloor.audit.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.DemoRun;
import org.lossfloor.LocalSpark;
import org.lossfloor.audit.AuditJob;
import org.lossfloor.audit.ReportJob;
import org.lossfloor.audit.compare.CompareJob;
import org.lossfloor.audit.compare.CompareResult;
import org.lossfloor.audit.compare.Pairing;
import org.lossfloor.audit.run.RunTables;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.decide.diff.ChangeKind;
import org.lossfloor.report.compare.ChangesText;
import org.lossfloor.table.decide.ChangesTable;

/** The demo against itself, and against a part of it. */
class DiffJobIT {
  private static final SparkSession SPARK = LocalSpark.session();

  @TempDir Path folder;

  @Test
  void whatChangedIsPublishedOnceForEveryTwoRuns() throws IOException {
    String demo = DemoRun.shared().output();
    String some =
        Files.readString(Path.of("conf/demo.yaml"))
            .replace("replicates: 100", "replicates: 0")
            .replace("conf/demo/*/", "conf/demo/mlp/");
    String output = folder.resolve("some").toString();
    new AuditJob(AuditConfig.parse("some.yaml", some), "s", null).run(SPARK, output);
    DiffJob job = new DiffJob(Optional.of(folder.resolve("diff").toString()));
    assertThat(job.run(SPARK, demo, demo).diff().changes()).isEmpty();
    DiffJob.Result less = job.run(SPARK, demo, output);
    assertThat(less.diff().changes())
        .isNotEmpty()
        .allSatisfy(c -> assertThat(c.kind()).isEqualTo(ChangeKind.VANISHED_EXPERIMENTS));
    job.run(SPARK, demo, output);
    Dataset<Row> rows =
        SPARK.read().parquet(folder.resolve("diff/run_id=s-since-r/changes").toString());
    assertThat(rows.count()).isEqualTo(less.diff().changes().size());
    assertThat(rows.columns()).contains("model", "dataset");
    assertThat(rows.columns()).contains(ChangesTable.ownColumns().fieldNames());
    assertThat(rows.filter("model = 'mlp'").count()).isZero();
    // Beside the run, where its report finds it.
    new DiffJob(Optional.empty()).run(SPARK, demo, output);
    Pairing models = new Pairing(Optional.of("dataset"), List.of());
    CompareResult compared =
        new CompareJob(models, Optional.empty(), Optional.empty(), 9).run(SPARK, output);
    assertThat(compared.published().orElseThrow()).endsWith("-between-dataset");
    // A look at some pairs takes nothing away.
    Pairing named = new Pairing(Optional.empty(), List.of("mlp"));
    assertThat(
            new CompareJob(named, Optional.empty(), Optional.empty(), 9)
                .run(SPARK, output)
                .published())
        .isEmpty();
    RunTables tables = RunTables.open(SPARK, output);
    assertThat(new ChangesText(DiffJob.find(tables).orElseThrow()).lines())
        .isEqualTo(new ChangesText(less.diff()).lines());
    assertThat(CompareJob.find(tables, 9)).contains(compared.batch());
    Path page = folder.resolve("report.html");
    new ReportJob(page.toString()).write(SPARK, output);
    assertThat(Files.readString(page))
        .contains("<section id=\"changes\"", "experiment vanished")
        .contains("<section id=\"comparisons\"", "1 pair of run s compared");
  }
}
