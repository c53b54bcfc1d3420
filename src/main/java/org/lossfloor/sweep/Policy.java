package org.lossfloor.sweep;

/** What to do with a trial whose score cannot be taken at face value. */
public enum Policy implements Coded {
  /** Keep it as a draw that is worse than every threshold; no number is needed. */
  WORST,
  /** Keep it out, with its reason. */
  EXCLUDE,
  /** Let its score decide, as for a finished trial. */
  KEEP,
  /** Stop the run. */
  ERROR
}
