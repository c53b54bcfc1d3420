package org.lossfloor.sweep;

import java.io.Serializable;

/**
 * Decides what a trial counts as. State comes first, because trackers copy the last value of a
 * pruned or crashed trial into its result; the score decides for trials that ended, or whose state
 * is not known.
 *
 * <p>A pruned trial is a draw like any other: leaving it out because it did badly makes every
 * estimate too good. Counted as worst, it keeps its last value in its score, so that one can see
 * how far the threshold lies from what pruned trials had reached.
 *
 * @param onFailed for state {@code FAIL} and for scores that are NaN or infinite: {@code WORST}
 *     (default), {@code EXCLUDE} or {@code ERROR}
 * @param onPruned for state {@code PRUNED}: {@code WORST} (default), {@code EXCLUDE} or {@code
 *     KEEP}
 * @param onRunning for state {@code RUNNING}: {@code EXCLUDE} (default), {@code WORST} or {@code
 *     KEEP}
 * @param onMissing for trials that ended without a value: {@code WORST} (default), {@code EXCLUDE}
 *     or {@code ERROR}
 */
public record OutcomeRules(Policy onFailed, Policy onPruned, Policy onRunning, Policy onMissing)
    implements Serializable {
  /** Failed, missing and pruned are worst, running are excluded. */
  public static final OutcomeRules DEFAULT =
      new OutcomeRules(Policy.WORST, Policy.WORST, Policy.EXCLUDE, Policy.WORST);

  /**
   * Judges a trial. Whether an absent field means a trial without a value depends on the other
   * records of its file; until they are known it is excluded with reason {@code absent_field}.
   *
   * @param state its state
   * @param score its score after reduction
   * @param bounds the possible values of the score
   * @return what it counts as
   */
  public Outcome judge(TrialState state, Score score, Bounds bounds) {
    return switch (state) {
      case FAIL -> failed();
      case WAITING -> new Outcome.Excluded(ExclusionReason.WAITING);
      case PRUNED -> unfinished(onPruned, ExclusionReason.PRUNED, score, bounds);
      case RUNNING -> unfinished(onRunning, ExclusionReason.RUNNING, score, bounds);
      case COMPLETE, UNKNOWN -> byScore(score, bounds);
    };
  }

  private Outcome unfinished(Policy policy, ExclusionReason reason, Score score, Bounds bounds) {
    return switch (policy) {
      case WORST -> Outcome.FAILED;
      case KEEP -> byScore(score, bounds);
      case EXCLUDE, ERROR -> new Outcome.Excluded(reason);
    };
  }

  private Outcome byScore(Score score, Bounds bounds) {
    return switch (score.status()) {
      case NAN, INF -> failed();
      case MISSING -> missing();
      case ABSENT -> new Outcome.Excluded(ExclusionReason.ABSENT_FIELD);
      case OK ->
          bounds.contains(score.value().getAsDouble())
              ? Outcome.SCORED
              : new Outcome.Excluded(ExclusionReason.OUT_OF_BOUNDS);
    };
  }

  /**
   * What a trial without a value counts as.
   *
   * @return what {@code onMissing} says
   */
  public Outcome missing() {
    return strict(onMissing, ExclusionReason.MISSING, ExclusionReason.MISSING_REFUSED);
  }

  private Outcome failed() {
    return strict(onFailed, ExclusionReason.FAILED, ExclusionReason.FAILED_REFUSED);
  }

  private static Outcome strict(Policy policy, ExclusionReason excluded, ExclusionReason refused) {
    return switch (policy) {
      case WORST, KEEP -> Outcome.FAILED;
      case EXCLUDE -> new Outcome.Excluded(excluded);
      case ERROR -> new Outcome.Excluded(refused);
    };
  }
}
