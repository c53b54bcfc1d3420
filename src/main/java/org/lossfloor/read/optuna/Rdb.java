package org.lossfloor.read.optuna;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.lossfloor.read.database.Database;
import org.lossfloor.read.database.DatabaseRow;
import org.lossfloor.read.database.KeyedEntries;
import org.lossfloor.read.database.KeyedEntry;
import org.lossfloor.read.database.KeyedTable;
import org.lossfloor.read.database.Tables;
import org.lossfloor.read.file.KeyRange;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TrackerJson;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TreeSource;

/**
 * The trials of a database in any version of the schema. Before 2.4.0 a trial had its one value
 * itself, and {@code trial_values} had what it reported; before 1.3.0 its number was an attribute.
 */
final class Rdb implements TreeSource {
  /** Every version has these. */
  static final String[] TABLES = {"studies", "trials", "trial_params", "trial_system_attributes"};

  static final String KEY = "trial_id";

  private static final String VALUES = "trial_values";
  private static final String REPORTS = "trial_intermediate_values";
  private static final String HEARTBEATS = "trial_heartbeats";
  private static final String USER = "trial_user_attributes";
  private static final String SYSTEM = "trial_system_attributes";
  private static final String PARAMS = "trial_params";

  private final Database database;
  private final Studies studies;
  private final KeyedEntries entries;
  private final boolean whole;
  private final Queue<TreeRecord> waiting = new ArrayDeque<>();
  private boolean some;

  private Rdb(Database database, LogPiece piece) throws IOException {
    this.database = database;
    Tables tables = database.tables();
    tables.require("Optuna", TABLES);
    studies =
        piece.memo().get(Studies.class, piece.file().path(), () -> Studies.read(database, tables));
    KeyRange range = new KeyRange(piece.start(), piece.end());
    whole = range.equals(KeyRange.ALL);
    entries = new KeyedEntries(database, new KeyedTable("trials", KEY, parts(tables)), range);
  }

  static Rdb open(LogPiece piece) throws IOException {
    Database database = Database.open(piece);
    try {
      return new Rdb(database, piece);
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static List<KeyedTable.Part> parts(Tables tables) {
    List<KeyedTable.Part> parts = new ArrayList<>();
    parts.add(part(PARAMS, "param_id"));
    parts.add(part(VALUES, "trial_value_id"));
    parts.add(part(REPORTS, "trial_intermediate_value_id"));
    parts.add(part(USER, "trial_user_attribute_id"));
    parts.add(part(SYSTEM, "trial_system_attribute_id"));
    parts.add(part(HEARTBEATS, "trial_heartbeat_id"));
    parts.removeIf(part -> !tables.have(part.table()));
    return parts;
  }

  private static KeyedTable.Part part(String table, String order) {
    return new KeyedTable.Part(table, KEY, List.of(order));
  }

  @Override
  public Optional<TreeRecord> next() throws IOException {
    while (waiting.isEmpty()) {
      Optional<KeyedEntry> entry = entries.next();
      if (entry.isEmpty()) {
        return end();
      }
      waiting.addAll(records(entry.get()));
    }
    some = true;
    return Optional.of(waiting.remove());
  }

  private Optional<TreeRecord> end() throws IOException {
    if (whole && !some) {
      throw new IOException("the database has %d studies and no trials".formatted(studies.count()));
    }
    return Optional.empty();
  }

  private List<TreeRecord> records(KeyedEntry entry) {
    try {
      if (entry.fault().isPresent() || entry.row().isEmpty()) {
        throw new UnreadableRecord(entry.fault().orElse("the row is missing"));
      }
      DatabaseRow row = entry.row().get();
      Study study = studies.of(row.text("study_id").orElse("none"));
      return trial(row, entry).records(study);
    } catch (UnreadableRecord e) {
      String text = entry.row().map(row -> row.values().toString()).orElse("");
      String reason =
          entry.fault().isPresent()
              ? e.getMessage()
              : "trial_id " + entry.key() + ": " + e.getMessage();
      return List.of(TreeRecord.unreadable(entry.number(), reason, text));
    }
  }

  private static OptunaTrial trial(DatabaseRow row, KeyedEntry entry) throws UnreadableRecord {
    OptunaTrial trial = new OptunaTrial(entry.key().toString(), entry.number());
    trial.state(row.text("state").orElse(""));
    trial.start(row.text("datetime_start"));
    trial.end(row.text("datetime_complete"));
    for (DatabaseRow beat : entry.part(HEARTBEATS)) {
      trial.heartbeat(beat.text("heartbeat"));
    }
    for (DatabaseRow attribute : entry.part(USER)) {
      trial.userAttribute(needed(attribute, "key"), json(attribute));
    }
    for (DatabaseRow attribute : entry.part(SYSTEM)) {
      trial.systemAttribute(needed(attribute, "key"), json(attribute));
    }
    Optional<Long> number = row.whole("number");
    trial.number(number.or(() -> trial.systemAttribute("_number").map(JsonNode::asLong)));
    for (DatabaseRow param : entry.part(PARAMS)) {
      String name = needed(param, "param_name");
      trial.param(name, stored(param), needed(param, "distribution_json"));
    }
    addNumbers(trial, row, entry);
    return trial;
  }

  private static void addNumbers(OptunaTrial trial, DatabaseRow row, KeyedEntry entry)
      throws UnreadableRecord {
    row.text("value").ifPresent(value -> trial.value(0, value));
    for (DatabaseRow value : entry.part(VALUES)) {
      Optional<String> text = number(value, "value", "value_type");
      if (value.values().containsKey("objective")) {
        int objective = Math.toIntExact(value.whole("objective").orElse(0L) % Studies.MOST);
        text.ifPresent(t -> trial.value(Math.max(0, objective), t));
      } else {
        report(trial, value, text);
      }
    }
    for (DatabaseRow report : entry.part(REPORTS)) {
      report(trial, report, number(report, "intermediate_value", "intermediate_value_type"));
    }
  }

  private static void report(OptunaTrial trial, DatabaseRow row, Optional<String> value)
      throws UnreadableRecord {
    long step = row.whole("step").orElse(0L);
    // A NaN was a null before there were types.
    trial.report(step, value.orElse("nan"));
  }

  /** A number that a database cannot hold is a word beside it. */
  private static Optional<String> number(DatabaseRow row, String column, String type) {
    return switch (row.text(type).orElse("FINITE")) {
      case "INF_POS" -> Optional.of("inf");
      case "INF_NEG" -> Optional.of("-inf");
      case "NAN" -> Optional.of("nan");
      default -> row.text(column);
    };
  }

  private static String needed(DatabaseRow row, String column) throws UnreadableRecord {
    return row.text(column)
        .orElseThrow(
            () -> new UnreadableRecord("table `" + row.table() + "`: `" + column + "` is null"));
  }

  private static JsonNode stored(DatabaseRow param) {
    Optional<String> text = param.text("param_value");
    try {
      return text.isEmpty()
          ? NullNode.instance
          : DoubleNode.valueOf(Double.parseDouble(text.get()));
    } catch (NumberFormatException e) {
      return TextNode.valueOf(text.get());
    }
  }

  /** Attributes are JSON; what MySQL has cut off stays text. */
  static JsonNode json(DatabaseRow attribute) {
    String text = attribute.text("value_json").orElse("null");
    try {
      return TrackerJson.parse(text);
    } catch (UnreadableRecord e) {
      return TextNode.valueOf(text);
    }
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
