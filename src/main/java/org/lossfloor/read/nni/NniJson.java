package org.lossfloor.read.nni;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TrackerJson;
import org.lossfloor.read.tracker.TrialTree;

/** NNI writes JSON as text in JSON, once or twice. */
final class NniJson {
  private static final int DEPTH = 3;
  private static final String DEFAULT = "default";

  private NniJson() {}

  /**
   * Reads a text.
   *
   * @throws UnreadableRecord when it is no JSON
   */
  static JsonNode parse(String text) throws UnreadableRecord {
    return inner(TrackerJson.parse(text));
  }

  /** The value itself, or what its text holds if that is JSON. */
  static JsonNode inner(JsonNode node) {
    JsonNode value = node;
    for (int i = 0; i < DEPTH && value.isTextual(); i++) {
      try {
        value = TrackerJson.parse(value.asText());
      } catch (UnreadableRecord e) {
        return value;
      }
    }
    return value;
  }

  /** What a trial reported as its score: the value, or its entry {@code default}. */
  static String score(JsonNode reported) {
    JsonNode score = reported.isObject() ? inner(reported.path(DEFAULT)) : reported;
    return score.isValueNode() && !score.isNull() ? score.asText() : null;
  }

  /** The names and values of a report; a single one has the name of the score. */
  static JsonNode named(JsonNode reported) {
    return reported.isObject()
        ? reported
        : TrackerJson.object()
            .set(DEFAULT, reported.isNull() ? TextNode.valueOf("null") : reported);
  }

  /** Sets hyperparameters. */
  static void params(TrialTree tree, JsonNode parameters) {
    inner(parameters).properties().forEach(entry -> tree.param(entry.getKey(), entry.getValue()));
  }
}
