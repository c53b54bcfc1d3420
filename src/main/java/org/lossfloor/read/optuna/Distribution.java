package org.lossfloor.read.optuna;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.util.Locale;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TrackerJson;

/**
 * What a hyperparameter is drawn from. Storages keep a number for each value: the value itself, or
 * its position among the choices.
 *
 * @param json the distribution as Optuna writes it
 */
record Distribution(JsonNode json) {
  private static final double LARGEST_WHOLE = 1e15;

  static Distribution parse(String text) throws UnreadableRecord {
    return new Distribution(TrackerJson.object(text));
  }

  private JsonNode attribute(String name) {
    return json.has("attributes") ? json.path("attributes").path(name) : json.path(name);
  }

  private String kind() {
    return json.path("name").asText(json.path("type").asText());
  }

  /** The value that a stored number stands for. */
  JsonNode value(JsonNode stored) throws UnreadableRecord {
    if (!attribute("choices").isArray()) {
      return number(stored);
    }
    JsonNode choices = attribute("choices");
    if (!stored.isNumber() || !choices.has(stored.intValue())) {
      throw new UnreadableRecord(
          "%s is no position among %d choices".formatted(stored, choices.size()));
    }
    return choices.get(stored.intValue());
  }

  private JsonNode number(JsonNode stored) {
    if (!stored.isNumber()) {
      return stored;
    }
    double value = stored.doubleValue();
    boolean whole = value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE;
    return whole && kind().toLowerCase(Locale.ROOT).startsWith("int")
        ? LongNode.valueOf((long) value)
        : DoubleNode.valueOf(value);
  }
}
