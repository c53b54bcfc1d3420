package org.lossfloor.decide.compare;

import org.lossfloor.sweep.Coded;

/** What a compared budget rests on. */
public enum Basis implements Coded {
  /** The trials that were run, without a law. */
  TRIALS,
  /** The fitted laws of both, with their uncertainty. */
  LAW
}
