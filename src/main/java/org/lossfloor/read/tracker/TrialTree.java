package org.lossfloor.read.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Builds the record of a trial. The names of the fields are the same for all trackers, so that one
 * way of mapping fits all; a field that the log does not have is absent.
 *
 * <ul>
 *   <li>{@code trial_id}, {@code number} (order of the draws), {@code state} (the tracker's word),
 *       {@code seed}, {@code start_time}, {@code end_time}, {@code duration} (seconds);
 *   <li>{@code store}: the folder, file or database in which studies and trials have names of their
 *       own; {@code study}: what the tracker calls the sweep; {@code parent}: the run that a run is
 *       nested in;
 *   <li>{@code objective}, {@code value}, {@code direction}: what was tuned, where the log says so;
 *   <li>{@code metrics.NAME}: the last value of each metric; {@code curves.NAME}: its points, each
 *       with {@code step}, {@code value} and perhaps {@code time};
 *   <li>{@code params.NAME}: the hyperparameters; {@code space.NAME}: what each was drawn from;
 *   <li>{@code sampler}: the tracker's word; {@code executions}: the scores of several runs of the
 *       trial; {@code tags.NAME}: whatever else may be of use.
 * </ul>
 */
public final class TrialTree {
  private final ObjectNode root = TrackerJson.object();

  /**
   * Starts with the id.
   *
   * @param trialId the id of the trial, unique in its study
   */
  public TrialTree(String trialId) {
    root.put("trial_id", trialId);
  }

  /**
   * Sets a field of the trial itself.
   *
   * @param name {@code state}, {@code study}, {@code seed}, ...
   * @param text its text; null if the log has none
   * @return this
   */
  public TrialTree with(String name, String text) {
    if (text != null) {
      root.put(name, text);
    }
    return this;
  }

  /**
   * Sets a field of the trial itself.
   *
   * @param name {@code value}, {@code executions}, ...
   * @param value its value; null or JSON null if the log has none
   * @return this
   */
  public TrialTree with(String name, JsonNode value) {
    if (value != null && !value.isMissingNode()) {
      root.set(name, value);
    }
    return this;
  }

  /**
   * Sets what was tuned.
   *
   * @param objective its name
   * @param value the score; empty if the trial has none
   * @param direction {@code minimize} or {@code maximize}; empty if the log does not say
   * @return this
   */
  public TrialTree objective(String objective, Optional<String> value, Optional<String> direction) {
    root.put("objective", objective);
    root.put("value", value.orElse(null));
    direction.ifPresent(word -> root.put("direction", word));
    return this;
  }

  /**
   * Sets a hyperparameter.
   *
   * @param name its name
   * @param value its value
   * @return this
   */
  public TrialTree param(String name, JsonNode value) {
    group("params").set(name, value);
    return this;
  }

  /**
   * Sets a hyperparameter.
   *
   * @param name its name
   * @param text its value
   * @return this
   */
  public TrialTree param(String name, String text) {
    group("params").put(name, text);
    return this;
  }

  /**
   * Sets what a hyperparameter was drawn from.
   *
   * @param name its name
   * @param distribution the tracker's words
   * @return this
   */
  public TrialTree space(String name, JsonNode distribution) {
    group("space").set(name, distribution);
    return this;
  }

  /**
   * Sets the last value of a metric.
   *
   * @param name its name
   * @param text its value, which may be NaN or infinite
   * @return this
   */
  public TrialTree metric(String name, String text) {
    group("metrics").put(name, text);
    return this;
  }

  /**
   * Adds a point to the curve of a metric.
   *
   * @param name the metric
   * @param step the step; null where the position counts
   * @param value the value, which may be NaN or infinite
   * @param time when it was logged; null if the log does not say
   * @return this
   */
  public TrialTree point(String name, String step, String value, String time) {
    ObjectNode curves = group("curves");
    ArrayNode points = curves.withArrayProperty(name);
    ObjectNode point = points.addObject();
    if (step != null) {
      point.put("step", step);
    }
    point.put("value", value);
    if (time != null) {
      point.put("time", time);
    }
    return this;
  }

  /**
   * Sets a tag.
   *
   * @param name its name
   * @param text its text; null if the log has none
   * @return this
   */
  public TrialTree tag(String name, String text) {
    if (text != null) {
      group("tags").put(name, text);
    }
    return this;
  }

  private ObjectNode group(String name) {
    return root.withObjectProperty(name);
  }

  /**
   * Returns the fields.
   *
   * @return the tree
   */
  public ObjectNode tree() {
    return root;
  }

  /**
   * Returns the record.
   *
   * @param line where it stands
   * @return the record
   */
  public TreeRecord at(long line) {
    return TreeRecord.of(line, root);
  }
}
