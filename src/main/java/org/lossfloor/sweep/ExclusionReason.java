package org.lossfloor.sweep;

/** Why a trial is kept out of the analysis; it stays in the {@code trials} table and is counted. */
public enum ExclusionReason implements Coded {
  /** A filter of the configuration does not hold. */
  FILTERED("A filter of the configuration does not hold for this trial."),
  /** Another record of the same trial was kept. */
  DUPLICATE("Another record of the same trial was kept."),
  /** It failed and was run again with the same hyperparameters. */
  RETRIED("The trial failed and was run again with the same hyperparameters; the last run counts."),
  /** Pruned, under {@code on_pruned: exclude}. */
  PRUNED("The trial was pruned before its end and on_pruned is exclude."),
  /** Running, under {@code on_running: exclude}. */
  RUNNING("The trial never reached an end and on_running is exclude."),
  /** Never started. */
  WAITING("The trial was never started."),
  /** Failed or without a finite score, under {@code on_failed: exclude}. */
  FAILED("The trial failed or its score is not finite, and on_failed is exclude."),
  /** No value, under {@code on_missing: exclude}. */
  MISSING("The trial has no value of the metric and on_missing is exclude."),
  /** The record has no field of the metric's name, under {@code on_absent_field: exclude}. */
  ABSENT_FIELD(
      "The record has no field of the metric's name, where others have one, and on_absent_field is"
          + " exclude."),
  /** The score contradicts the declared bounds. */
  OUT_OF_BOUNDS("The score lies outside the bounds that the configuration declares."),
  /** Failed, under {@code on_failed: error}; the run stops. */
  FAILED_REFUSED("The trial failed or its score is not finite, and on_failed is error."),
  /** No value, under {@code on_missing: error}; the run stops. */
  MISSING_REFUSED("The trial has no value of the metric and on_missing is error."),
  /** No field of the metric's name, under {@code on_absent_field: error}; the run stops. */
  ABSENT_REFUSED(
      "The record has no field of the metric's name, where others have one, and on_absent_field is"
          + " error."),
  /** It has the id of another trial, under {@code on_id_conflict: error}; the run stops. */
  ID_REFUSED("Another trial has the same id, and on_id_conflict is error.");

  private final String sentence;

  ExclusionReason(String sentence) {
    this.sentence = sentence;
  }

  /**
   * The reason for people.
   *
   * @return one sentence
   */
  public String sentence() {
    return sentence;
  }

  /**
   * Whether the configuration forbids such trials altogether.
   *
   * @return true when a trial with this reason has to stop the run
   */
  public boolean refused() {
    return this == FAILED_REFUSED
        || this == MISSING_REFUSED
        || this == ABSENT_REFUSED
        || this == ID_REFUSED;
  }
}
