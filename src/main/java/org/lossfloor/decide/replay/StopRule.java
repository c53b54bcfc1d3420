package org.lossfloor.decide.replay;

import org.lossfloor.sweep.Coded;

/** When to stop a sweep. Every rule sees only the trials up to then. */
public enum StopRule implements Coded {
  /** After a number of trials that was fixed before. */
  FIXED,
  /**
   * When the best score is as good as {@code budget} trials make it on average, by their number or
   * by luck that the other scores show.
   */
  LUCK,
  /** At the first best score that the law would beat with one of {@code budget} trials. */
  LAW,
  /**
   * At the first look after which the most further trials that are asked about (100 by default)
   * improve the best score with a told chance below 5 per cent.
   */
  CHANCE,
  /** At the first look after which the best score counts as close to the best possible one. */
  CLOSE
}
