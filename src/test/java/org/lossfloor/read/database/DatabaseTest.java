package org.lossfloor.read.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.config.path.DatabaseUrl;
import org.lossfloor.read.file.KeyRange;
import org.lossfloor.read.file.LocalFile;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.file.StorageFault;

/** Databases are read, never written, and cost no more than what is damaged. */
class DatabaseTest {
  private static final int PAGE = 1024;
  private static final int TRIALS = 700;
  private static final KeyedTable TABLE =
      new KeyedTable(
          "trials",
          "trial_id",
          List.of(new KeyedTable.Part("params", "trial_id", List.of("name"))));

  @TempDir Path folder;

  private static Connection writing(Path file) throws SQLException {
    return new org.sqlite.JDBC().connect("jdbc:sqlite:" + file, new java.util.Properties());
  }

  private static void execute(Path file, String... statements) throws SQLException {
    try (Connection connection = writing(file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String[] trials(String from) {
    return new String[] {
      "CREATE TABLE trials (trial_id INTEGER PRIMARY KEY, number INTEGER, state TEXT)",
      "CREATE INDEX by_number ON trials (number)",
      "CREATE TABLE params (id INTEGER PRIMARY KEY, trial_id INTEGER, name TEXT, value "
          + "DOUBLE PRECISION, UNIQUE (trial_id, name))",
      from.formatted("trials", "i, i - 1, 'COMPLETE'"),
      from.formatted("params", "2 * i, i, 'b', i / 8.0"),
      from.formatted("params", "2 * i + 1, i, 'a', i * 0.25"),
    };
  }

  private static final String SQLITE_ROWS =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
          + TRIALS
          + ") INSERT INTO %s SELECT %s FROM n";
  private static final String POSTGRES_ROWS =
      "INSERT INTO %s SELECT %s FROM generate_series(1, " + TRIALS + ") AS n(i)";

  private Path study(String name) throws SQLException {
    Path file = folder.resolve(name);
    List<String> all = new ArrayList<>(List.of("PRAGMA page_size = " + PAGE));
    all.addAll(List.of(trials(SQLITE_ROWS)));
    execute(file, all.toArray(new String[0]));
    return file;
  }

  private static List<KeyedEntry> entries(LogFile file, KeyRange range) throws IOException {
    List<KeyedEntry> all = new ArrayList<>();
    try (Database database = Database.open(LogPiece.keys(file, range));
        KeyedEntries entries = new KeyedEntries(database, TABLE, range)) {
      for (Optional<KeyedEntry> e = entries.next(); e.isPresent(); e = entries.next()) {
        all.add(e.get());
      }
    }
    return all;
  }

  private static String shown(KeyedEntry entry) {
    StringBuilder text = new StringBuilder(entry.row().orElseThrow().values().toString());
    entry.part("params").forEach(row -> text.append(' ').append(row.text("name").orElseThrow()));
    entry.part("params").forEach(row -> text.append(' ').append(row.text("value").orElseThrow()));
    return text.toString();
  }

  private Set<String> names() throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return new HashSet<>(inside.map(p -> p.getFileName().toString()).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"study.db", "a b?c=d#e%20f&mode=rwc.db", "é.sqlite3"})
  void fileIsReadWholeAndLeftAsItIs(String name) throws Exception {
    Path plain = study("plain.db");
    execute(plain, "UPDATE params SET value = 1.0 / 7 WHERE id = 2");
    Path file = Files.move(plain, folder.resolve(name));
    byte[] before = Files.readAllBytes(file);
    List<KeyedEntry> all = entries(new LocalFile(file), KeyRange.ALL);
    assertThat(all).hasSize(TRIALS).allMatch(e -> e.fault().isEmpty());
    assertThat(shown(all.get(6)))
        .isEqualTo("{trial_id=7, number=6, state=COMPLETE} a b 1.75 0.875");
    assertThat(all.get(0).part("params").get(1).text("value")).hasValue("" + 1 / 7.0);
    assertThat(names()).containsExactly(name);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void fileInWalModeWithoutWalIsReadWithoutMakingOne() throws Exception {
    Path file = study("wal.db");
    execute(file, "PRAGMA journal_mode = WAL");
    assertThat(names()).containsExactly("wal.db");
    assertThat(entries(new LocalFile(file), KeyRange.ALL)).hasSize(TRIALS);
    assertThat(names()).containsExactly("wal.db");
  }

  @Test
  void whatIsInTheWalAloneIsReadFromACopy() throws Exception {
    Path file = study("live.db");
    try (Connection writer = writing(file);
        Statement statement = writer.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("INSERT INTO trials VALUES (" + (TRIALS + 1) + ", 0, 'RUNNING')");
      Set<String> before = names();
      assertThat(before).contains("live.db-wal");
      byte[] wal = Files.readAllBytes(folder.resolve("live.db-wal"));
      byte[] main = Files.readAllBytes(file);
      assertThat(entries(new LocalFile(file), KeyRange.ALL)).hasSize(TRIALS + 1);
      assertThat(names()).isEqualTo(before);
      assertThat(Files.readAllBytes(file)).isEqualTo(main);
      assertThat(Files.readAllBytes(folder.resolve("live.db-wal"))).isEqualTo(wal);
    }
  }

  /** Every page in turn becomes zeros or noise; what is left is right, and no key is forgotten. */
  @ParameterizedTest
  @ValueSource(ints = {0, 0x5A})
  void damagedPageCostsWhatItHolds(int filler) throws Exception {
    Path file = study("study.db");
    TreeMap<Long, String> right = new TreeMap<>();
    entries(new LocalFile(file), KeyRange.ALL).forEach(e -> right.put(e.number(), shown(e)));
    byte[] bytes = Files.readAllBytes(file);
    Path damaged = folder.resolve("damaged.db");
    int whole = 0;
    for (int page = 1; page * PAGE < bytes.length; page++) {
      byte[] copy = bytes.clone();
      java.util.Arrays.fill(copy, page * PAGE, (page + 1) * PAGE, (byte) filler);
      Files.write(damaged, copy);
      Set<Long> seen = new HashSet<>();
      boolean told = false;
      try (Database database = Database.open(new LocalFile(damaged));
          KeyedEntries entries = new KeyedEntries(database, TABLE, KeyRange.ALL)) {
        for (Optional<KeyedEntry> e = entries.next(); e.isPresent(); e = entries.next()) {
          assertThat(seen.add(e.get().number())).isTrue();
          if (e.get().fault().isPresent()) {
            assertThat(e.get().fault().get())
                .contains("table `")
                .contains("trial_id " + e.get().number());
          } else {
            assertThat(shown(e.get())).isEqualTo(right.get(e.get().number()));
          }
        }
      } catch (IOException e) {
        assertThat(e).isNotInstanceOf(StorageFault.class);
        told = true;
      }
      assertThat(told || seen.equals(right.keySet())).as("page %d", page).isTrue();
      whole += told ? 0 : 1;
    }
    assertThat(whole).as("pages whose loss leaves every key known").isGreaterThan(60);
  }

  @Test
  void truncatedOrForeignFileIsAFaultOfTheFile() throws Exception {
    Path file = study("study.db");
    byte[] bytes = Files.readAllBytes(file);
    for (int length = 16; length < bytes.length; length += 777) {
      Files.write(file, java.util.Arrays.copyOf(bytes, length));
      try {
        assertThat(entries(new LocalFile(file), KeyRange.ALL)).hasSizeLessThanOrEqualTo(TRIALS);
      } catch (IOException e) {
        assertThat(e).isNotInstanceOf(StorageFault.class).hasMessageContaining("table `trials`");
      }
    }
    Files.writeString(file, "no database, but a text that is long enough to be read as a header");
    assertThatThrownBy(() -> entries(new LocalFile(file), KeyRange.ALL))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(StorageFault.class)
        .hasMessageContaining("not a database");
  }

  @Test
  void rangesHoldEveryKey() throws Exception {
    Path file = study("study.db");
    execute(file, "INSERT INTO trials VALUES (-5, 0, 'FAIL'), (0, 0, 'FAIL'), (100000, 0, 'FAIL')");
    LogFile log = new LocalFile(file);
    List<KeyRange> ranges;
    try (Database database = Database.open(log)) {
      ranges = database.ranges("trials", "trial_id", 100);
    }
    assertThat(ranges).hasSizeBetween(2, 8);
    List<Long> keys = new ArrayList<>();
    for (KeyRange range : ranges) {
      entries(log, range).forEach(e -> keys.add(e.number()));
    }
    List<Long> whole = entries(log, KeyRange.ALL).stream().map(KeyedEntry::number).toList();
    assertThat(keys).isEqualTo(whole).hasSize(TRIALS + 3);
  }

  @Test
  void tablesAreNamed() throws Exception {
    Path file = folder.resolve("other.db");
    execute(file, "CREATE TABLE a (x)", "CREATE TABLE b (x)");
    try (Database database = Database.open(new LocalFile(file))) {
      Tables tables = database.tables();
      assertThat(tables.sentence()).isEqualTo("a SQLite database with the tables a, b");
      assertThatThrownBy(() -> tables.require("Optuna", "a", "trials"))
          .hasMessage(
              "a SQLite database with the tables a, b, but Optuna keeps its trials in a table"
                  + " `trials`");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://host/db?user=me&ssl=true",
        "jdbc:postgresql://host/db?ssl=true&password=s3cret",
        "jdbc:postgresql://me:s3cret@host/db",
        "jdbc:postgresql://me:p@s3cret@host/db",
        "jdbc:postgresql://host/db;passfile=s3cret",
        "jdbc:postgresql://host/db?USERNAME=s3cret",
        "jdbc:postgresql://host/db?Password=s3cret&sslpassword=s3cret"
      })
  void urlWithSecretsIsRefusedAndNotShown(String url) {
    assertThat(DatabaseUrl.refusal(url).orElseThrow())
        .contains("***", DatabaseUrl.PASSWORD)
        .doesNotContain("s3cret");
    assertThatThrownBy(() -> Database.open(new PostgresServer.Url(url, "x")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("***")
        .message()
        .doesNotContain("s3cret");
  }

  @Test
  void otherDatabasesAreRefused() {
    assertThat(DatabaseUrl.refusal("jdbc:mysql://host/db").orElseThrow())
        .contains("jdbc:mysql://host/db is not read");
    assertThat(DatabaseUrl.refusal("jdbc:postgresql://host/db?sslmode=require")).isEmpty();
  }

  @Test
  void postgresIsReadAsAFileIs() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      server.execute(trials(POSTGRES_ROWS));
      Path file = study("study.db");
      List<String> inFile =
          entries(new LocalFile(file), KeyRange.ALL).stream().map(DatabaseTest::shown).toList();
      List<String> inServer = new ArrayList<>();
      List<KeyRange> ranges;
      try (Database database = Database.open(server.log())) {
        ranges = database.ranges("trials", "trial_id", 150);
        assertThat(database.tables().sentence())
            .isEqualTo("a PostgreSQL database with the tables params, trials");
      }
      assertThat(ranges).hasSize(5);
      for (KeyRange range : ranges) {
        entries(server.log(), range).forEach(e -> inServer.add(shown(e)));
      }
      assertThat(inServer).isEqualTo(inFile);
      missesAreFaultsOfTheRightKind(server);
    }
  }

  private static void missesAreFaultsOfTheRightKind(PostgresServer server) throws Exception {
    assertThatThrownBy(() -> Database.open(server.log("wrong")))
        .isInstanceOf(StorageFault.class)
        .hasMessageContaining(server.url())
        .hasMessageContaining(DatabaseUrl.PASSWORD)
        .message()
        .doesNotContain("wrong");
    try (Database database = Database.open(server.log())) {
      assertThatThrownBy(() -> database.all("none", "SELECT * FROM none"))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(StorageFault.class)
          .hasMessageContaining("table `none`");
      // The connection is of use after that, and nothing can be written through it.
      assertThat(database.all("trials", "SELECT * FROM trials LIMIT 3")).hasSize(3);
      assertThatThrownBy(() -> database.all("trials", "DELETE FROM trials RETURNING trial_id"))
          .hasMessageContaining("read-only");
      KeyedEntries entries = new KeyedEntries(database, TABLE, KeyRange.ALL);
      assertThat(entries.next()).isPresent();
      server.kill();
      assertThatThrownBy(
              () -> {
                while (entries.next().isPresent()) {}
              })
          .isInstanceOf(StorageFault.class);
    }
  }
}
