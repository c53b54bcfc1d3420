package org.lossfloor.read.ray;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A trial as the state of its experiment holds it.
 *
 * @param setup its settings and status
 * @param run its results
 */
record TrialState(ObjectNode setup, ObjectNode run) {
  static final String ITERATION = "training_iteration";

  Optional<String> id() {
    return Values.text(setup.path("trial_id"));
  }

  Optional<String> status() {
    return Values.text(setup.path("status"));
  }

  /** The name of its folder. */
  Optional<String> folder() {
    return Values.text(setup.path("relative_logdir"))
        .or(() -> Values.text(setup.path("logdir")))
        .map(path -> RayLog.name(path.replaceFirst("/+$", "")))
        .filter(name -> !name.isEmpty());
  }

  /** Its hyperparameters, as the trial got them. */
  JsonNode config() {
    return setup.path("config");
  }

  /** The last report; empty where there was none. */
  JsonNode lastResult() {
    return run.path("last_result");
  }

  /** How many iterations it reported. */
  OptionalDouble iterations() {
    JsonNode iterations = lastResult().path(ITERATION);
    return iterations.isNumber()
        ? OptionalDouble.of(iterations.asDouble())
        : OptionalDouble.empty();
  }

  /** How many iterations it was to run; empty where only other criteria stop it. */
  OptionalDouble wanted() {
    JsonNode wanted = setup.path("stopping_criterion").path(ITERATION);
    return wanted.isNumber() ? OptionalDouble.of(wanted.asDouble()) : OptionalDouble.empty();
  }

  boolean isTerminated() {
    return status().filter("TERMINATED"::equals).isPresent();
  }
}
