package org.lossfloor.config;

import java.util.Map;
import org.lossfloor.sweep.Coded;

/**
 * What becomes of records that do not say what the mapping expects of them.
 *
 * @param onAbsentField for records without the metric's field where others have it: in a file of
 *     several records none of which has it, from some record of a file on, or under another
 *     spelling of its name
 */
public record FieldRules(OnAbsent onAbsentField) {
  /** What to do with records that have no field of the metric's name. */
  public enum OnAbsent implements Coded {
    /** They are rejected records, each with its file and line. */
    REJECT,
    /** They are failed trials. */
    WORST,
    /** They are excluded trials, reason {@code absent_field}. */
    EXCLUDE,
    /** They stop the run. */
    ERROR
  }

  static FieldRules load(Settings settings) {
    return new FieldRules(
        settings.word(Key.ON_ABSENT_FIELD, OnAbsent.class).orElse(OnAbsent.REJECT));
  }

  void settings(Map<String, Object> all) {
    all.put(Key.ON_ABSENT_FIELD.key(), onAbsentField.code());
  }
}
