package org.lossfloor.audit.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.audit.AuditJob;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.error.UsageException;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.RunView;
import org.lossfloor.simulate.SimulatedSweep;
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

  private static long sum(Iterable<? extends Long> values) {
    long sum = 0;
    for (long value : values) {
      sum += value;
    }
    return sum;
  }
}
