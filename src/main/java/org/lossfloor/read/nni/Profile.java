package org.lossfloor.read.nni;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lossfloor.read.tracker.TrackerJson;
import org.lossfloor.read.tracker.TrialTree;

/**
 * The settings of an experiment.
 *
 * @param study its id
 * @param params what the user configured; empty where it cannot be read
 */
record Profile(String study, ObjectNode params) {
  private static final String OBJECTIVE = "default";
  private static final List<String> TUNERS = List.of("tuner", "advisor");
  private static final List<String> NAMES =
      List.of(
          "name",
          "builtinTunerName",
          "builtinAdvisorName",
          "className",
          "codeFile",
          "classFileName");

  /** Tuners that learn, although their names do not say so. */
  private static final Map<String, String> LEARNING =
      Map.of(
          "GP", "GPTuner (gaussian process)",
          "GPTuner", "GPTuner (gaussian process)",
          "Metis", "MetisTuner (adaptive)",
          "MetisTuner", "MetisTuner (adaptive)",
          "DNGO", "DNGOTuner (adaptive)",
          "DNGOTuner", "DNGOTuner (adaptive)",
          "PPOTuner", "PPOTuner (adaptive)",
          "NetworkMorphism", "NetworkMorphismTuner (adaptive)");

  /** Settings of which nothing is known. */
  static Profile unknown(String study) {
    return new Profile(study, TrackerJson.object());
  }

  /** The tuner's or advisor's name. */
  Optional<String> sampler() {
    return TUNERS.stream()
        .map(params::path)
        .flatMap(tuner -> NAMES.stream().map(tuner::path))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .filter(name -> !name.isEmpty() && !name.equals("_none_"))
        .map(name -> LEARNING.getOrDefault(name, name))
        .findFirst();
  }

  /** What the tuner was told to do with the score. */
  Optional<String> direction() {
    return TUNERS.stream()
        .map(tuner -> params.path(tuner).path("classArgs").path("optimize_mode"))
        .map(JsonNode::asText)
        .filter(mode -> mode.equals("minimize") || mode.equals("maximize"))
        .findFirst();
  }

  /** What all trials of the experiment share. */
  TrialTree start(String trial) {
    TrialTree tree = new TrialTree(trial).with("study", study);
    List.of("number", "state", "start_time", "end_time", "direction", "sampler")
        .forEach(tree.tree()::putNull);
    tree.with("sampler", sampler().orElse(null));
    tree.objective(OBJECTIVE, Optional.empty(), direction());
    JsonNode space = NniJson.inner(params.path("searchSpace"));
    space.properties().forEach(entry -> tree.space(entry.getKey(), entry.getValue()));
    JsonNode name = params.path("experimentName");
    return tree.tag("experiment", name.isTextual() ? name.asText() : null);
  }
}
