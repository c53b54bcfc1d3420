package org.lossfloor.read.nni;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.read.file.LocalFile;
import org.lossfloor.read.text.Head;
import org.lossfloor.read.tracker.Fixture;
import org.lossfloor.read.tracker.ReaderFuzz;
import org.lossfloor.read.tracker.ReaderFuzz.Outcome;

class NniLogTest {
  private static final NniLog LOG = new NniLog();
  private static final String CSV =
      """
      reward,lr,trialJobId,layers,intermediate
      0.75,0.1,aB1,2,"[0.5,0.75]"
      nan,0.2,aB2,3,
      """;
  private static final String JSON =
      """
      [{"parameter": {"lr": 0.1, "layers": 2}, "value": "0.75", "trialJobId": "aB1"},
       {"parameter": {"lr": 0.2}, "value": "{\\"default\\": 0.5, \\"acc\\": 0.25}", "trialJobId": "aB2",
        "intermediate": ["0.25", "0.5"]}]
      """;

  @TempDir private Path folder;

  private static void run(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  private static void event(
      Connection to, long time, String id, String event, String data, Integer n)
      throws SQLException {
    run(
        to,
        "INSERT INTO TrialJobEvent VALUES (?,?,?,?,?,?,?)",
        time,
        id,
        event,
        data,
        "/log",
        n,
        "");
  }

  private static void metric(Connection to, String id, String type, int sequence, String data)
      throws SQLException {
    run(
        to,
        "INSERT INTO MetricData VALUES (?,?,?,?,?,?)",
        1000L + sequence,
        id,
        "0",
        type,
        sequence,
        data);
  }

  private static String drawn(double lr, int id) {
    return "{\"parameter_id\":%d,\"parameter_source\":\"algorithm\",\"parameters\":{\"lr\":%s},\"parameter_index\":0}"
        .formatted(id, lr);
  }

  private Path database(String name, String profile) throws SQLException, IOException {
    Path file = folder.resolve(name).resolve("nni.sqlite");
    Files.createDirectories(file.getParent());
    try (Connection to = new org.sqlite.JDBC().connect("jdbc:sqlite:" + file, new Properties())) {
      try (Statement statement = to.createStatement()) {
        statement.executeUpdate(
            """
            create table TrialJobEvent (timestamp integer, trialJobId text, event text, data text,
              logPath text, sequenceId integer, message text);
            create index TrialJobEvent_trialJobId on TrialJobEvent(trialJobId);
            create table MetricData (timestamp integer, trialJobId text, parameterId text,
              type text, sequence integer, data text);
            create index MetricData_trialJobId on MetricData(trialJobId);
            create table ExperimentProfile (params text, id text, execDuration integer,
              startTime integer, endTime integer, logDir text, nextSequenceId integer,
              revision integer);
            """);
      }
      run(to, "INSERT INTO ExperimentProfile VALUES (?,?,1,1,null,'',0,1)", "{}", "old");
      run(to, "INSERT INTO ExperimentProfile VALUES (?,?,1,1,2,'',0,2)", profile, "kX3yZ");
      trials(to);
    }
    return file;
  }

  private static void trials(Connection to) throws SQLException {
    event(to, 100, "", "IMPORT_DATA", "[]", null);
    for (int i = 0; i < 6; i++) {
      String id = "job" + i;
      event(to, 1000 + i, id, "WAITING", drawn(0.1 * (i + 1), i), i);
      if (i < 5) {
        event(to, 2000 + i, id, "RUNNING", null, i);
        metric(to, id, "PERIODICAL", 0, "\"0.25\"");
        metric(to, id, "PERIODICAL", 1, "\"{\\\"default\\\": 0.5, \\\"acc\\\": 0.125}\"");
      }
    }
    metric(to, "job0", "FINAL", 0, "\"0.75\"");
    metric(to, "job0", "FINAL", 0, "\"0.99\"");
    event(to, 3000, "job0", "SUCCEEDED", null, 0);
    metric(to, "job1", "FINAL", 0, "\"{\\\"default\\\": NaN, \\\"acc\\\": 0.5}\"");
    event(to, 3001, "job1", "SUCCEEDED", null, 1);
    metric(to, "job2", "FINAL", 0, "\"0.5\"");
    event(to, 3002, "job2", "FAILED", null, 2);
    event(to, 3003, "job3", "EARLY_STOPPED", null, 3);
    event(to, 3004, "job4", "USER_TO_CANCEL", null, 4);
  }

  private static final String V2 =
      "{\"experimentName\":\"mnist\",\"searchSpace\":{\"lr\":{\"_type\":\"loguniform\",\"_value\":[0.001,1]}},"
          + "\"tuner\":{\"name\":\"TPE\",\"classArgs\":{\"optimize_mode\":\"minimize\"}}}";
  private static final String V1 =
      "{\"experimentName\":\"mnist\",\"searchSpace\":\"{\\\"lr\\\":{\\\"_type\\\":\\\"uniform\\\",\\\"_value\\\":[0,1]}}\","
          + "\"tuner\":{\"builtinTunerName\":\"Random\",\"classArgs\":{\"optimize_mode\":\"maximize\"}}}";

  @Test
  void theStateIsThatOfTheLastEvent() throws Exception {
    Outcome read = Fixture.read(LOG, database("a", V2));
    assertThat(read.unreadable()).isEmpty();
    assertThat(read.broken()).isEmpty();
    assertThat(Fixture.values(read, "trial_id"))
        .containsExactly("job0", "job1", "job2", "job3", "job4", "job5");
    assertThat(Fixture.values(read, "state"))
        .containsExactly(
            "SUCCEEDED", "SUCCEEDED", "FAILED", "EARLY_STOPPED", "USER_CANCELED", "WAITING");
    assertThat(Fixture.values(read, "value"))
        .containsExactly("0.75", "NaN", null, null, null, null);
    assertThat(Fixture.values(read, "start_time"))
        .containsExactly("2000", "2001", "2002", "2003", "2004", "1005");
    assertThat(Fixture.values(read, "end_time"))
        .containsExactly("3000", "3001", "3002", "3003", null, null);
    assertThat(Fixture.values(read, "number")).containsExactly("0", "1", "2", "3", "4", "5");
  }

  @Test
  void textInTextIsRead() throws Exception {
    Outcome read = Fixture.read(LOG, database("a", V2));
    JsonNode first = read.trials().get(0).fields();
    assertThat(first.path("params").path("lr").asDouble()).isEqualTo(.1);
    assertThat(first.path("metrics").path("default").asText()).isEqualTo("0.75");
    assertThat(first.path("curves").path("default"))
        .extracting(point -> point.path("step").asText() + " " + point.path("value").asText())
        .containsExactly("0 0.25", "1 0.5");
    assertThat(first.path("curves").path("acc")).hasSize(1);
    assertThat(read.trials().get(2).fields().path("tags").path("score").asText()).isEqualTo("0.5");
  }

  @Test
  void settingsOfBothVersionsAreTaken() throws Exception {
    Outcome two = Fixture.read(LOG, database("v2", V2));
    assertThat(Fixture.values(two, "sampler")).containsOnly("TPE");
    assertThat(Fixture.values(two, "direction")).containsOnly("minimize");
    assertThat(Fixture.values(two, "study")).containsOnly("kX3yZ");
    assertThat(Fixture.values(two, "space.lr._type")).containsOnly("loguniform");
    Outcome one = Fixture.read(LOG, database("v1", V1));
    assertThat(Fixture.values(one, "sampler")).containsOnly("Random");
    assertThat(Fixture.values(one, "direction")).containsOnly("maximize");
    assertThat(Fixture.values(one, "space.lr._type")).containsOnly("uniform");
    Outcome none = Fixture.read(LOG, database("broken", "{"));
    assertThat(none.trials()).hasSize(6);
    assertThat(none.unreadable()).hasSize(1).allMatch(why -> why.contains("ExperimentProfile"));
  }

  @Test
  void exportsAreRead() throws IOException {
    Outcome table = Fixture.read(LOG, folder, "e/trials.csv", CSV);
    assertThat(Fixture.values(table, "value")).containsExactly("0.75", "nan");
    assertThat(Fixture.values(table, "params.layers")).containsExactly("2", "3");
    assertThat(table.trials().get(0).fields().path("curves").path("default")).hasSize(2);
    Outcome document = Fixture.read(LOG, folder, "e/trials.json", JSON);
    assertThat(Fixture.values(document, "trial_id")).containsExactly("aB1", "aB2");
    assertThat(Fixture.values(document, "value")).containsExactly("0.75", "0.5");
    assertThat(Fixture.values(document, "metrics.acc")).containsExactly(null, "0.25");
    assertThat(Fixture.values(document, "state")).containsOnly("SUCCEEDED");
    assertThat(Fixture.values(document, "study"))
        .allMatch(study -> study.endsWith("e/trials.json"));
  }

  @Test
  void onlyNniIsRecognised() throws Exception {
    assertThat(certainty(database("a", V2))).isEqualTo(1);
    for (String text : List.of(CSV, JSON)) {
      Path file = folder.resolve("x");
      Files.writeString(file, text);
      assertThat(certainty(file)).isGreaterThan(.9);
    }
    Path other = folder.resolve("y");
    Files.writeString(other, "lr,reward\n1,2\n");
    assertThat(certainty(other)).isZero();
  }

  private static double certainty(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return LOG.recognise(
            new LocalFile(file), new Head(Arrays.copyOf(bytes, Math.min(bytes.length, 1 << 16))))
        .certainty();
  }

  @Test
  void damageCostsTrialsAtMost() throws Exception {
    Path file = database("fixture", V2);
    Path work = Files.createDirectories(folder.resolve("work"));
    new ReaderFuzz(LOG, file, work).run((damage, read) -> {});
    for (String text : List.of(CSV, JSON)) {
      Path export = folder.resolve("export.txt");
      Files.writeString(export, text);
      new ReaderFuzz(LOG, export, work).run((damage, read) -> {});
    }
  }
}
