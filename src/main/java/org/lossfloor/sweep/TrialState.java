package org.lossfloor.sweep;

/** How far a trial came, in the words that trackers share. */
public enum TrialState implements Coded {
  /** Ran to its planned end. */
  COMPLETE,
  /** Stopped early on purpose because it did badly; its last value is not a final one. */
  PRUNED,
  /** Crashed, diverged, was killed or declared failed. */
  FAIL,
  /**
   * Still running, or left in that state by a killed process: trackers cannot distinguish the two.
   */
  RUNNING,
  /** Drawn but never started. */
  WAITING,
  /** The log says nothing about the state; the score alone decides. */
  UNKNOWN
}
