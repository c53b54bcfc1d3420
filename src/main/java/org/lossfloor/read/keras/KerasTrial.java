package org.lossfloor.read.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TrackerJson;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TrialTree;

/** One trial of a project. */
final class KerasTrial {
  private static final String TUNER = "tuner/";

  /** A score that such a trial has is of an earlier run of it. */
  private static final Set<String> WITHOUT_RESULT = Set.of("FAILED", "INVALID", "RUNNING", "IDLE");

  private final LogPiece piece;
  private final LogFile file;

  KerasTrial(LogPiece piece) {
    this.piece = piece;
    file = piece.file();
  }

  /**
   * Reads it.
   *
   * @return the trial, or why it is none
   * @throws IOException when the file cannot be read as text
   */
  TreeRecord record() throws IOException {
    String folder = name(file.path(), 2);
    if (!file.path().endsWith("/" + KerasTunerLog.TRIAL)) {
      return TreeRecord.unreadable(
          1, "the folder of a trial has no " + KerasTunerLog.TRIAL, file.path());
    }
    String text = TrackerJson.text(file);
    try {
      ObjectNode trial = TrackerJson.object(text);
      return tree(trial, folder).at(1);
    } catch (UnreadableRecord e) {
      return TreeRecord.unreadable(
          1, folder + "/" + KerasTunerLog.TRIAL + ": " + e.getMessage(), text);
    }
  }

  /** A part of a path, counted from its end. */
  private static String name(String path, int fromEnd) {
    String[] names = path.split("/", -1);
    return names.length < fromEnd ? "" : names[names.length - fromEnd];
  }

  private TrialTree tree(ObjectNode trial, String folder) throws IOException, UnreadableRecord {
    String id = trial.path("trial_id").asText(folder.replaceFirst("^trial_", ""));
    if (id.isEmpty()) {
      throw new UnreadableRecord("`trial_id` is empty");
    }
    Project project = project(trial);
    TrialTree tree = new TrialTree(id).with("study", piece.folderName(".."));
    shared(tree, project, id);
    outcome(tree, project, trial);
    parameters(tree, trial.path("hyperparameters"));
    metrics(tree, new Observed(trial));
    return tree;
  }

  private Project project(ObjectNode trial) throws IOException {
    Optional<LogFile> oracle = file.near("../" + KerasTunerLog.ORACLE);
    return oracle.isEmpty()
        ? Project.lost(trial)
        : piece.memo().get(Project.class, oracle.get().path(), () -> Project.of(oracle.get()));
  }

  private static void shared(TrialTree tree, Project project, String id) {
    ObjectNode oracle = project.oracle();
    Integer number = project.numbers().get(id);
    tree.with("number", number == null ? digits(id) : number.toString())
        .with("sampler", project.sampler().orElse(null))
        .with("seed", single(oracle.path("seed")))
        .tag("run_times", single(oracle.path("run_times").path(id)));
    String start = single(oracle.path("display").path("trial_start").path(id));
    tree.with("start_time", start);
    for (String field : List.of("number", "start_time", "sampler")) {
      if (!tree.tree().has(field)) {
        tree.tree().putNull(field);
      }
    }
  }

  private static String digits(String id) {
    return id.matches("\\d{1,9}") ? Integer.toString(Integer.parseInt(id)) : null;
  }

  private static String single(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? node.asText() : null;
  }

  private static void outcome(TrialTree tree, Project project, ObjectNode trial) {
    String state = single(trial.path("status"));
    String score = single(trial.path("score"));
    boolean counts = state == null || !WITHOUT_RESULT.contains(state);
    Objective objective = project.objective();
    tree.with("state", state)
        .objective(
            objective.name(),
            Optional.ofNullable(score).filter(text -> counts),
            objective.direction())
        .tag("score", counts ? null : score)
        .tag("best_step", single(trial.path("best_step")))
        .tag("message", single(trial.path("message")));
    if (state == null) {
      tree.tree().putNull("state");
    }
    List<JsonNode> executions = new Observed(trial).executions(objective.name());
    if (counts && !executions.isEmpty()) {
      ArrayNode scores = JsonNodeFactory.instance.arrayNode().addAll(executions);
      tree.with("executions", scores);
    }
  }

  /** Hyperband's own values, such as the number of epochs, are no hyperparameters. */
  private static void parameters(TrialTree tree, JsonNode hyperparameters) {
    for (Map.Entry<String, JsonNode> value : hyperparameters.path("values").properties()) {
      if (value.getKey().startsWith(TUNER)) {
        tree.tag(value.getKey(), single(value.getValue()));
      } else {
        tree.param(value.getKey(), value.getValue());
      }
    }
    for (JsonNode entry : hyperparameters.path("space")) {
      String name = entry.path("config").path("name").asText();
      if (!name.isEmpty() && !tree.tree().path("space").has(name)) {
        ObjectNode drawn = TrackerJson.object();
        drawn.set("class_name", entry.path("class_name"));
        entry.path("config").properties().forEach(p -> drawn.set(p.getKey(), p.getValue()));
        drawn.remove(List.of("name", "conditions"));
        tree.space(name, drawn);
      }
    }
  }

  private static void metrics(TrialTree tree, Observed observed) {
    for (Map.Entry<String, JsonNode> metric : observed.metrics()) {
      List<JsonNode> points = Observed.observations(metric.getValue());
      for (JsonNode point : points) {
        String value = Double.toString(Observed.mean(Observed.values(point)));
        tree.metric(metric.getKey(), value);
        if (points.size() > 1) {
          tree.point(metric.getKey(), single(point.path("step")), value, null);
        }
      }
    }
  }
}
