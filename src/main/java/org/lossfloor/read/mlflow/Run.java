package org.lossfloor.read.mlflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TrialTree;

/**
 * What all of MLflow's logs say of a run, however they spell it.
 *
 * @param id its id
 * @param status a word or number
 * @param lifecycle {@code active} or {@code deleted}
 * @param study the name of its experiment
 * @param start milliseconds or text; null if unknown
 * @param end the same; null while it runs
 * @param duration seconds, where a log has them instead of an end; else null
 * @param nested whether other runs are nested in it
 * @param params its parameters
 * @param metrics its metrics
 * @param tags its tags
 */
record Run(
    String id,
    String status,
    String lifecycle,
    String study,
    String start,
    String end,
    String duration,
    boolean nested,
    Map<String, String> params,
    List<MetricLines> metrics,
    Map<String, String> tags) {

  /** The fields that every run has; {@code metrics} are for its owner to choose from. */
  static final String MAPPING =
      """
      trial_id: trial_id
      group_by: {store: store, study: study, parent: parent}
      hyperparameters: ['params.*']
      state: {field: state}
      start_time: start_time
      end_time: end_time
      duration: duration
      filters: [lifecycle_stage != deleted, role != parent]
      """;

  /**
   * Makes it the fields of a trial.
   *
   * @return the fields
   * @throws UnreadableRecord when it has no id or status
   */
  TrialTree trial() throws UnreadableRecord {
    need("run_id", id);
    need("status", status);
    TrialTree trial = new TrialTree(id.strip());
    String parent = tags.get(StoredExperiment.PARENT);
    boolean child = parent != null && !parent.isBlank();
    ObjectNode tree = trial.tree();
    tree.put("study", study);
    tree.put("parent", child ? parent.strip() : null);
    tree.put("state", RunStatus.word(status));
    tree.put("lifecycle_stage", lifecycle == null ? "active" : lifecycle);
    tree.put("role", nested ? "parent" : child ? "child" : "run");
    tree.put("start_time", start);
    tree.put("end_time", end);
    tree.put("duration", duration);
    params.forEach(trial::param);
    metrics.forEach(metric -> metric.addTo(trial));
    tags.forEach(trial::tag);
    return trial;
  }

  private static void need(String field, String value) throws UnreadableRecord {
    if (value == null || value.isBlank()) {
      throw new UnreadableRecord("the run has no `" + field + "`");
    }
  }
}
