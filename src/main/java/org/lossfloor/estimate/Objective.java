package org.lossfloor.estimate;

import org.lossfloor.sweep.Coded;

/** Which spacing objective is minimised. */
public enum Objective implements Coded {
  /**
   * Lossfloor's own objective (method.md, section 4): ties spread, every score owns the bin that
   * starts at it on the minimising scale, weight .65 on the open bin beyond the best score, large
   * tails grouped. The same in both directions. A score on a limit counts as censored.
   */
  RECIPE,

  /**
   * The objective of the reference library (method.md, section 16): ties counted, bins (z, z'] on
   * the score's own scale in both directions, weight 1, one extra trial in the last bin, scores
   * rounded to the precision of the largest. A score on the upper limit counts as observed.
   */
  REFERENCE
}
