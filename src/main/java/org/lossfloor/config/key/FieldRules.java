package org.lossfloor.config.key;

import java.io.Serializable;
import java.util.Map;
import org.lossfloor.sweep.Coded;

/**
 * What to do with records that lack what the mapping expects.
 *
 * @param onAbsentField for records without the metric's field where others have it: in a file of
 *     several records none of which has it, from some record of a file on, or under another
 *     spelling of its name
 * @param onIdConflict for records that share a trial id and differ in hyperparameters or score
 */
public record FieldRules(OnAbsent onAbsentField, OnConflict onIdConflict) implements Serializable {
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

  /** What to do with records that share a trial id and are different trials. */
  public enum OnConflict implements Coded {
    /** They are separate trials; the file, and the line if needed, goes before the id. */
    QUALIFY,
    /** They are rejected records. */
    REJECT,
    /** They stop the run. */
    ERROR,
    /** One of them counts, as {@code dedup} says. */
    DEDUP
  }

  /** If the user says which record counts, it counts whatever the records hold. */
  public static FieldRules load(Settings settings, KeyValues values) {
    OnConflict usual = settings.find(Key.DEDUP).isPresent() ? OnConflict.DEDUP : OnConflict.QUALIFY;
    return new FieldRules(
        values.get(Key.ON_ABSENT_FIELD), values.find(Key.ON_ID_CONFLICT).orElse(usual));
  }

  public void settings(Map<String, Object> all) {
    all.put(Key.ON_ABSENT_FIELD.key(), onAbsentField.code());
    all.put(Key.ON_ID_CONFLICT.key(), onIdConflict.code());
  }
}
