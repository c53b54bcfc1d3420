package org.lossfloor.read.optuna;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lossfloor.read.database.Database;
import org.lossfloor.read.database.DatabaseRow;
import org.lossfloor.read.database.KeyedEntries;
import org.lossfloor.read.database.KeyedEntry;
import org.lossfloor.read.database.KeyedTable;
import org.lossfloor.read.database.Tables;
import org.lossfloor.read.file.KeyRange;
import org.lossfloor.read.record.UnreadableRecord;

/** The studies of a database by their ids. */
final class Studies {
  /** More objectives than any study has; a larger position is damage. */
  static final long MOST = 1000;

  private static final String KEY = "study_id";
  private static final String DIRECTIONS = "study_directions";
  private static final String SYSTEM = "study_system_attributes";

  private final Map<String, Study> known;
  private final Map<String, String> faults;

  private Studies(Map<String, Study> known, Map<String, String> faults) {
    this.known = known;
    this.faults = faults;
  }

  static Studies read(Database database, Tables tables) throws IOException {
    List<KeyedTable.Part> parts = new ArrayList<>();
    parts.add(new KeyedTable.Part(DIRECTIONS, KEY, List.of("study_direction_id")));
    parts.add(new KeyedTable.Part(SYSTEM, KEY, List.of("study_system_attribute_id")));
    parts.removeIf(part -> !tables.have(part.table()));
    Studies studies = new Studies(new HashMap<>(), new HashMap<>());
    KeyedTable table = new KeyedTable("studies", KEY, parts);
    try (KeyedEntries entries = new KeyedEntries(database, table, KeyRange.ALL)) {
      for (Optional<KeyedEntry> e = entries.next(); e.isPresent(); e = entries.next()) {
        studies.add(e.get());
      }
    }
    return studies;
  }

  private void add(KeyedEntry entry) {
    String id = entry.key().toString();
    try {
      if (entry.fault().isPresent()) {
        throw new UnreadableRecord(entry.fault().get());
      }
      known.put(id, study(entry.row().orElseThrow(), entry));
    } catch (UnreadableRecord e) {
      faults.put(id, e.getMessage());
    }
  }

  private static Study study(DatabaseRow row, KeyedEntry entry) throws UnreadableRecord {
    List<Optional<String>> directions = new ArrayList<>();
    row.text("direction").ifPresent(word -> directions.add(Study.direction(word)));
    for (DatabaseRow direction : entry.part(DIRECTIONS)) {
      long objective = direction.whole("objective").orElse(0L);
      if (objective < 0 || objective >= MOST) {
        throw new UnreadableRecord("table `study_directions`: an objective " + objective);
      }
      while (directions.size() <= objective) {
        directions.add(Optional.empty());
      }
      directions.set((int) objective, direction.text("direction").flatMap(Study::direction));
    }
    Map<String, JsonNode> attributes = new HashMap<>();
    for (DatabaseRow attribute : entry.part(SYSTEM)) {
      attribute.text("key").ifPresent(key -> attributes.put(key, Rdb.json(attribute)));
    }
    String name = row.text("study_name").orElse("study_id " + entry.key());
    return new Study(name, directions, attributes);
  }

  int count() {
    return known.size() + faults.size();
  }

  /** The study of a trial. */
  Study of(String id) throws UnreadableRecord {
    Study study = known.get(id);
    if (study == null) {
      throw new UnreadableRecord(
          faults.getOrDefault(id, "table `studies` has no study_id " + id + ", the trial's study"));
    }
    return study;
  }
}
