package org.lossfloor.read.mlflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.lossfloor.read.database.Database;
import org.lossfloor.read.database.DatabaseRow;
import org.lossfloor.read.database.KeyedEntries;
import org.lossfloor.read.database.KeyedEntry;
import org.lossfloor.read.database.KeyedTable;
import org.lossfloor.read.database.Tables;
import org.lossfloor.read.file.KeyRange;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TreeSource;

/**
 * The runs of a tracking database. NaN is a flag there, and infinity the largest number. The key of
 * a run is hexadecimal text, which is cut into ranges by its first digits.
 */
final class RunDatabase implements TreeSource {
  static final String[] TABLES = {"experiments", "runs", "params", "tags", "metrics"};

  private static final String RUNS = "runs";
  private static final String KEY = "run_uuid";
  private static final long RANGE_ROWS = 5_000;

  /** What all runs share: the experiments by id, and which runs others are nested in. */
  private record Store(Map<String, DatabaseRow> experiments, Set<String> parents) {}

  private final Database database;
  private final Store store;
  private final KeyedEntries entries;
  private final boolean whole;
  private boolean some;

  private RunDatabase(Database database, LogPiece piece) throws IOException {
    this.database = database;
    Tables tables = database.tables();
    tables.require("MLflow", TABLES);
    store = piece.memo().get(Store.class, piece.file().path(), () -> store(database));
    KeyRange range = new KeyRange(piece.start(), piece.end());
    whole = range.equals(KeyRange.ALL);
    KeyedTable runs =
        KeyedTable.hexadecimal(
            RUNS,
            KEY,
            List.of(
                new KeyedTable.Part("params", KEY, List.of("key")),
                new KeyedTable.Part("tags", KEY, List.of("key")),
                new KeyedTable.Part("metrics", KEY, List.of("key", "timestamp"))));
    entries = new KeyedEntries(database, runs, range);
  }

  static RunDatabase open(LogPiece piece) throws IOException {
    Database database = Database.open(piece);
    try {
      return new RunDatabase(database, piece);
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  static List<KeyRange> ranges(LogFile file) throws IOException {
    try (Database database = Database.open(file)) {
      return database.hexadecimalRanges(RUNS, RANGE_ROWS);
    } catch (StorageFault e) {
      throw e;
    } catch (IOException e) {
      // What is wrong with it is said where it is read.
      return List.of(KeyRange.ALL);
    }
  }

  private static Store store(Database database) throws IOException {
    Map<String, DatabaseRow> experiments = new HashMap<>();
    for (DatabaseRow row : database.all("experiments", "SELECT * FROM experiments")) {
      row.text("experiment_id").ifPresent(id -> experiments.put(id, row));
    }
    Set<String> parents = new HashSet<>();
    String query = "SELECT DISTINCT value FROM tags WHERE key = ?";
    for (DatabaseRow row : database.all("tags", query, StoredExperiment.PARENT)) {
      row.text("value").ifPresent(id -> parents.add(id.strip()));
    }
    return new Store(experiments, parents);
  }

  @Override
  public Optional<TreeRecord> next() throws IOException {
    Optional<KeyedEntry> entry = entries.next();
    if (entry.isEmpty() && whole && !some) {
      throw new IOException(
          "the database has " + store.experiments().size() + " experiments and no runs");
    }
    some = true;
    return entry.map(this::record);
  }

  private TreeRecord record(KeyedEntry entry) {
    try {
      if (entry.fault().isPresent() || entry.row().isEmpty()) {
        throw new UnreadableRecord(entry.fault().orElse("the row is missing"));
      }
      return run(entry.row().get(), entry).trial().at(0);
    } catch (UnreadableRecord e) {
      String text = entry.row().map(row -> row.values().toString()).orElse("");
      String place =
          entry.fault().isPresent() ? "" : "table `runs`, run_uuid " + entry.key() + ": ";
      return TreeRecord.unreadable(0, place + e.getMessage(), text);
    }
  }

  private Run run(DatabaseRow row, KeyedEntry entry) {
    String id = row.text(KEY).orElse(null);
    String number = row.text("experiment_id").orElse("");
    Optional<DatabaseRow> experiment = Optional.ofNullable(store.experiments().get(number));
    String life = row.text("lifecycle_stage").orElse(null);
    boolean gone =
        experiment
            .flatMap(e -> e.text("lifecycle_stage"))
            .filter(StoredExperiment.DELETED::equals)
            .isPresent();
    return new Run(
        id,
        row.text("status").orElse(null),
        gone ? StoredExperiment.DELETED : life,
        experiment.flatMap(e -> e.text("name")).orElse(number),
        row.text("start_time").orElse(null),
        row.text("end_time").orElse(null),
        null,
        store.parents().contains(id),
        texts(entry.part("params")),
        metrics(entry.part("metrics")),
        texts(entry.part("tags")));
  }

  private static Map<String, String> texts(List<DatabaseRow> rows) {
    Map<String, String> texts = new TreeMap<>();
    for (DatabaseRow row : rows) {
      row.text("key").ifPresent(key -> texts.put(key, row.text("value").orElse("")));
    }
    return texts;
  }

  private static List<MetricLines> metrics(List<DatabaseRow> rows) {
    Map<String, MetricLines> metrics = new TreeMap<>();
    for (DatabaseRow row : rows) {
      String name = row.text("key").orElse("");
      String value = row.flag("is_nan") ? "nan" : row.text("value").orElse("");
      metrics
          .computeIfAbsent(name, MetricLines::new)
          .add(row.text("timestamp").orElse(null), value, row.text("step").orElse(null));
    }
    return new ArrayList<>(metrics.values());
  }

  @Override
  public void close() throws IOException {
    try {
      entries.close();
    } finally {
      database.close();
    }
  }
}
