package org.lossfloor.read.optuna;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TreeRecord;

/**
 * What the operations of a journal have made so far. Studies and trials have no ids in the journal:
 * each creation that counts takes the next one.
 */
final class Replay {
  private static final List<String> STATES =
      List.of("RUNNING", "COMPLETE", "PRUNED", "FAIL", "WAITING");
  private static final String RUNNING = STATES.get(0);
  private static final String WAITING = STATES.get(4);

  /** Why an operation has nothing to work on. */
  static final class Missing extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean study;

    Missing(boolean study, int id, int count) {
      super((study ? "study " : "trial ") + id + " of " + count);
      this.study = study;
    }

    /** Whether it is a study that there is none of, and not a trial. */
    boolean isStudy() {
      return study;
    }
  }

  private static final class OpenStudy {
    private final String name;
    private final List<Optional<String>> directions = new ArrayList<>();
    private final Map<String, JsonNode> attributes = new HashMap<>();
    private boolean deleted;
    private long trials;

    OpenStudy(String name) {
      this.name = name;
    }

    Study study() {
      return new Study(name, directions, attributes);
    }
  }

  private record OpenTrial(OptunaTrial trial, int study) {}

  /** A null is a study or trial whose creation cannot be read. */
  private final List<OpenStudy> studies = new ArrayList<>();

  private final List<OpenTrial> trials = new ArrayList<>();
  private long lostBefore;

  /** Gives the next id to a study whose creation cannot be read. */
  void lostStudy() {
    studies.add(null);
  }

  /**
   * Gives the next id to a trial whose creation cannot be read. If its study is not known either,
   * it is that of the trial that comes next.
   */
  void lostTrial(Optional<Integer> study) {
    Optional<OpenStudy> of = study.filter(id -> id < studies.size()).map(studies::get);
    if (of.isPresent() && of.get().deleted) {
      return;
    }
    of.ifPresentOrElse(known -> known.trials++, () -> lostBefore++);
    trials.add(null);
  }

  void apply(Operation operation) throws UnreadableRecord, Missing {
    switch (operation.code()) {
      case CREATE_STUDY -> createStudy(operation);
      case DELETE_STUDY -> deleteStudy(operation);
      case STUDY_SYSTEM_ATTRIBUTE -> studyAttribute(operation);
      case STUDY_USER_ATTRIBUTE -> study(operation);
      case CREATE_TRIAL -> createTrial(operation);
      case PARAM, STATE, REPORT, TRIAL_USER_ATTRIBUTE, TRIAL_SYSTEM_ATTRIBUTE -> change(operation);
      case OTHER -> {}
    }
  }

  private void createStudy(Operation operation) throws UnreadableRecord {
    OpenStudy study = new OpenStudy(operation.text("study_name"));
    for (JsonNode direction : operation.json().path("directions")) {
      study.directions.add(Study.direction(direction.asText()));
    }
    boolean known =
        studies.stream().anyMatch(s -> s != null && !s.deleted && s.name.equals(study.name));
    if (!known) {
      studies.add(study);
    }
  }

  private void deleteStudy(Operation operation) throws UnreadableRecord, Missing {
    OpenStudy study = study(operation);
    if (study != null) {
      study.deleted = true;
    }
  }

  private void studyAttribute(Operation operation) throws UnreadableRecord, Missing {
    OpenStudy study = study(operation);
    for (Map.Entry<String, JsonNode> entry : operation.entries("system_attr")) {
      if (study != null) {
        study.attributes.put(entry.getKey(), entry.getValue());
      }
    }
  }

  private OpenStudy study(Operation operation) throws UnreadableRecord, Missing {
    int id = operation.number("study_id");
    if (id >= studies.size()) {
      throw new Missing(true, id, studies.size());
    }
    return studies.get(id);
  }

  private void createTrial(Operation operation) throws UnreadableRecord, Missing {
    OpenStudy study = study(operation);
    if (study != null && study.deleted) {
      return;
    }
    int id = operation.number("study_id");
    if (study != null) {
      study.trials += lostBefore;
    }
    OptunaTrial trial = new OptunaTrial(String.valueOf(trials.size()), operation.line());
    trial.number(Optional.of(study == null ? 0 : study.trials));
    fill(trial, operation);
    trials.add(new OpenTrial(trial, id));
    lostBefore = 0;
    if (study != null) {
      study.trials++;
    }
  }

  private static void fill(OptunaTrial trial, Operation operation) throws UnreadableRecord {
    trial.state(operation.field("state").isPresent() ? state(operation) : RUNNING);
    trial.start(operation.field("datetime_start").map(JsonNode::asText));
    trial.end(operation.field("datetime_complete").map(JsonNode::asText));
    Map<String, JsonNode> distributions = new HashMap<>();
    operation.entries("distributions").forEach(e -> distributions.put(e.getKey(), e.getValue()));
    for (Map.Entry<String, JsonNode> param : operation.entries("params")) {
      JsonNode distribution = distributions.get(param.getKey());
      trial.param(
          param.getKey(), param.getValue(), distribution == null ? "" : distribution.asText());
    }
    for (Map.Entry<String, JsonNode> report : operation.entries("intermediate_values")) {
      report(trial, report.getKey(), report.getValue());
    }
    operation.entries("user_attrs").forEach(e -> trial.userAttribute(e.getKey(), e.getValue()));
    operation.entries("system_attrs").forEach(e -> trial.systemAttribute(e.getKey(), e.getValue()));
    operation.field("value").ifPresent(value -> trial.value(0, value.asText()));
    values(trial, operation);
  }

  private static String state(Operation operation) throws UnreadableRecord {
    int state = operation.number("state");
    if (state >= STATES.size()) {
      throw new UnreadableRecord("`state` is " + state + ", and states are 0 to 4");
    }
    return STATES.get(state);
  }

  private static void values(OptunaTrial trial, Operation operation) throws UnreadableRecord {
    Optional<JsonNode> values = operation.field("values");
    if (values.isPresent() && !(values.get().isArray() && values.get().size() < Studies.MOST)) {
      throw new UnreadableRecord("`values` is `" + values.get() + "`, not a list of numbers");
    }
    for (int i = 0; values.isPresent() && i < values.get().size(); i++) {
      if (!values.get().get(i).isNull()) {
        trial.value(i, values.get().get(i).asText());
      }
    }
  }

  private static void report(OptunaTrial trial, String step, JsonNode value)
      throws UnreadableRecord {
    try {
      trial.report(Long.parseLong(step), value.isNull() ? "nan" : value.asText());
    } catch (NumberFormatException e) {
      throw new UnreadableRecord("`step` is `" + step + "`, not a whole number");
    }
  }

  private void change(Operation operation) throws UnreadableRecord, Missing {
    int id = operation.number("trial_id");
    if (id >= trials.size()) {
      throw new Missing(false, id, trials.size());
    }
    if (trials.get(id) == null) {
      return;
    }
    OptunaTrial trial = trials.get(id).trial();
    if (!trial.state().equals(RUNNING) && !trial.state().equals(WAITING)) {
      return;
    }
    switch (operation.code()) {
      case PARAM ->
          trial.param(
              operation.text("param_name"),
              operation.json().path("param_value_internal"),
              operation.text("distribution"));
      case STATE -> changeState(trial, operation);
      case REPORT ->
          report(
              trial,
              operation.json().path("step").asText(),
              operation.json().path("intermediate_value"));
      case TRIAL_USER_ATTRIBUTE ->
          operation
              .entries("user_attr")
              .forEach(e -> trial.userAttribute(e.getKey(), e.getValue()));
      default ->
          operation
              .entries("system_attr")
              .forEach(e -> trial.systemAttribute(e.getKey(), e.getValue()));
    }
  }

  private static void changeState(OptunaTrial trial, Operation operation) throws UnreadableRecord {
    String state = state(operation);
    if (state.equals(RUNNING) && trial.state().equals(RUNNING)) {
      return;
    }
    values(trial, operation);
    if (state.equals(RUNNING)) {
      trial.start(operation.field("datetime_start").map(JsonNode::asText));
    } else if (!state.equals(WAITING)) {
      trial.end(operation.field("datetime_complete").map(JsonNode::asText));
    }
    trial.state(state);
  }

  /** How many trials are in studies that were deleted. */
  long deleted() {
    return trials.stream().filter(this::isDeleted).count();
  }

  private boolean isDeleted(OpenTrial trial) {
    OpenStudy study = trial == null ? null : studies.get(trial.study());
    return study != null && study.deleted;
  }

  /** The records of all trials whose creation can be read and whose study is still there. */
  List<TreeRecord> records() {
    List<TreeRecord> records = new ArrayList<>();
    for (OpenTrial open : trials) {
      if (open != null && !isDeleted(open)) {
        OpenStudy study = studies.get(open.study());
        if (study == null) {
          String reason = "study " + open.study() + " of the trial has no line that can be read";
          records.add(TreeRecord.unreadable(open.trial().line(), reason, ""));
        } else {
          records.addAll(open.trial().records(study.study()));
        }
      }
    }
    return records;
  }
}
