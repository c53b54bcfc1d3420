package org.lossfloor.estimate;

import java.util.Collection;

/** Whether the intervals of an estimate can be believed (recipe, section 2, step 8). */
public enum Verdict {
  /** The theory applies as far as the data can tell. */
  OK,
  /** The theory may not apply, or the data are too few to tell: read the reasons. */
  CAUTION,
  /** The numbers must not be used, or there are none. */
  INVALID;

  /**
   * Returns what reasons lead to together.
   *
   * @param reasons the reasons, possibly none
   * @return the worst of their verdicts
   */
  public static Verdict of(Collection<Reason> reasons) {
    return reasons.stream().map(Reason::verdict).max(Enum::compareTo).orElse(OK);
  }
}
