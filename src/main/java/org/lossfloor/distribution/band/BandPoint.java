package org.lossfloor.distribution.band;

/**
 * A band at one point of the curve it goes with. Either limit may be infinite: the data then give
 * no limit in that direction.
 *
 * @param lower lower limit
 * @param upper upper limit, at least the lower one
 */
public record BandPoint(double lower, double upper) {
  /**
   * Checks the order.
   *
   * @param lower lower limit
   * @param upper upper limit
   * @throws IllegalArgumentException if a limit is NaN or they are out of order
   */
  public BandPoint {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException("Limits out of order: [" + lower + ", " + upper + "]");
    }
  }

  /**
   * Returns whether a value lies within the limits, both included.
   *
   * @param value a number
   * @return true if lower &lt;= value &lt;= upper
   */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }
}
