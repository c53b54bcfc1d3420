package org.lossfloor.read.wandb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TrackerYaml;

/**
 * The definition of a sweep.
 *
 * @param method {@code random}, {@code grid}, {@code bayes} or another word
 * @param metric what was tuned
 * @param goal {@code minimize} or {@code maximize}; W&amp;B's default is to minimize
 * @param parameters name to what it was drawn from
 */
record SweepConfig(
    Optional<String> method, Optional<String> metric, String goal, JsonNode parameters) {
  /**
   * Reads a definition.
   *
   * @throws UnreadableRecord when it is no YAML
   */
  static SweepConfig parse(String text) throws UnreadableRecord {
    JsonNode root = TrackerYaml.parse(text);
    return new SweepConfig(
        word(root.path("method")),
        word(root.path("metric").path("name")),
        word(root.path("metric").path("goal")).orElse("minimize"),
        root.path("parameters"));
  }

  private static Optional<String> word(JsonNode node) {
    return node.isTextual() && !node.asText().isBlank()
        ? Optional.of(node.asText())
        : Optional.empty();
  }
}
