package org.lossfloor.read.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Recognises a tuner by what it keeps in {@code oracle.json}, which does not name it. */
final class Tuner {
  /** The settings that only one tuner has. */
  private static final Map<String, List<String>> OWN = own();

  /** The settings of all tuners. */
  private static final List<String> COMMON =
      List.of(
          "ongoing_trials",
          "hyperparameters",
          "start_order",
          "end_order",
          "run_times",
          "retry_queue",
          "seed",
          "seed_state",
          "tried_so_far",
          "id_to_hash",
          "display",
          "max_collisions",
          "objective",
          "max_trials");

  private Tuner() {}

  private static Map<String, List<String>> own() {
    Map<String, List<String>> own = new LinkedHashMap<>();
    own.put("HyperbandOracle", List.of("brackets", "hyperband_iterations", "current_bracket"));
    own.put("BayesianOptimizationOracle", List.of("num_initial_points", "alpha", "beta"));
    own.put("GeneticOptimizationOracle", List.of("population_size", "generation_size"));
    own.put("GridSearchOracle", List.of("ordered_ids", "populate_next"));
    return own;
  }

  /**
   * Recognises it.
   *
   * @param oracle the settings of a project
   * @return the name of its class; nothing for one that is not known
   */
  static Optional<String> of(ObjectNode oracle) {
    return OWN.entrySet().stream()
        .filter(tuner -> tuner.getValue().stream().anyMatch(oracle::has))
        .map(Map.Entry::getKey)
        .findFirst()
        .or(() -> onlyCommon(oracle) ? drawn(oracle) : Optional.empty());
  }

  private static boolean onlyCommon(ObjectNode oracle) {
    return oracle.properties().stream().allMatch(field -> COMMON.contains(field.getKey()));
  }

  /**
   * Random search moves the state of its seed by one for each hyperparameter that it draws; a grid
   * search draws none. One trial alone does not tell them apart: a grid begins with the defaults.
   */
  private static Optional<String> drawn(ObjectNode oracle) {
    JsonNode seed = oracle.path("seed");
    JsonNode state = oracle.path("seed_state");
    if (!seed.isIntegralNumber() || !state.isIntegralNumber()) {
      return Optional.empty();
    }
    if (state.asLong() > seed.asLong()) {
      return Optional.of("RandomSearchOracle");
    }
    return seed.equals(state) && oracle.path("start_order").size() > 1
        ? Optional.of("GridSearchOracle")
        : Optional.empty();
  }
}
