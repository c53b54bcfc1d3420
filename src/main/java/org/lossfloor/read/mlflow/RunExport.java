package org.lossfloor.read.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TrackerJson;
import org.lossfloor.read.tracker.TreeRecord;

/** A run as mlflow-export-import writes it: {@code run.json}, in a folder of its own. */
final class RunExport {
  /** The tool's tag with the name of the experiment, where it was asked to keep it. */
  private static final String STUDY = "mlflow_export_import.metadata.experiment_name";

  /** The runs that others are nested in. */
  private record Parents(Set<String> ids) {}

  private RunExport() {}

  /**
   * Reads the run.
   *
   * @param piece the file
   * @return its record
   * @throws IOException when storage does not give it
   */
  static TreeRecord read(LogPiece piece) throws IOException {
    LogFile file = piece.file();
    String text = TrackerJson.text(file);
    String folder = RunPaths.parent(RunPaths.parent(file.path()));
    Set<String> parents = piece.memo().get(Parents.class, folder, () -> parents(file)).ids();
    try {
      return run(mlflow(text), parents).trial().at(1);
    } catch (UnreadableRecord e) {
      return TreeRecord.unreadable(1, "no run that was exported: " + e.getMessage(), text);
    }
  }

  /**
   * Returns whether a text is an exported run.
   *
   * @param text the text of a file
   * @return whether it has what one has
   */
  static boolean is(String text) {
    try {
      return mlflow(text).path("info").has("run_id");
    } catch (UnreadableRecord e) {
      return false;
    }
  }

  /** What was exported, without what the export says of itself. */
  private static JsonNode mlflow(String text) throws UnreadableRecord {
    ObjectNode root = TrackerJson.object(text);
    return root.has("mlflow") ? root.path("mlflow") : root;
  }

  private static Parents parents(LogFile run) throws IOException {
    Set<String> parents = new HashSet<>();
    for (String sibling : run.inside("..").folders()) {
      Optional<LogFile> other = run.near("../" + sibling + "/" + RunPaths.EXPORT);
      if (other.isPresent()) {
        parent(other.get()).ifPresent(parents::add);
      }
    }
    return new Parents(parents);
  }

  private static Optional<String> parent(LogFile run) throws IOException {
    String text = TrackerJson.text(run);
    if (!text.contains(StoredExperiment.PARENT)) {
      return Optional.empty();
    }
    try {
      JsonNode tag = mlflow(text).path("tags").path(StoredExperiment.PARENT);
      return Optional.of(tag.asText().strip()).filter(id -> !id.isEmpty());
    } catch (UnreadableRecord e) {
      // It costs that run, where it is read.
      return Optional.empty();
    }
  }

  private static Run run(JsonNode mlflow, Set<String> parents) throws UnreadableRecord {
    JsonNode info = mlflow.path("info");
    Map<String, String> tags = texts(mlflow.path("tags"));
    String id = info.has("run_id") ? text(info, "run_id") : text(info, "run_uuid");
    String experiment = text(info, "experiment_id");
    return new Run(
        id,
        text(info, "status"),
        text(info, "lifecycle_stage"),
        tags.getOrDefault(STUDY, experiment == null ? "" : experiment),
        text(info, "start_time"),
        text(info, "end_time"),
        null,
        id != null && parents.contains(id),
        texts(mlflow.path("params")),
        metrics(mlflow.path("metrics")),
        tags);
  }

  private static String text(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.path(field).asText() : null;
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              if (!value.isNull()) {
                texts.put(field.getKey(), value.isValueNode() ? value.asText() : value.toString());
              }
            });
    return texts;
  }

  /** A metric is a list of all that was logged; its last value alone in some old exports. */
  private static List<MetricLines> metrics(JsonNode object) {
    List<MetricLines> metrics = new ArrayList<>();
    for (Map.Entry<String, JsonNode> metric : object.properties()) {
      MetricLines values = new MetricLines(metric.getKey());
      if (metric.getValue().isArray()) {
        metric
            .getValue()
            .forEach(
                value ->
                    values.add(
                        text(value, "timestamp"), text(value, "value"), text(value, "step")));
      } else {
        values.add(null, metric.getValue().asText(), null);
      }
      metrics.add(values);
    }
    return metrics;
  }
}
