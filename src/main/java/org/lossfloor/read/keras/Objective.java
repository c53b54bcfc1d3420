package org.lossfloor.read.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was tuned.
 *
 * @param name the metric whose best value is the score
 * @param direction {@code min} or {@code max}; empty where the log does not say
 */
record Objective(String name, Optional<String> direction) {
  /** The name where no metric is the score. */
  private static final String SCORE = "score";

  /** The objective that the settings of a project state. */
  static Optional<Objective> told(JsonNode node) {
    if (node.isTextual()) {
      return Optional.of(new Objective(node.asText(), Optional.empty()));
    }
    if (node.isArray() && !node.isEmpty()) {
      // Keras Tuner minimises the sum of several.
      return Optional.of(new Objective("multi_objective", Optional.of("min")));
    }
    JsonNode config = node.has("config") ? node.path("config") : node;
    return config.path("name").isTextual()
        ? Optional.of(new Objective(config.path("name").asText(), direction(config)))
        : Optional.empty();
  }

  static Optional<String> direction(JsonNode node) {
    return Optional.of(node.path("direction").asText()).filter(d -> d.matches("min|max"));
  }

  /**
   * The metric that is the score in all of some trials. Settings hold no objective in most
   * versions, but the tracker gives the metric that was tuned the objective's direction.
   */
  static Objective common(List<ObjectNode> trials) {
    List<Objective> common = null;
    for (ObjectNode trial : trials) {
      List<Objective> own = new Observed(trial).objectives();
      List<Objective> before = common;
      common = before == null ? own : own.stream().filter(before::contains).toList();
    }
    return common == null ? unknown() : best(common);
  }

  private static Objective best(List<Objective> common) {
    List<Objective> sorted = new ArrayList<>(common);
    sorted.sort(
        Comparator.comparing((Objective objective) -> !objective.name.startsWith("val_"))
            .thenComparing(Objective::name));
    if (sorted.isEmpty()) {
      return unknown();
    }
    boolean agree = sorted.stream().map(Objective::direction).distinct().count() == 1;
    return agree ? sorted.get(0) : new Objective(sorted.get(0).name, Optional.empty());
  }

  private static Objective unknown() {
    return new Objective(SCORE, Optional.empty());
  }

  /** The same without a name, where the trials of a project cannot agree on one. */
  Objective anonymous() {
    return new Objective(SCORE, direction);
  }
}
