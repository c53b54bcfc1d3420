package org.lossfloor.read.ray;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Values of Ray's JSON. */
final class Values {
  /** Objects that Ray could not write as JSON. */
  private static final String PICKLED = "_type";

  private Values() {}

  static Optional<String> text(JsonNode node) {
    return node.isValueNode() && !node.isNull() && !node.asText().isEmpty()
        ? Optional.of(node.asText())
        : Optional.empty();
  }

  /**
   * Single values by name; names within objects are joined with {@code /}, as in {@code
   * progress.csv}. Lists are single values.
   */
  static Map<String, JsonNode> flat(JsonNode object) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    collect(object, "", values);
    return values;
  }

  private static void collect(JsonNode node, String prefix, Map<String, JsonNode> values) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      if (!value.isObject()) {
        values.put(prefix + field.getKey(), value);
      } else if (!value.has(PICKLED)) {
        collect(value, prefix + field.getKey() + "/", values);
      }
    }
  }
}
