package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;

/** The demo on two separate executor processes under spark-submit gives the rows of one machine. */
class SubmitIT {
  private static final List<String> CHANGING = List.of("elapsed_ms", "run_id");

  @TempDir Path folder;

  @Test
  void sameRowsOnSeparateExecutorsAndOnOneMachine() throws Exception {
    Commands.Done local =
        Commands.lossfloor(
            "audit",
            "--config",
            "conf/demo.yaml",
            "--output",
            folder.resolve("local").toString(),
            "--run-id",
            "r",
            "--replicates",
            "6");
    assertThat(local.exitCode()).as(local.err()).isZero();

    Commands.Done cluster =
        Commands.sparkSubmit(
            List.of(
                "--master", "local-cluster[2,1,1024]",
                "--conf", "spark.executor.memory=1g",
                "--conf", "spark.sql.shuffle.partitions=7",
                "--conf", "spark.serializer=org.apache.spark.serializer.JavaSerializer"),
            "audit",
            "--config",
            "conf/demo.yaml",
            "--output",
            folder.resolve("cluster").toString(),
            "--run-id",
            "r",
            "--replicates",
            "6");
    assertThat(cluster.exitCode()).as(cluster.err()).isZero();

    for (String table : List.of("experiments", "tuning_curves", "trials", "rejected_records")) {
      assertThat(rows("cluster", table)).isNotEmpty().isEqualTo(rows("local", table));
    }
    assertThat(local.out()).contains("9 experiments", "rejected", "TOO_FEW");
  }

  private List<String> rows(String run, String table) {
    Dataset<Row> rows =
        LocalSpark.session()
            .read()
            .parquet(folder.resolve(run).resolve("run_id=r").resolve(table).toString());
    String[] stable =
        Arrays.stream(rows.columns()).filter(c -> !CHANGING.contains(c)).toArray(String[]::new);
    return rows.selectExpr(stable).toJSON().collectAsList().stream().sorted().toList();
  }
}
