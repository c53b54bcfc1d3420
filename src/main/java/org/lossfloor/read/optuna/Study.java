package org.lossfloor.read.optuna;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A study.
 *
 * @param name its name
 * @param directions {@code minimize}, {@code maximize} or nothing, by objective
 * @param attributes its system attributes
 */
record Study(String name, List<Optional<String>> directions, Map<String, JsonNode> attributes) {
  /** The attribute with the names of the objectives. */
  static final String NAMES = "study:metric_names";

  Study {
    directions = List.copyOf(directions);
    attributes = Map.copyOf(attributes);
  }

  /** How a storage says which scores are good. */
  static Optional<String> direction(String word) {
    return switch (word) {
      case "1", "MINIMIZE" -> Optional.of("minimize");
      case "2", "MAXIMIZE" -> Optional.of("maximize");
      default -> Optional.empty();
    };
  }

  Optional<String> direction(int objective) {
    return objective < directions.size() ? directions.get(objective) : Optional.empty();
  }

  /** The name of an objective of several. */
  String objective(int objective, int count) {
    JsonNode names = attributes.get(NAMES);
    if (names != null && names.isArray() && names.size() == count) {
      return names.get(objective).asText();
    }
    return count == 1 ? "value" : "value_" + objective;
  }
}
