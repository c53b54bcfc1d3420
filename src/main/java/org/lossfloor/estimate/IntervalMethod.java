package org.lossfloor.estimate;

import org.lossfloor.sweep.Coded;

/** How the intervals of best score, noise and tuning curve are made. */
public enum IntervalMethod implements Coded {
  /** The profiled spacing objective against fixed critical values (method.md, section 8.1). */
  PROFILE(false),
  /**
   * As {@link #PROFILE}, with a smaller critical value for the smaller of the two tails if there
   * are few trials: about a fifth narrower there.
   */
  NARROW(false),
  /**
   * The same profile against critical values that are simulated at the fit of every tail that joins
   * the interval (method.md, section 8.5).
   */
  CALIBRATED(true),
  /** Percentiles of refits to samples simulated at the fit (method.md, section 8.6). */
  PERCENTILE(true),
  /**
   * Percentiles of refits to the trials themselves, resampled with replacement; for comparison,
   * because it covers too little (method.md, section 8.6).
   */
  NONPARAMETRIC(true);

  private final boolean draws;

  IntervalMethod(boolean draws) {
    this.draws = draws;
  }

  /**
   * Returns whether replicates are drawn.
   *
   * @return false where intervals are a function of the scores alone
   */
  public boolean draws() {
    return draws;
  }

  /**
   * Returns whether replicates are drawn from fitted laws, so that they can be drawn on any
   * machine.
   *
   * @return false also for {@link #NONPARAMETRIC}, whose replicates are drawn from the trials
   */
  public boolean simulates() {
    return this == CALIBRATED || this == PERCENTILE;
  }
}
