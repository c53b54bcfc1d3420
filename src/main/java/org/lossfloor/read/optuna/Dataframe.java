package org.lossfloor.read.optuna;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TableRecords;
import org.lossfloor.read.tracker.TrackerTable;
import org.lossfloor.read.tracker.TreeRecord;

/** Rows of {@code trials_dataframe}: one study, without its name and directions. */
final class Dataframe implements TableRecords.RowReader {
  private static final String PARAMS = "params_";
  private static final String USER = "user_attrs_";
  private static final String SYSTEM = "system_attrs_";

  private final String study;

  /** Objective to column. */
  private final Map<String, String> objectives;

  Dataframe(String study, List<String> columns) {
    this.study = study;
    this.objectives = objectives(columns);
  }

  /** The columns with scores, by the names of the objectives. */
  static Map<String, String> objectives(List<String> columns) {
    Map<String, String> found = new LinkedHashMap<>();
    if (columns.contains("value")) {
      found.put("value", "value");
      return found;
    }
    boolean several = columns.stream().anyMatch(column -> column.startsWith("values_"));
    String prefix = several ? "values_" : "value_";
    for (String column : columns) {
      if (column.startsWith(prefix)) {
        String name = column.substring(prefix.length());
        found.put(name.matches("\\d+") ? "value_" + name : name, column);
      }
    }
    return found;
  }

  /** Whether columns are those that Optuna writes. */
  static boolean hasParams(List<String> columns) {
    return columns.stream().anyMatch(column -> column.startsWith(PARAMS));
  }

  @Override
  public List<TreeRecord> records(TrackerTable.Row row) throws UnreadableRecord {
    String position = String.valueOf(row.number());
    String number = first(row, List.of("number", "trial_number"), position);
    String id = first(row, List.of("trial_id", "number", "trial_number"), position);
    OptunaTrial trial = new OptunaTrial(id, row.line());
    trial.number(whole(number));
    trial.state(row.cell("state"));
    trial.start(cell(row, "datetime_start"));
    trial.end(cell(row, "datetime_complete"));
    row.cells().forEach((column, text) -> add(trial, column, text.strip()));
    List<String> scores = List.copyOf(objectives.values());
    for (int i = 0; i < scores.size(); i++) {
      int objective = i;
      cell(row, scores.get(i)).ifPresent(value -> trial.value(objective, value));
    }
    return trial.records(described());
  }

  private Study described() {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    objectives.keySet().forEach(names::add);
    List<Optional<String>> unknown = Collections.nCopies(objectives.size(), Optional.empty());
    return new Study(study, unknown, Map.of(Study.NAMES, names));
  }

  private static void add(OptunaTrial trial, String column, String text) {
    if (text.isEmpty()) {
      return;
    }
    if (column.startsWith(PARAMS)) {
      trial.param(column.substring(PARAMS.length()), text);
    } else if (column.startsWith(USER)) {
      trial.userAttribute(column.substring(USER.length()), TextNode.valueOf(text));
    } else if (column.startsWith(SYSTEM)) {
      trial.systemAttribute(column.substring(SYSTEM.length()), TextNode.valueOf(text));
    }
  }

  private static Optional<String> cell(TrackerTable.Row row, String column) {
    return Optional.of(row.cell(column)).filter(text -> !text.isEmpty());
  }

  private static String first(TrackerTable.Row row, List<String> columns, String other) {
    return columns.stream()
        .map(row::cell)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse(other);
  }

  private static Optional<Long> whole(String text) {
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
