package org.lossfloor.read.wandb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.text.TextValue;
import org.lossfloor.read.tracker.TableRecords;
import org.lossfloor.read.tracker.TrackerTable;
import org.lossfloor.read.tracker.TreeRecord;

/**
 * A table with a row a run: the export of W&amp;B's table of runs, or what scripts write from its
 * interface, either with the dicts {@code summary} and {@code config} or with a column for each of
 * their keys. Only the first and the last lack a mark that tells settings from results.
 */
final class RunTable implements TableRecords.RowReader {
  /** With fewer of the table's own columns another tracker may have written it. */
  static final int FEW_MARKS = 2;

  /** Own columns of the table of runs, and the field or tag that each is. */
  private static final Map<String, String> OWN =
      Map.ofEntries(
          Map.entry("ID", "trial_id"),
          Map.entry("Name", "name"),
          Map.entry("State", "state"),
          Map.entry("Created", "start_time"),
          Map.entry("Runtime", "duration"),
          Map.entry("End Time", "end_time"),
          Map.entry("Sweep", "study"),
          Map.entry("Notes", "notes"),
          Map.entry("User", "user"),
          Map.entry("Tags", "tags"),
          Map.entry("Updated", "updated"),
          Map.entry("Group", "group"),
          Map.entry("Job Type", "job_type"),
          Map.entry("Hostname", "hostname"),
          Map.entry("GPU Type", "gpu_type"),
          Map.entry("GPU Count", "gpu_count"),
          Map.entry("Github", "github"),
          Map.entry("Commit", "commit"),
          Map.entry("Description", "description"));

  /** The same in scripts. */
  private static final Map<String, String> SCRIPTS =
      Map.of(
          "id", "trial_id",
          "run_id", "trial_id",
          "name", "name",
          "run_name", "name",
          "state", "state",
          "created_at", "start_time",
          "sweep", "study",
          "sweep_id", "study");

  private static final Set<String> DICTS = Set.of("summary", "config");

  private final boolean dicts;
  private final Map<String, String> known;
  private final RunColumns columns;
  private final String study;

  /**
   * Takes a table.
   *
   * @throws IOException when it has no column that W&amp;B gives a table
   */
  RunTable(List<String> columns, String study, FileTally tally) throws IOException {
    this.study = study;
    dicts = isDicts(columns);
    known = dicts || isFlat(columns) ? SCRIPTS : OWN;
    List<String> others =
        columns.stream()
            .filter(name -> !known.containsKey(name) && !name.startsWith("Unnamed: "))
            .toList();
    if (others.size() == columns.size() && !columns.isEmpty()) {
      throw new IOException(
          "the table has none of W&B's columns (Name, State, Created; summary, config) but "
              + TrackerTable.shown(columns));
    }
    this.columns = RunColumns.of(dicts ? List.of() : others);
    if (this.columns.guessed()) {
      tally.note(NoteKind.GUESSED_COLUMNS, 1, this.columns.shown());
    }
  }

  /** Whether a table has the two dicts. */
  static boolean isDicts(List<String> columns) {
    return columns.containsAll(DICTS);
  }

  /** Whether a table has the keys that every summary has. */
  static boolean isFlat(List<String> columns) {
    return columns.containsAll(List.of("_runtime", "_timestamp", "_step"));
  }

  /** How many of the own columns a table has beside the name, which is needed. */
  static int marks(List<String> columns) {
    return columns.contains("Name")
        ? (int) columns.stream().filter(OWN::containsKey).count() - 1
        : 0;
  }

  @Override
  public List<TreeRecord> records(TrackerTable.Row row) throws UnreadableRecord {
    WandbRun run = new WandbRun(id(row));
    run.study(study);
    row.cells().forEach((name, text) -> own(run, name, text.strip()));
    if (dicts) {
      run.settings(dict(row, "config"));
      run.summary(dict(row, "summary"));
    } else {
      row.cells().forEach((name, text) -> other(run, name, text.strip()));
    }
    return List.of(run.record(row.line()));
  }

  /** Names of runs are not unique; the time of their creation tells them apart. */
  private String id(TrackerTable.Row row) {
    String id = first(row, "trial_id");
    if (!id.isEmpty()) {
      return id;
    }
    String name = (first(row, "name") + " " + first(row, "start_time")).strip();
    return name.isEmpty() ? "row " + row.number() : name;
  }

  private String first(TrackerTable.Row row, String field) {
    return known.entrySet().stream()
        .filter(column -> column.getValue().equals(field))
        .map(column -> row.cell(column.getKey()))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private void own(WandbRun run, String column, String text) {
    String field = text.equals("-") ? "" : known.getOrDefault(column, "");
    switch (field) {
      case "", "trial_id" -> {}
      case "state" -> run.state(text);
      case "start_time" -> run.start(text);
      case "end_time" -> run.end(text);
      case "duration" -> run.duration(text);
      case "study" -> run.study(text);
      default -> run.tag(field, text);
    }
  }

  private void other(WandbRun run, String column, String text) {
    switch (columns.kind(column)) {
      case SETTING -> {
        if (!text.isEmpty()) {
          run.setting(column, value(text));
        }
      }
      case RESULT -> {
        JsonNode value = TextValue.parse(text).orElse(null);
        if (value == null) {
          run.result(column, text);
        } else {
          run.result(column, value);
        }
      }
      case NEITHER -> {}
    }
  }

  private static JsonNode value(String text) {
    return TextValue.parse(text).orElseGet(() -> JsonNodeFactory.instance.textNode(text));
  }

  private static ObjectNode dict(TrackerTable.Row row, String column) throws UnreadableRecord {
    if (TextValue.parse(row.cell(column)).orElse(null) instanceof ObjectNode object) {
      return object;
    }
    throw new UnreadableRecord(
        "`" + column + "` is neither JSON nor the text of a Python dict: " + row.cell(column));
  }
}
