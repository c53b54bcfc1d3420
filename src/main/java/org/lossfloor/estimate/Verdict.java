package org.lossfloor.estimate;

/** Whether the intervals of an estimate can be believed (method.md, section 15). */
public enum Verdict {
  /** The theory applies as far as the data show. */
  OK,
  /** The theory may not apply, or there are too few data to decide: read the reasons. */
  CAUTION,
  /** The numbers must not be used, or there are none. */
  INVALID
}
