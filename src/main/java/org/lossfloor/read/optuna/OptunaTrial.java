package org.lossfloor.read.optuna;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TrackerJson;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TrialTree;

/** What is known of a trial while its storage is read. */
final class OptunaTrial {
  /** Longer attributes are a sampler's own state. */
  private static final int LONGEST_ATTRIBUTE = 256;

  private static final String FIXED = "fixed_params";
  private static final String RETRY_OF = "failed_trial";

  private final String id;
  private final long line;
  private final Map<String, JsonNode> params = new LinkedHashMap<>();
  private final Map<String, JsonNode> space = new LinkedHashMap<>();
  private final SortedMap<Integer, String> values = new TreeMap<>();
  private final SortedMap<Long, String> reports = new TreeMap<>();
  private final Map<String, JsonNode> userAttributes = new LinkedHashMap<>();
  private final Map<String, JsonNode> systemAttributes = new LinkedHashMap<>();
  private Optional<Long> number = Optional.empty();
  private String state = "";
  private Optional<String> start = Optional.empty();
  private Optional<String> end = Optional.empty();
  private Optional<String> heartbeat = Optional.empty();

  OptunaTrial(String id, long line) {
    this.id = id;
    this.line = line;
  }

  long line() {
    return line;
  }

  void number(Optional<Long> position) {
    number = position;
  }

  String state() {
    return state;
  }

  void state(String word) {
    state = word;
  }

  void start(Optional<String> time) {
    start = time;
  }

  void end(Optional<String> time) {
    end = time;
  }

  void heartbeat(Optional<String> time) {
    heartbeat = time;
  }

  void param(String name, JsonNode stored, String distribution) throws UnreadableRecord {
    try {
      Distribution drawn = Distribution.parse(distribution);
      params.put(name, drawn.value(stored));
      space.put(name, drawn.json());
    } catch (UnreadableRecord e) {
      throw new UnreadableRecord("parameter `" + name + "`: " + e.getMessage());
    }
  }

  /** A parameter whose distribution is not recorded. */
  void param(String name, String text) {
    params.put(name, TextNode.valueOf(text));
  }

  void value(int objective, String text) {
    values.put(objective, text);
  }

  void report(long step, String text) {
    reports.put(step, text);
  }

  void userAttribute(String key, JsonNode value) {
    userAttributes.put(key, value);
  }

  void systemAttribute(String key, JsonNode value) {
    systemAttributes.put(key, value);
  }

  Optional<JsonNode> systemAttribute(String key) {
    return Optional.ofNullable(systemAttributes.get(key));
  }

  /** A record for each objective. */
  List<TreeRecord> records(Study study) {
    int most = values.isEmpty() ? 0 : values.lastKey() + 1;
    int count = Math.max(1, Math.max(study.directions().size(), most));
    List<TreeRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(record(study, i, count));
    }
    return records;
  }

  private TreeRecord record(Study study, int objective, int count) {
    TrialTree tree = new TrialTree(id);
    number.ifPresentOrElse(
        n -> tree.with("number", n.toString()), () -> tree.tree().putNull("number"));
    tree.with("study", study.name()).with("state", state);
    tree.objective(
        study.objective(objective, count),
        Optional.ofNullable(values.get(objective)),
        study.direction(objective));
    tree.tree().put("start_time", start.orElse(null));
    tree.tree().put("end_time", end.orElse(null));
    tree.tree().put("enqueued", systemAttributes.containsKey(FIXED));
    tree.tree().put("sampler", sampler(study).orElse(null));
    tree.with("params", TrackerJson.object());
    params.forEach(tree::param);
    space.forEach(tree::space);
    reports.forEach((step, value) -> tree.point("intermediate", step.toString(), value, null));
    tag(tree);
    return tree.at(line);
  }

  private Optional<String> sampler(Study study) {
    return SamplerTraces.of(systemAttributes.keySet())
        .or(() -> SamplerTraces.of(study.attributes().keySet()));
  }

  private void tag(TrialTree tree) {
    heartbeat.ifPresent(time -> tree.tag("heartbeat", time));
    systemAttribute(RETRY_OF).ifPresent(first -> tree.tag("retry_of", first.asText()));
    userAttributes.forEach((key, value) -> tree.tag(key, text(value)));
    systemAttributes.forEach(
        (key, value) -> {
          if (text(value).length() <= LONGEST_ATTRIBUTE) {
            tree.tag("system_attrs_" + key, text(value));
          }
        });
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
