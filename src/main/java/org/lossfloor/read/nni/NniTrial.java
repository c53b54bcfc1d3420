package org.lossfloor.read.nni;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lossfloor.read.database.DatabaseRow;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TrialTree;

/**
 * A job of an experiment. Its state is that of its last event; its score is the first FINAL metric,
 * as NNI itself takes it; PERIODICAL metrics are its curve.
 *
 * @param profile the settings of the experiment
 * @param id the job
 * @param events its events in their order
 * @param metrics its metrics in their order
 */
record NniTrial(Profile profile, String id, List<DatabaseRow> events, List<DatabaseRow> metrics) {
  private static final List<String> ENDS =
      List.of("SUCCEEDED", "FAILED", "USER_CANCELED", "SYS_CANCELED", "EARLY_STOPPED");

  /** States whose score is none; NNI ignores it, too. */
  private static final List<String> WITHOUT_RESULT =
      List.of("FAILED", "USER_CANCELED", "SYS_CANCELED", "WAITING", "RUNNING");

  /**
   * Reads it.
   *
   * @param line its position
   * @return a trial; one for each set of hyperparameters of jobs of old versions that have several
   * @throws UnreadableRecord when an event or a metric is not what it should be
   */
  List<TreeRecord> records(long line) throws UnreadableRecord {
    Map<String, JsonNode> parameters = parameters();
    List<TreeRecord> records = new ArrayList<>();
    for (Map.Entry<String, JsonNode> set : parameters.entrySet()) {
      boolean several = parameters.size() > 1;
      TrialTree tree = profile.start(several ? id + "_" + set.getKey() : id);
      events(tree);
      NniJson.params(tree, set.getValue());
      metrics(tree, several ? Optional.of(set.getKey()) : Optional.empty());
      records.add(tree.at(line));
    }
    if (records.isEmpty()) {
      TrialTree tree = profile.start(id);
      events(tree);
      metrics(tree, Optional.empty());
      records.add(tree.at(line));
    }
    return records;
  }

  private Map<String, JsonNode> parameters() throws UnreadableRecord {
    Map<String, JsonNode> sets = new LinkedHashMap<>();
    for (DatabaseRow event : events) {
      String text = event.text("data").orElse("");
      if (!text.isBlank()) {
        JsonNode data = parsed(event, "data", text);
        JsonNode parameters = data.has("parameters") ? data.path("parameters") : data;
        sets.putIfAbsent(data.path("parameter_id").asText(), parameters);
      }
    }
    return sets;
  }

  private static JsonNode parsed(DatabaseRow row, String column, String text)
      throws UnreadableRecord {
    try {
      return NniJson.parse(text);
    } catch (UnreadableRecord e) {
      throw new UnreadableRecord(
          "table `%s`, column `%s`: %s".formatted(row.table(), column, e.getMessage()));
    }
  }

  private void events(TrialTree tree) {
    String state = null;
    String start = null;
    for (DatabaseRow row : events) {
      String event = row.text("event").orElse("");
      String time = row.text("timestamp").orElse(null);
      state = state(event, state);
      if (event.equals("RUNNING") || (start == null && event.equals("WAITING"))) {
        start = time;
      }
      if (ENDS.contains(event)) {
        tree.with("end_time", time);
      }
      row.text("sequenceId").ifPresent(number -> tree.with("number", number));
      tree.tag("message", row.text("message").filter(text -> !text.isBlank()).orElse(null));
    }
    tree.with("state", state).with("start_time", start);
  }

  private static String state(String event, String before) {
    return switch (event) {
      case "USER_TO_CANCEL" -> "USER_CANCELED";
      case "ADD_CUSTOMIZED" -> "WAITING";
      case "ADD_HYPERPARAMETER", "" -> before;
      default -> event;
    };
  }

  private void metrics(TrialTree tree, Optional<String> parameter) throws UnreadableRecord {
    List<Report> reports = new ArrayList<>();
    Report result = null;
    for (DatabaseRow row : metrics) {
      if (parameter.isPresent() && !row.text("parameterId").equals(parameter)) {
        continue;
      }
      String type = row.text("type").orElse("");
      JsonNode value = parsed(row, "data", row.text("data").orElse("null"));
      Report report = new Report(row, value);
      if (type.equals("PERIODICAL")) {
        reports.add(report);
      } else if (type.equals("FINAL") && result == null) {
        result = report;
      }
    }
    for (Report report : reports) {
      report.addTo(tree, true);
    }
    if (result != null) {
      result.addTo(tree, false);
      score(tree, NniJson.score(result.value));
    }
  }

  private void score(TrialTree tree, String score) {
    if (WITHOUT_RESULT.contains(tree.tree().path("state").asText())) {
      tree.tag("score", score);
    } else {
      tree.objective("default", Optional.ofNullable(score), profile.direction());
    }
  }

  /** A report of one or several values. */
  private record Report(DatabaseRow row, JsonNode value) {
    void addTo(TrialTree tree, boolean point) {
      String step = row.text("sequence").orElse(null);
      String time = row.text("timestamp").orElse(null);
      for (Map.Entry<String, JsonNode> named : NniJson.named(value).properties()) {
        if (named.getValue().isValueNode()) {
          String text = named.getValue().asText();
          tree.metric(named.getKey(), text);
          if (point) {
            tree.point(named.getKey(), step, text, time);
          }
        }
      }
    }
  }
}
