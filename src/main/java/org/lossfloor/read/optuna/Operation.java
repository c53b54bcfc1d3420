package org.lossfloor.read.optuna;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lossfloor.read.record.UnreadableRecord;

/**
 * A line of a journal.
 *
 * @param code what it does
 * @param line where it stands
 * @param json its fields
 */
record Operation(Code code, long line, ObjectNode json) {
  private static final int MOST = 1_000_000_000;

  /** The operations by their codes. */
  private static final List<Code> CODES =
      List.of(
          Code.CREATE_STUDY,
          Code.DELETE_STUDY,
          Code.STUDY_USER_ATTRIBUTE,
          Code.STUDY_SYSTEM_ATTRIBUTE,
          Code.CREATE_TRIAL,
          Code.PARAM,
          Code.STATE,
          Code.REPORT,
          Code.TRIAL_USER_ATTRIBUTE,
          Code.TRIAL_SYSTEM_ATTRIBUTE);

  /** What an operation does. */
  enum Code {
    CREATE_STUDY,
    DELETE_STUDY,
    STUDY_USER_ATTRIBUTE,
    STUDY_SYSTEM_ATTRIBUTE,
    CREATE_TRIAL,
    PARAM,
    STATE,
    REPORT,
    TRIAL_USER_ATTRIBUTE,
    TRIAL_SYSTEM_ATTRIBUTE,
    /** Written by other implementations or later versions. */
    OTHER
  }

  static Operation of(long line, ObjectNode json) throws UnreadableRecord {
    JsonNode code = json.path("op_code");
    if (!code.isIntegralNumber()) {
      throw new UnreadableRecord("`op_code` is " + shown(code) + ", not a whole number");
    }
    boolean known =
        code.canConvertToInt() && code.intValue() >= 0 && code.intValue() < CODES.size();
    return new Operation(known ? CODES.get(code.intValue()) : Code.OTHER, line, json);
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "missing" : "`" + node + "`";
  }

  /** The number of a study, a trial, a state. */
  int number(String field) throws UnreadableRecord {
    JsonNode value = json.path(field);
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < 0
        || value.intValue() > MOST) {
      throw new UnreadableRecord("`" + field + "` is " + shown(value) + ", not a whole number");
    }
    return value.intValue();
  }

  String text(String field) throws UnreadableRecord {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw new UnreadableRecord("`" + field + "` is " + shown(value) + ", not text");
    }
    return value.textValue();
  }

  /** A field that may be absent or null. */
  Optional<JsonNode> field(String name) {
    return Optional.ofNullable(json.get(name)).filter(value -> !value.isNull());
  }

  /** The fields of an object that may be absent or null. */
  Set<Map.Entry<String, JsonNode>> entries(String name) throws UnreadableRecord {
    Optional<JsonNode> object = field(name);
    if (object.isPresent() && !object.get().isObject()) {
      throw new UnreadableRecord("`" + name + "` is " + shown(object.get()) + ", not an object");
    }
    return object.map(JsonNode::properties).orElse(Set.of());
  }
}
