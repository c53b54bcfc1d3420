package org.lossfloor.estimate.spacing;

import java.io.Serializable;

/**
 * The best parameters found for one effective dimension, on the minimising scale (convex law, best
 * end a on the left).
 *
 * @param c effective dimension, at least 1
 * @param a best end of the mean part, in units of the score
 * @param h width b - a of the mean part, positive, in units of the score
 * @param s relative noise o / h, positive
 * @param objective the spacing objective (total, not per n + 1); +infinity if nothing was found,
 *     see {@link #isFound()}
 */
public record SpacingFit(int c, double a, double h, double s, double objective)
    implements Serializable {
  /**
   * The far end of the mean part.
   *
   * @return b = a + h
   */
  public double b() {
    return a + h;
  }

  /**
   * The standard deviation of the noise.
   *
   * @return o = s h
   */
  public double o() {
    return s * h;
  }

  /**
   * Whether some law in the box explains the data.
   *
   * @return false if every start had an infinite objective; the parameters then mean nothing
   */
  public boolean isFound() {
    return objective < Double.POSITIVE_INFINITY;
  }

  /** Of two fits the one with the lower objective; the first if they tie. */
  public static SpacingFit better(SpacingFit first, SpacingFit second) {
    return second.objective < first.objective ? second : first;
  }
}
