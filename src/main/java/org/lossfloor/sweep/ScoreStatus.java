package org.lossfloor.sweep;

/** What became of the score of a trial. */
public enum ScoreStatus implements Coded {
  /** A finite number. */
  OK,
  /** Not a number: the training diverged. */
  NAN,
  /** Infinite in either direction, or as large as {@link LoggedNumber#INFINITE_FROM}. */
  INF,
  /** The log holds no value: null, empty text, empty curve. */
  MISSING,
  /** The record has no such field. */
  ABSENT
}
