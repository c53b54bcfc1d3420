package org.lossfloor.read.wandb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TrialTree;
import org.lossfloor.sweep.LoggedNumber;

/**
 * A run while it is read. Nested settings and results get the names that W&amp;B's pages show, with
 * dots; pictures and tables in a summary are left out.
 */
final class WandbRun {
  private static final Set<String> SEEDS = Set.of("seed", "random_seed");

  /** What W&amp;B keeps in config and summary for itself. */
  private static final String OWN = "_";

  private final TrialTree trial;
  private final Map<String, String> metrics = new LinkedHashMap<>();

  WandbRun(String id) {
    trial = new TrialTree(id);
    for (String name : new String[] {"state", "start_time", "end_time", "duration", "sampler"}) {
      trial.tree().putNull(name);
    }
  }

  private void set(String field, String text) {
    if (!text.isBlank()) {
      trial.tree().put(field, text.strip());
    }
  }

  void state(String word) {
    set("state", word);
  }

  void study(String name) {
    set("study", name);
  }

  void start(String time) {
    set("start_time", time);
  }

  void end(String time) {
    set("end_time", time);
  }

  void duration(String seconds) {
    set("duration", seconds);
  }

  void tag(String name, String text) {
    if (!text.isBlank()) {
      trial.tag(name, text.strip());
    }
  }

  /** Takes all settings. */
  void settings(ObjectNode config) {
    each(config, this::setting);
  }

  /** Takes a setting, which may be nested. */
  void setting(String name, JsonNode value) {
    if (name.startsWith(OWN)) {
      return;
    }
    if (SEEDS.contains(name) && value.isValueNode()) {
      set("seed", value.asText());
    } else if (value.isObject() && !value.isEmpty()) {
      each(value, (inner, within) -> setting(name + "." + inner, within));
    } else {
      trial.param(name, value);
    }
  }

  /** Takes all results. */
  void summary(ObjectNode summary) {
    each(summary, this::result);
  }

  /** Takes a result, which may be nested. */
  void result(String name, JsonNode value) {
    if (value.isObject()) {
      if (!value.has("_type")) {
        each(value, (inner, within) -> result(name + "." + inner, within));
      }
    } else if (!value.isArray() && !value.isNull()) {
      result(name, value.asText());
    }
  }

  /** Takes a result as text. */
  void result(String name, String text) {
    switch (name) {
      case "_runtime", "_wandb.runtime" -> duration(text);
      case "_timestamp" -> end(text);
      case "_step" -> tag("step", text);
      default -> measured(name, text);
    }
  }

  private void measured(String name, String text) {
    if (name.startsWith(OWN) || text.isBlank()) {
      return;
    }
    if (number(text)) {
      metrics.put(name, text.strip());
      trial.metric(name, text.strip());
    } else {
      trial.tag(name, text.strip());
    }
  }

  static boolean number(String text) {
    try {
      return LoggedNumber.parse(text).isPresent();
    } catch (LoggedNumber.Unreadable e) {
      return false;
    }
  }

  private static void each(JsonNode object, BiConsumer<String, JsonNode> action) {
    object.properties().forEach(field -> action.accept(field.getKey(), field.getValue()));
  }

  /** Takes a row of the history, in which most metrics are absent. */
  void point(ObjectNode row) {
    String step = row.path("_step").isNumber() ? row.path("_step").asText() : null;
    String time = row.path("_timestamp").isNumber() ? row.path("_timestamp").asText() : null;
    each(
        row,
        (name, value) -> {
          if (!name.startsWith(OWN) && value.isValueNode() && number(value.asText())) {
            trial.point(name, step, value.asText(), time);
            metrics.putIfAbsent(name, value.asText());
          }
        });
  }

  /** Takes a point of a curve. */
  void point(String metric, String step, String value) {
    trial.point(metric, step, value, null);
    metrics.put(metric, value);
  }

  /** Takes what the sweep of this run says. */
  void sweep(SweepConfig sweep) {
    sweep.method().ifPresent(method -> set("sampler", method));
    sweep
        .metric()
        .ifPresent(
            name ->
                trial.objective(
                    name, Optional.ofNullable(metrics.get(name)), Optional.of(sweep.goal())));
    each(sweep.parameters(), trial::space);
  }

  /** The record, with the last value of every curve among the metrics. */
  TreeRecord record(long line) {
    metrics.forEach(trial::metric);
    return trial.at(line);
  }
}
