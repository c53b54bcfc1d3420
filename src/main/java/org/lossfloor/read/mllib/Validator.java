package org.lossfloor.read.mllib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TrackerJson;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TrialTree;

/** One saved validator. */
final class Validator {
  static final Pattern CLASS =
      Pattern.compile("\"class\"\\s*:\\s*\"[\\w.]*\\.(CrossValidator|TrainValidationSplit)Model\"");

  private Validator() {}

  /**
   * Reads the candidates.
   *
   * @throws IOException when the file is no metadata of a validator
   */
  static List<TreeRecord> read(LogFile file, String study) throws IOException {
    ObjectNode root;
    try {
      root = TrackerJson.object(TrackerJson.text(file).strip());
    } catch (UnreadableRecord e) {
      throw new IOException(e.getMessage(), e);
    }
    JsonNode metrics =
        root.has("avgMetrics") ? root.get("avgMetrics") : root.path("validationMetrics");
    JsonNode candidates = root.path("paramMap").path("estimatorParamMaps");
    if (!metrics.isArray() || !candidates.isArray() || candidates.isEmpty()) {
      throw new IOException(
          "the metadata has no `avgMetrics` or `validationMetrics` with `estimatorParamMaps`");
    }
    Evaluator evaluator = Evaluator.near(file);
    List<TreeRecord> records = new ArrayList<>();
    for (int i = 0; i < Math.max(candidates.size(), metrics.size()); i++) {
      records.add(record(i, candidates.path(i), metrics.path(i), evaluator, study));
    }
    return records;
  }

  private static TreeRecord record(
      int number, JsonNode candidate, JsonNode metric, Evaluator evaluator, String study) {
    if (!candidate.isArray() || metric.isMissingNode()) {
      return TreeRecord.unreadable(
          number + 1L,
          "candidate "
              + number
              + " has "
              + (metric.isMissingNode() ? "no metric" : "no parameters"),
          candidate + " " + metric);
    }
    TrialTree trial =
        new TrialTree(String.valueOf(number))
            .with("number", String.valueOf(number))
            .with("study", study)
            .with("sampler", "grid")
            .objective(
                evaluator.metric(),
                Optional.of(metric).filter(m -> !m.isNull()).map(JsonNode::asText),
                evaluator.direction());
    candidate.forEach(
        param -> trial.param(param.path("name").asText("?"), value(param.path("value"))));
    return trial.at(number + 1L);
  }

  /** Values are JSON within a text. */
  private static JsonNode value(JsonNode value) {
    try {
      return value.isTextual() ? TrackerJson.parse(value.asText()) : value;
    } catch (UnreadableRecord e) {
      return JsonNodeFactory.instance.textNode(value.asText());
    }
  }
}
