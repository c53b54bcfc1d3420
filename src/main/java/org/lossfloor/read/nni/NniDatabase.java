package org.lossfloor.read.nni;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.lossfloor.read.database.Database;
import org.lossfloor.read.database.DatabaseRow;
import org.lossfloor.read.database.Tables;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TrackerJson;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TreeSource;

/**
 * The trials of a database, by their ids. Each is looked up by itself, so that damage costs the
 * trials that it hits.
 */
final class NniDatabase implements TreeSource {
  private final Database database;
  private final Profile profile;
  private final Queue<String> ids;
  private final Queue<TreeRecord> waiting = new ArrayDeque<>();
  private long number;

  private NniDatabase(Database database, String folder) throws IOException {
    this.database = database;
    Tables tables = database.tables();
    tables.require("NNI", NniLog.EVENTS, NniLog.METRICS);
    ids = new ArrayDeque<>(ids(database));
    profile = tables.have(NniLog.PROFILE) ? profile(folder) : Profile.unknown(folder);
  }

  /**
   * Opens a database.
   *
   * @param piece the file
   * @return its trials
   * @throws IOException when it is damaged so much that its trials cannot be listed
   */
  static TreeSource open(LogPiece piece) throws IOException {
    Database database = Database.open(piece);
    try {
      return new NniDatabase(database, piece.folderName(""));
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static List<String> ids(Database database) throws IOException {
    List<String> ids = new ArrayList<>();
    String query =
        "SELECT DISTINCT %1$s FROM %2$s WHERE %1$s IS NOT NULL AND %1$s <> '' ORDER BY %1$s"
            .formatted(NniLog.ID, NniLog.EVENTS);
    for (DatabaseRow row : database.all(NniLog.EVENTS, query)) {
      row.text(NniLog.ID).ifPresent(ids::add);
    }
    return ids;
  }

  /** The newest settings. */
  private Profile profile(String otherwise) throws IOException {
    String query = "SELECT * FROM " + NniLog.PROFILE + " ORDER BY revision DESC LIMIT 1";
    List<DatabaseRow> rows;
    try {
      rows = database.all(NniLog.PROFILE, query);
    } catch (StorageFault e) {
      throw e;
    } catch (IOException e) {
      return lost(otherwise, e.getMessage(), "");
    }
    if (rows.isEmpty()) {
      return Profile.unknown(otherwise);
    }
    String study = rows.get(0).text("id").filter(id -> !id.isBlank()).orElse(otherwise);
    String text = rows.get(0).text("params").orElse("");
    try {
      return new Profile(study, TrackerJson.object(text));
    } catch (UnreadableRecord e) {
      return lost(study, "table `" + NniLog.PROFILE + "`: " + e.getMessage(), text);
    }
  }

  private Profile lost(String study, String reason, String text) {
    waiting.add(TreeRecord.unreadable(0, reason, text));
    return Profile.unknown(study);
  }

  @Override
  public Optional<TreeRecord> next() throws IOException {
    while (waiting.isEmpty() && !ids.isEmpty()) {
      waiting.addAll(trial(ids.remove()));
    }
    return Optional.ofNullable(waiting.poll());
  }

  private List<TreeRecord> trial(String id) throws IOException {
    number++;
    try {
      List<DatabaseRow> events = rows(NniLog.EVENTS, id);
      return new NniTrial(profile, id, events, rows(NniLog.METRICS, id)).records(number);
    } catch (StorageFault e) {
      throw e;
    } catch (IOException | UnreadableRecord e) {
      String reason = "%s %s: %s".formatted(NniLog.ID, id, e.getMessage());
      return List.of(TreeRecord.unreadable(number, reason, id));
    }
  }

  private List<DatabaseRow> rows(String table, String id) throws IOException {
    String query = "SELECT * FROM %s WHERE %s = ? ORDER BY rowid".formatted(table, NniLog.ID);
    return database.all(table, query, id);
  }

  @Override
  public void close() throws IOException {
    database.close();
  }
}
