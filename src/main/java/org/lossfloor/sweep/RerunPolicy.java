package org.lossfloor.sweep;

/** What the score of a configuration is that was run several times. */
public enum RerunPolicy implements Coded {
  /** The mean of the scores of its reruns; one draw. */
  AVERAGE,
  /** The score of its first run in the order of the draws that has one; one draw. */
  FIRST,
  /** Every rerun is a draw of its own. */
  SEPARATE
}
