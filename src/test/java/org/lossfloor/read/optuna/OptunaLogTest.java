package org.lossfloor.read.optuna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.database.PostgresServer;
import org.lossfloor.read.file.KeyRange;
import org.lossfloor.read.file.LocalFile;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.text.Head;
import org.lossfloor.read.tracker.ReaderFuzz;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TreeSource;

/** Optuna's storages give a record per trial and objective, whatever wrote them. */
class OptunaLogTest {
  private static final Path SAMPLES = Path.of("../shared/sweeps/native-samples");
  private static final OptunaLog LOG = new OptunaLog();

  @TempDir Path folder;

  private FileTally tally;

  private static Path fixture(String name) {
    return Path.of("src/test/resources/org/lossfloor/read/optuna").resolve(name);
  }

  private List<TreeRecord> records(LogPiece piece) throws IOException {
    tally = new FileTally(piece.file().path(), new long[0]);
    List<TreeRecord> all = new ArrayList<>();
    try (TreeSource source = LOG.trials(piece, TextLayout.DEFAULT, tally)) {
      for (Optional<TreeRecord> r = source.next(); r.isPresent(); r = source.next()) {
        all.add(r.get());
      }
    }
    return all;
  }

  private List<TreeRecord> records(Path file) throws IOException {
    return records(LogPiece.whole(new LocalFile(file.toAbsolutePath())));
  }

  private List<TreeRecord> journal(String... lines) throws IOException {
    Path file = folder.resolve("journal.log");
    Files.writeString(file, String.join("\n", lines) + "\n");
    return records(file);
  }

  private static List<String> lines(String fixture) throws IOException {
    return Files.readAllLines(fixture(fixture));
  }

  private static List<String> statements(String name) throws IOException {
    return lines(name + ".sql");
  }

  private Path database(String name) throws IOException, SQLException {
    Path file = folder.resolve(name + ".db");
    try (Connection c = new org.sqlite.JDBC().connect("jdbc:sqlite:" + file, new Properties());
        Statement statement = c.createStatement()) {
      statement.execute("PRAGMA page_size = 512");
      for (String sql : statements(name)) {
        statement.execute(sql);
      }
    }
    return file;
  }

  private static Map<String, Integer> states(List<TreeRecord> records) {
    Map<String, Integer> counts = new TreeMap<>();
    records.forEach(
        r ->
            counts.merge(
                r.fields().path("study").asText() + " " + r.fields().path("state").asText(),
                1,
                Integer::sum));
    return counts;
  }

  private static String shown(TreeRecord record, String... fields) {
    List<String> values = new ArrayList<>();
    for (String field : fields) {
      JsonNode value = record.fields().at("/" + field);
      values.add(value.isMissingNode() ? "-" : value.isValueNode() ? value.asText() : "" + value);
    }
    return String.join(" ", values);
  }

  private static List<String> shown(List<TreeRecord> records, String... fields) {
    return records.stream().map(r -> shown(r, fields)).toList();
  }

  @Test
  void databaseGivesEveryTrialOfEveryStudy() throws Exception {
    List<TreeRecord> all = records(database("v3.2"));
    assertThat(shown(all, "trial_id", "number", "study", "objective", "value", "direction"))
        .containsExactly(
            "1 0 one value 0.8125 maximize",
            "2 1 one value 0.5 maximize",
            "3 2 one value null maximize",
            "4 3 one value null maximize",
            "5 4 one value null maximize",
            "6 5 one value -inf maximize",
            "7 6 one value 0.75 maximize",
            "8 0 two loss 0.1 minimize",
            "8 0 two accuracy 0.9 maximize",
            "9 1 two loss null minimize",
            "9 1 two accuracy null maximize");
    assertThat(states(all))
        .isEqualTo(
            Map.of(
                "one COMPLETE", 3,
                "one PRUNED", 1,
                "one FAIL", 1,
                "one RUNNING", 1,
                "one WAITING", 1,
                "two COMPLETE", 2,
                "two FAIL", 2));
    assertThat(shown(all, "enqueued").subList(3, 6)).containsExactly("false", "true", "false");
    assertThat(shown(all, "sampler").subList(6, 8)).containsExactly("null", "NSGAIISampler");
    assertThat(shown(all.get(3), "tags/heartbeat")).isEqualTo("2024-05-01 10:03:30");
    assertThat(shown(all.get(5), "tags/retry_of")).isEqualTo("2");
    assertThat(all.get(0).line()).isEqualTo(1);
  }

  @Test
  void valuesAreWhatTheTrialSaw() throws Exception {
    List<TreeRecord> all = records(database("v3.2"));
    assertThat(shown(all.get(0), "params"))
        .isEqualTo("{\"lr\":0.0123,\"layers\":3,\"act\":\"tanh\"}");
    assertThat(shown(all.get(1), "params")).isEqualTo("{\"lr\":0.5,\"act\":null}");
    assertThat(shown(all.get(0), "space/layers/attributes/high", "space/act/name"))
        .isEqualTo("4 CategoricalDistribution");
    assertThat(shown(all.get(0), "tags/gpu", "tags/test_accuracy")).isEqualTo("a100 0.79");
    assertThat(shown(all.get(0), "curves/intermediate"))
        .isEqualTo("[{\"step\":\"0\",\"value\":\"0.25\"},{\"step\":\"1\",\"value\":\"0.75\"}]");
    assertThat(shown(all.get(2), "curves/intermediate/0/value", "curves/intermediate/1/value"))
        .isEqualTo("nan inf");
    assertThat(shown(all.get(0), "start_time", "end_time"))
        .isEqualTo("2024-05-01 10:00:00.250000 2024-05-01 10:01:00.500000");
  }

  @Test
  void olderSchemasAreReadToo() throws Exception {
    List<TreeRecord> first = records(database("v2.4"));
    assertThat(shown(first, "number", "value", "direction", "sampler", "params/units"))
        .containsExactly("0 0.25 minimize GridSampler 64", "1 0.5 minimize GridSampler 32");
    assertThat(shown(first.get(0), "curves/intermediate/0/value", "curves/intermediate/1/value"))
        .isEqualTo("0.75 nan");
    List<TreeRecord> oldest = records(database("v0.9"));
    assertThat(shown(oldest, "study", "number", "state", "value", "direction"))
        .containsExactly(
            "oldest 0 COMPLETE 0.875 maximize",
            "oldest 1 RUNNING null maximize",
            "unset 0 COMPLETE 3.5 -");
    assertThat(shown(oldest.get(0), "curves/intermediate/1/step", "curves/intermediate/1/value"))
        .isEqualTo("2 0.875");
  }

  @Test
  void postgresGivesWhatSqliteGives() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      server.execute(
          "CREATE TYPE studydirection AS ENUM ('NOT_SET', 'MINIMIZE', 'MAXIMIZE')",
          "CREATE TYPE trialstate AS ENUM ('RUNNING', 'COMPLETE', 'PRUNED', 'FAIL', 'WAITING')",
          "CREATE TYPE trialvaluetype AS ENUM ('FINITE', 'INF_POS', 'INF_NEG')",
          "CREATE TYPE trialintermediatevaluetype AS ENUM ('FINITE', 'INF_POS', 'INF_NEG', 'NAN')");
      server.execute(statements("v3.2").toArray(new String[0]));
      LogFile log = server.log();
      assertThat(LOG.recognise(log, new Head(new byte[0])).certainty()).isEqualTo(1);
      assertThat(LOG.ranges(log)).containsExactly(KeyRange.ALL);
      List<TreeRecord> inServer = new ArrayList<>();
      for (KeyRange range : List.of(new KeyRange(0, 5), new KeyRange(5, Long.MAX_VALUE))) {
        inServer.addAll(records(LogPiece.keys(log, range)));
      }
      List<TreeRecord> inFile = records(database("v3.2"));
      String[] fields = {
        "trial_id",
        "number",
        "study",
        "state",
        "objective",
        "value",
        "direction",
        "params",
        "space",
        "curves",
        "enqueued",
        "sampler",
        "tags/retry_of"
      };
      assertThat(shown(inServer, fields)).isEqualTo(shown(inFile, fields));
      assertThat(shown(inServer.get(0), "start_time")).isEqualTo("2024-05-01T10:00:00.250");
    }
  }

  @Test
  void journalIsReplayedInItsOrder() throws Exception {
    List<TreeRecord> all = records(fixture("journal.log"));
    assertThat(
            shown(all, "trial_id", "number", "study", "state", "objective", "value", "direction"))
        .containsExactly(
            "1 0 one COMPLETE value 0.875 maximize",
            "2 1 one FAIL value null maximize",
            "3 2 one PRUNED value 0.25 maximize",
            "4 3 one WAITING value null maximize",
            "5 4 one COMPLETE value 0.5 maximize",
            "6 0 two COMPLETE loss 0.1 minimize",
            "6 0 two COMPLETE accuracy Infinity maximize",
            "7 1 two RUNNING loss null minimize",
            "7 1 two RUNNING accuracy null maximize");
    assertThat(shown(all, "enqueued").subList(2, 5)).containsExactly("false", "true", "false");
    assertThat(shown(all.get(0), "params", "tags/gpu", "end_time"))
        .isEqualTo("{\"lr\":0.01} a100 2024-06-07T17:27:29.000000");
    assertThat(shown(all.get(0), "curves/intermediate/0/value", "curves/intermediate/1/value"))
        .isEqualTo("NaN -Infinity");
    assertThat(shown(all.get(2), "params/z", "tags/retry_of", "start_time"))
        .isEqualTo("b 1 2024-06-07T17:27:32.000000");
    assertThat(shown(all.get(4), "curves/intermediate/0/step")).isEqualTo("3");
    assertThat(all.get(0).line()).isEqualTo(9);
    assertThat(tally.notes()).containsOnlyKeys(NoteKind.SKIPPED_OPERATION, NoteKind.DELETED_TRIAL);
    assertThat(tally.notes().get(NoteKind.DELETED_TRIAL).count()).isEqualTo(1);
  }

  @Test
  void tornLastLineCostsItselfAlone() throws Exception {
    byte[] bytes = Files.readAllBytes(fixture("journal.log"));
    Path file = folder.resolve("torn.log");
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));
    List<TreeRecord> all = records(file);
    assertThat(all.stream().filter(r -> r.unreadable().isEmpty())).hasSize(7);
    TreeRecord torn = all.get(all.size() - 1);
    assertThat(torn.unreadable().orElseThrow())
        .startsWith("torn last line: ")
        .endsWith("it began a trial, which is lost with it");
    assertThat(torn.line()).isEqualTo(28);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertThat(records(file)).hasSize(9).allMatch(r -> r.unreadable().isEmpty());
  }

  /** A line that began a trial and cannot be read must not move the ids of the others. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"op_code\": 4, \"worker_id\": \"w", "\u0001\u0002 noise", "{}"})
  void lostCreationKeepsTheIdsOfTheOthers(String damage) throws Exception {
    List<String> lines = new ArrayList<>(lines("journal.log"));
    lines.set(8, damage);
    List<TreeRecord> all = journal(lines.toArray(new String[0]));
    List<TreeRecord> whole = records(fixture("journal.log"));
    assertThat(all.get(0).unreadable().orElseThrow()).contains("began a trial");
    assertThat(all.get(0).line()).isEqualTo(9);
    assertThat(all.subList(1, all.size())).isEqualTo(whole.subList(1, whole.size()));
  }

  @Test
  void lostStudyCostsItsTrialsAndNoOthers() throws Exception {
    List<String> lines = new ArrayList<>(lines("journal.log"));
    lines.set(6, "{\"op_code\": 0, \"worker_id\": \"w-1\", \"study_na");
    List<TreeRecord> all = journal(lines.toArray(new String[0]));
    List<TreeRecord> whole = records(fixture("journal.log"));
    assertThat(all.stream().filter(r -> r.unreadable().isEmpty()).toList())
        .isEqualTo(whole.subList(0, 5));
    assertThat(all.stream().filter(r -> r.unreadable().isPresent())).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"op_code\": \"x\"}|`op_code` is `\"x\"`",
        "{\"op_code\": 6, \"trial_id\": 0, \"state\": 9}|`state` is 9",
        "{\"op_code\": 6, \"trial_id\": -1, \"state\": 1}|`trial_id` is `-1`",
        "{\"op_code\": 0, \"directions\": [1]}|`study_name` is missing",
        "[1]|not a JSON object"
      })
  void wrongLineNamesWhatIsWrong(String line, String reason) throws Exception {
    List<TreeRecord> all =
        journal(
            "{\"op_code\": 0, \"worker_id\": \"w\", \"study_name\": \"a\", \"directions\": [1]}",
            "{\"op_code\": 4, \"worker_id\": \"w\", \"study_id\": 0}",
            line);
    assertThat(all).hasSize(2);
    assertThat(all.get(1).line()).isEqualTo(3);
    assertThat(all.get(1).unreadable().orElseThrow()).contains(reason);
  }

  @Test
  void dataframesAreReadWithoutTheirIndex() throws Exception {
    List<TreeRecord> all = records(fixture("trials.csv"));
    assertThat(shown(all, "trial_id", "number", "study", "state", "objective", "value", "enqueued"))
        .map(text -> text.replaceFirst("/\\S*/", ""))
        .containsExactly(
            "0 0 trials.csv COMPLETE value 0.8125 false",
            "1 1 trials.csv PRUNED value 0.5 false",
            "2 2 trials.csv FAIL value null false",
            "3 3 trials.csv COMPLETE value 0.75 true",
            "4 4 trials.csv RUNNING value null false");
    assertThat(shown(all.get(0), "params", "tags/gpu", "start_time"))
        .isEqualTo("{\"act\":\"tanh\",\"lr\":\"0.0123\"} a100 2024-05-01 10:00:00.250000");
    assertThat(shown(records(fixture("multi.csv")), "trial_id", "objective", "value", "state"))
        .containsExactly(
            "0 loss 0.1 COMPLETE",
            "0 accuracy 0.9 COMPLETE",
            "1 loss null FAIL",
            "1 accuracy null FAIL");
  }

  @Test
  void storagesAreRecognised() throws Exception {
    assertThat(certainty(database("v3.2"))).isEqualTo(1);
    assertThat(certainty(database("v0.9"))).isEqualTo(1);
    assertThat(certainty(fixture("journal.log"))).isEqualTo(1);
    assertThat(certainty(fixture("trials.csv"))).isGreaterThan(0.9);
    Path other = folder.resolve("other.csv");
    Files.writeString(other, "number,value,state\n1,2,COMPLETE\n");
    assertThat(certainty(other)).isZero();
    assertThatThrownBy(() -> records(fixture("v3.2.sql")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("neither a database nor a journal nor a table of Optuna");
    assertThat(LOG.logs(List.of("file:/a.db", "file:/a.db-shm", "file:/a.db-wal", "file:/b-wal")))
        .containsExactly("file:/a.db", "file:/b-wal");
  }

  private static double certainty(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Head head = new Head(Arrays.copyOf(bytes, Math.min(bytes.length, Head.BYTES)));
    return LOG.recognise(new LocalFile(file.toAbsolutePath()), head).certainty();
  }

  @Test
  void otherDatabaseIsRefusedByItsTables() throws Exception {
    Path file = folder.resolve("other.db");
    try (Connection c = new org.sqlite.JDBC().connect("jdbc:sqlite:" + file, new Properties());
        Statement statement = c.createStatement()) {
      statement.execute("CREATE TABLE runs (x)");
    }
    assertThat(certainty(file)).isZero();
    assertThatThrownBy(() -> records(file))
        .hasMessage(
            "a SQLite database with the tables runs, but Optuna keeps its trials in a table"
                + " `studies`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"journal.log", "trials.csv", "multi.csv", "v3.2", "v2.4", "v0.9"})
  void damageCostsNoMoreThanIsHit(String name) throws Exception {
    Path original = name.startsWith("v") ? database(name) : fixture(name);
    Path alone = Files.createDirectory(folder.resolve("alone")).resolve(original.getFileName());
    Files.copy(original, alone);
    Path work = Files.createDirectory(folder.resolve("work"));
    new ReaderFuzz(LOG, alone, work).run((words, outcome) -> {});
  }

  /** The samples, with the counts that their README states. */
  @ParameterizedTest
  @CsvSource({
    "optuna-asreview/svm_db.sqlite3, 240, 239, 0, 1",
    "optuna-asreview/rf_db.sqlite3, 213, 213, 0, 0",
    "optuna/dashboard-sample_db.sqlite3, 100, 25, 75, 0",
    "optuna/rdb-3.2.0.a.db, 4, 4, 0, 0"
  })
  void realDatabases(String name, int records, int complete, int pruned, int running)
      throws Exception {
    Path file = SAMPLES.resolve(name);
    assumeThat(file).exists();
    List<TreeRecord> all = records(file);
    assertThat(all).hasSize(records).allMatch(r -> r.unreadable().isEmpty());
    Map<String, Integer> states = new TreeMap<>();
    all.forEach(r -> states.merge(r.fields().path("state").asText(), 1, Integer::sum));
    assertThat(states.getOrDefault("COMPLETE", 0)).isEqualTo(complete);
    assertThat(states.getOrDefault("PRUNED", 0)).isEqualTo(pruned);
    assertThat(states.getOrDefault("RUNNING", 0)).isEqualTo(running);
    try (Stream<Path> beside = Files.list(file.getParent())) {
      assertThat(beside.map(Path::toString)).noneMatch(p -> p.endsWith("-wal"));
    }
  }

  @Test
  void realJournal() throws Exception {
    Path file = SAMPLES.resolve("optuna/journal-4.0.0.dev.log");
    assumeThat(file).exists();
    List<TreeRecord> all = records(file);
    assertThat(states(all)).isEqualTo(Map.of("single_optimization COMPLETE", 10));
  }
}
