package org.lossfloor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.SameTables;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.Overrides;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.config.yaml.Variables;
import org.lossfloor.read.tracker.Fixture;

/** An audit of paths is the audit of the configuration that {@code init} writes for them. */
class RecognisedAuditIT {
  private static final Overrides QUICK =
      new Overrides(List.of(), KeyValues.NONE.with(Key.REPLICATES, 0), List.of());

  private final SparkSession spark = LocalSpark.session();
  @TempDir private Path folder;
  private Path logs;

  @BeforeEach
  void writeLogs() throws IOException, SQLException {
    logs = Files.createDirectories(folder.resolve("logs"));
    copy("mlflow/store", "tracking/mlruns");
    copy("keras/tuning", "tuning");
    database(logs.resolve("study.db"), "optuna/v3.2.sql");
    Random random = new Random(2);
    StringBuilder table = new StringBuilder("run,lr,dataset,val_loss\n");
    for (int i = 0; i < 60; i++) {
      table.append("%d,%s,%s,%s%n".formatted(i, random.nextDouble(), "ab".charAt(i % 2), i / 99.));
    }
    Files.createDirectories(logs.resolve("home"));
    Files.writeString(logs.resolve("home/results.csv"), table);
    Files.writeString(logs.resolve("home/notes.txt"), "only words\n");
  }

  private void copy(String fixture, String to) throws IOException {
    Path from = Fixture.of(fixture);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = logs.resolve(to).resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  private static void database(Path file, String fixture) throws IOException, SQLException {
    try (Connection connection =
            new org.sqlite.JDBC().connect("jdbc:sqlite:" + file, new Properties());
        Statement statement = connection.createStatement()) {
      for (String sql : Files.readAllLines(Fixture.of(fixture))) {
        statement.execute(sql);
      }
    }
  }

  private Path audit(AuditConfig config, String output) {
    Path runs = folder.resolve(output);
    new AuditJob(config.with(QUICK), output, null).run(spark, runs.toString());
    return runs.resolve("run_id=" + output);
  }

  @Test
  void givesTheSameTables() throws IOException {
    List<String> paths = List.of(logs.toString());
    String output = folder.resolve("paths").toString();
    InitJob.Recognised found = InitJob.recognise(paths, Optional.of(output));
    Path file = folder.resolve("audit.yaml");
    Files.writeString(file, InitJob.recognise(paths, Optional.empty()).yaml());

    Path ofPaths = audit(found.config(), "paths");
    Path ofFile = audit(ConfigFile.load(file.toString(), new Variables(Map.of())), "file");

    assertThat(SameTables.differences(spark, ofPaths, ofFile)).isEmpty();
    assertThat(spark.read().parquet(ofFile + "/trials").select("source").distinct().collectAsList())
        .extracting((Row row) -> row.getString(0))
        .containsExactlyInAnyOrder("mlruns", "demo", "b/demo", "study", "results");
  }
}
