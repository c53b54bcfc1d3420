package org.lossfloor.read.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.database.PostgresServer;
import org.lossfloor.read.file.KeyRange;
import org.lossfloor.read.file.LocalFile;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.tracker.Fixture;
import org.lossfloor.read.tracker.ReaderFuzz;
import org.lossfloor.read.tracker.ReaderFuzz.Outcome;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TreeSource;

/** MLflow's tracking database, in SQLite and PostgreSQL. */
class TrackingDatabaseTest {
  private static final MlflowLog LOG = new MlflowLog();
  private static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE experiments (experiment_id INTEGER PRIMARY KEY, name VARCHAR(256),"
              + " lifecycle_stage VARCHAR(32))",
          "CREATE TABLE runs (run_uuid VARCHAR(32) PRIMARY KEY, name VARCHAR(250), status"
              + " VARCHAR(20), start_time BIGINT, end_time BIGINT, lifecycle_stage VARCHAR(20),"
              + " experiment_id INTEGER)",
          "CREATE TABLE metrics (key VARCHAR(250), value DOUBLE PRECISION NOT NULL, timestamp"
              + " BIGINT, run_uuid VARCHAR(32), step BIGINT, is_nan BOOLEAN)",
          "CREATE TABLE params (key VARCHAR(250), value VARCHAR(8000), run_uuid VARCHAR(32))",
          "CREATE TABLE tags (key VARCHAR(250), value VARCHAR(5000), run_uuid VARCHAR(32))");
  private static final List<String> ROWS =
      List.of(
          "INSERT INTO experiments VALUES (1, 'sweep', 'active'), (2, 'old', 'deleted')",
          "INSERT INTO runs VALUES ('0a', 'one', 'FINISHED', 1000, 2000, 'active', 1),"
              + " ('1b', 'two', 'FAILED', 1000, 2000, 'active', 1),"
              + " ('8c', 'three', 'FINISHED', 1000, 2000, 'active', 1),"
              + " ('9d', 'four', 'RUNNING', 1000, NULL, 'active', 1),"
              + " ('ee', 'five', 'FINISHED', 1000, 2000, 'deleted', 1),"
              + " ('ff', 'six', 'FINISHED', 1000, 2000, 'active', 2)",
          "INSERT INTO metrics VALUES ('loss', 0.5, 10, '0a', 0, false),"
              + " ('loss', 0.25, 11, '0a', 7, false), ('loss', 0.125, 12, '0a', 3, false),"
              + " ('loss', 0, 10, '1b', 0, true),"
              + " ('loss', 1.7976931348623157e308, 10, '8c', 0, false)",
          "INSERT INTO params VALUES ('lr', '0.1', '0a'), ('lr', '1e-05', '8c')",
          "INSERT INTO tags VALUES ('mlflow.parentRunId', '8c', '0a'), ('note', 'x', '0a')");

  @TempDir private Path folder;

  private Path sqlite(List<String> more) throws SQLException, IOException {
    Path file = Files.createDirectories(folder.resolve("db")).resolve("mlflow.db");
    try (Connection to = new org.sqlite.JDBC().connect("jdbc:sqlite:" + file, new Properties());
        Statement statement = to.createStatement()) {
      to.setAutoCommit(false);
      for (List<String> group : List.of(SCHEMA, more)) {
        for (String sql : group) {
          statement.execute(sql);
        }
      }
      to.commit();
    }
    return file;
  }

  private static List<TreeRecord> records(LogFile file) throws IOException {
    List<TreeRecord> records = new ArrayList<>();
    for (KeyRange range : LOG.ranges(file)) {
      FileTally tally = new FileTally(file.path(), new long[0]);
      try (TreeSource source = LOG.trials(LogPiece.keys(file, range), TextLayout.DEFAULT, tally)) {
        for (TreeRecord r = source.next().orElse(null); r != null; r = source.next().orElse(null)) {
          records.add(r);
        }
      }
    }
    return records;
  }

  @Test
  void everyRunOfADatabaseIsRead() throws Exception {
    Outcome read = Fixture.read(LOG, sqlite(ROWS));
    assertThat(Fixture.values(read, "trial_id"))
        .containsExactly("0a", "1b", "8c", "9d", "ee", "ff");
    assertThat(Fixture.values(read, "state"))
        .containsExactly("FINISHED", "FAILED", "FINISHED", "RUNNING", "FINISHED", "FINISHED");
    assertThat(Fixture.values(read, "lifecycle_stage"))
        .containsExactly("active", "active", "active", "active", "deleted", "deleted");
    assertThat(Fixture.values(read, "metrics.loss"))
        .containsExactly("0.25", "nan", "1.7976931348623157E308", null, null, null);
    assertThat(read.trials().get(0).fields().at("/curves/loss").findValuesAsText("value"))
        .containsExactly("0.5", "0.125", "0.25");
    assertThat(Fixture.values(read, "params.lr"))
        .containsExactly("0.1", null, "1e-05", null, null, null);
    assertThat(Fixture.values(read, "role"))
        .containsExactly("child", "run", "parent", "run", "run", "run");
    assertThat(Fixture.values(read, "study"))
        .containsExactly("sweep", "sweep", "sweep", "sweep", "sweep", "old");
    assertThat(read.unreadable()).isEmpty();
  }

  @Test
  void rangesOfALargeDatabaseHoldEveryRunOnce() throws Exception {
    String many =
        "INSERT INTO runs WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE"
            + " i < 11000) SELECT lower(hex(randomblob(16))), 'r', 'FINISHED', 1, 2, 'active', 1"
            + " FROM n";
    LocalFile file =
        new LocalFile(
            sqlite(
                List.of(
                    "INSERT INTO experiments VALUES (1, 'sweep', 'active')",
                    many,
                    "INSERT INTO runs VALUES ('zz', 'r', 'FINISHED', 1, 2, 'active', 1)",
                    "INSERT INTO runs VALUES ('', 'r', 'FINISHED', 1, 2, 'active', 1)")));
    assertThat(LOG.ranges(file)).hasSize(3);
    List<TreeRecord> records = records(file);
    assertThat(records).hasSize(11002);
    assertThat(records.stream().filter(r -> r.unreadable().isPresent())).as("no id").hasSize(1);
    assertThat(records.stream().map(r -> r.fields().path("trial_id").asText()).distinct())
        .hasSize(11002);
  }

  @Test
  void postgresGivesWhatSqliteGives() throws Exception {
    List<TreeRecord> here = records(new LocalFile(sqlite(ROWS)));
    try (PostgresServer server = PostgresServer.start()) {
      server.execute(SCHEMA.toArray(new String[0]));
      server.execute(ROWS.toArray(new String[0]));
      assertThat(records(server.log())).isEqualTo(here);
    }
  }

  @Test
  void damagedPagesCostWhatTheyHold() throws Exception {
    Path file = sqlite(ROWS);
    Path damaged = Files.createDirectories(folder.resolve("damaged"));
    new ReaderFuzz(LOG, file, damaged).run((words, read) -> {});
  }
}
