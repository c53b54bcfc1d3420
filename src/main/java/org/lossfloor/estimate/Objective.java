package org.lossfloor.estimate;

/** The spacing objective that the fit minimises. */
public enum Objective {
  /** Weight 0.65 on the open best bin, one convention for both directions, ties spread evenly. */
  RECIPE,
  /** The reference library's: its own bucket convention for each direction, weight 1. */
  REFERENCE
}
