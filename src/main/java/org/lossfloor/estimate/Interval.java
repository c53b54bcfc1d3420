package org.lossfloor.estimate;

/**
 * A confidence interval for one number, in the unit of that number.
 *
 * @param lower the lower end; {@code -Infinity} where the data set no limit
 * @param upper the upper end, at least {@code lower}; {@code +Infinity} where the data set no limit
 */
public record Interval(double lower, double upper) {
  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException if an end is NaN or the ends are reversed
   */
  public Interval {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException(
          "Cannot make an interval from " + lower + " to " + upper + ": the ends are reversed");
    }
  }

  /**
   * Returns the smallest interval that holds both.
   *
   * @param other another interval for the same number
   * @return the hull, gap included
   */
  public Interval hull(Interval other) {
    return new Interval(Math.min(lower, other.lower), Math.max(upper, other.upper));
  }

  /**
   * Returns the interval of the negated number.
   *
   * @return from {@code -upper} to {@code -lower}
   */
  public Interval negated() {
    return new Interval(-upper, -lower);
  }

  /**
   * Returns the distance of the ends.
   *
   * @return {@code upper - lower}
   */
  public double width() {
    return upper - lower;
  }

  /**
   * Moves a number that lies outside to the nearer end.
   *
   * @param value the number
   * @return the nearest number inside
   */
  public double nearest(double value) {
    return Math.min(upper, Math.max(lower, value));
  }

  /** Both ends moved into a range. */
  Interval within(Interval range) {
    return new Interval(range.nearest(lower), range.nearest(upper));
  }

  /**
   * Returns the part below a ceiling.
   *
   * @param ceiling any number
   * @return the interval with its upper end at most at the ceiling, but never below the lower end
   */
  Interval under(double ceiling) {
    return new Interval(lower, Math.max(lower, Math.min(upper, ceiling)));
  }
}
