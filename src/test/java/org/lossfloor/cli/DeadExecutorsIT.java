package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;

/** Executors that die during the fits and during the bootstrap change nothing in the tables. */
class DeadExecutorsIT {
  private static final List<String> AUDIT =
      List.of("audit", "--config", "conf/demo.yaml", "--run-id", "r", "--replicates", "6");

  @TempDir Path folder;

  private String[] audit(String output) {
    return Stream.concat(AUDIT.stream(), Stream.of("--output", output)).toArray(String[]::new);
  }

  @Test
  void theRowsAreThoseOfAnUndisturbedRun() throws Exception {
    Path marks = Files.createDirectories(folder.resolve("marks"));
    Commands.Done plain = Commands.lossfloor(audit(folder.resolve("plain").toString()));
    assertThat(plain.exitCode()).as(plain.err()).isZero();
    Commands.Done disturbed = disturbed(marks, 4);
    assertThat(disturbed.exitCode()).as(disturbed.err()).isZero();
    try (Stream<Path> left = Files.list(marks)) {
      assertThat(left.map(mark -> mark.getFileName().toString()))
          .containsExactlyInAnyOrder("trials", "replicates");
    }
    for (String table : List.of("experiments", "tuning_curves", "trials", "rejected_records")) {
      assertThat(rows(tables("disturbed"), table))
          .isNotEmpty()
          .isEqualTo(rows(tables("plain"), table));
    }
  }

  @Test
  void executorsThatTakeTheirTaskWithThem() throws Exception {
    Commands.Done ended = disturbed(Files.createDirectories(folder.resolve("marks")), 1);
    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.INTERNAL);
    assertThat(ended.err())
        .contains("lossfloor: executors died again and again under the same task: ")
        .contains("exited caused by one of the running tasks")
        .contains("  where:   application ", " on local-cluster[2,1,1024]")
        .contains("  fix:     give executors more --executor-memory")
        .doesNotContain("internal error");
  }

  private Commands.Done disturbed(Path marks, int failures) throws Exception {
    String classes = Commands.ROOT.resolve("target/test-classes").toString();
    return Commands.script(
        Map.of("SPARK_LOCAL_IP", "127.0.0.1"),
        Stream.concat(
                Stream.of(
                    "jobs/submit.sh",
                    "--master",
                    "local-cluster[2,1,1024]",
                    "--driver-class-path",
                    classes,
                    "--conf",
                    "spark.executor.memory=1g",
                    "--conf",
                    "spark.executor.extraClassPath=" + classes,
                    "--conf",
                    "spark.hadoop.fs.halting.impl=" + HaltingFileSystem.class.getName(),
                    "--conf",
                    "spark.hadoop." + HaltingFileSystem.MARKS + "=" + marks,
                    "--conf",
                    "spark.sql.shuffle.partitions=4",
                    "--conf",
                    "spark.task.maxFailures=" + failures,
                    "--"),
                Stream.of(audit("halting://" + folder.resolve("disturbed"))))
            .toArray(String[]::new));
  }

  /** The store is none that renames at once, so the manifest says where the tables are. */
  private Path tables(String output) throws Exception {
    Path run = folder.resolve(output).resolve("run_id=r");
    JsonNode manifest = new ObjectMapper().readTree(run.resolve("manifest.json").toFile());
    return run.resolve(manifest.get("tables").asText()).normalize();
  }

  private static List<String> rows(Path tables, String table) {
    Dataset<Row> rows = LocalSpark.session().read().parquet(tables.resolve(table).toString());
    String[] stable =
        Arrays.stream(rows.columns())
            .filter(c -> !List.of("elapsed_ms", "run_id").contains(c))
            .toArray(String[]::new);
    return rows.selectExpr(stable).toJSON().collectAsList().stream().sorted().toList();
  }
}
