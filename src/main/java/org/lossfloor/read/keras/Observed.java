package org.lossfloor.read.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The metrics of a trial: for each a direction and observations, which hold a step and the values
 * of one or several executions.
 *
 * @param trial what {@code trial.json} holds
 */
record Observed(ObjectNode trial) {
  private static final double SAME = 1e-9;

  /** Whether a trial has a score that is a number. */
  static boolean scored(ObjectNode trial) {
    return trial.path("score").isNumber() && Double.isFinite(trial.path("score").asDouble());
  }

  /** The metrics by name. */
  Iterable<Map.Entry<String, JsonNode>> metrics() {
    JsonNode outer = trial.path("metrics");
    return (outer.path("metrics").isObject() ? outer.path("metrics") : outer).properties();
  }

  /** Those whose best value is the score. */
  List<Objective> objectives() {
    List<Objective> found = new ArrayList<>();
    if (scored(trial)) {
      double score = trial.path("score").asDouble();
      for (Map.Entry<String, JsonNode> metric : metrics()) {
        Optional<String> direction = Objective.direction(metric.getValue());
        double best = best(metric.getValue(), direction);
        if (Math.abs(best - score) <= SAME * Math.abs(score)) {
          found.add(new Objective(metric.getKey(), direction));
        }
      }
    }
    return found;
  }

  private static double best(JsonNode metric, Optional<String> direction) {
    double sign = direction.orElse("min").equals("max") ? -1 : 1;
    return sign
        * observations(metric).stream()
            .mapToDouble(seen -> sign * mean(values(seen)))
            .filter(value -> !Double.isNaN(value))
            .min()
            .orElse(Double.NaN);
  }

  /** The observations of a metric in the order of their steps. */
  static List<JsonNode> observations(JsonNode metric) {
    return StreamSupport.stream(metric.path("observations").spliterator(), false).toList();
  }

  /** The values of all executions at one step. */
  static List<JsonNode> values(JsonNode observation) {
    JsonNode value = observation.path("value");
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false).toList()
        : value.isMissingNode() ? List.of() : List.of(value);
  }

  /** Their mean, which is what Keras Tuner compares; NaN without numbers. */
  static double mean(List<JsonNode> values) {
    return values.stream()
        .mapToDouble(value -> value.isNumber() ? value.asDouble() : Double.NaN)
        .average()
        .orElse(Double.NaN);
  }

  /** The scores of the executions at the best step, where there are several. */
  List<JsonNode> executions(String objective) {
    for (Map.Entry<String, JsonNode> metric : metrics()) {
      if (metric.getKey().equals(objective)) {
        List<JsonNode> seen = observations(metric.getValue());
        JsonNode best = trial.path("best_step");
        return seen.stream()
            .filter(one -> seen.size() == 1 || one.path("step").equals(best))
            .map(Observed::values)
            .filter(values -> values.size() > 1)
            .findFirst()
            .orElse(List.of());
      }
    }
    return List.of();
  }
}
