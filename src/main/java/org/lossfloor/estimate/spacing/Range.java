package org.lossfloor.estimate.spacing;

/**
 * A closed range of allowed values.
 *
 * @param low smallest allowed value, possibly -infinity
 * @param high largest allowed value, at least {@code low}, possibly +infinity
 */
public record Range(double low, double high) {
  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if an end is NaN, the ends are reversed, or both are the same
   *     infinity
   */
  public Range {
    if (!(low <= high) || low == Double.POSITIVE_INFINITY || high == Double.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException("not a range: [%s, %s]".formatted(low, high));
    }
  }

  /**
   * No restriction.
   *
   * @return the range of all numbers
   */
  public static Range any() {
    return new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /**
   * One known value.
   *
   * @param value the value, finite
   * @return the range that holds only it
   * @throws IllegalArgumentException if the value is not finite
   */
  public static Range exactly(double value) {
    return new Range(value, value);
  }

  /**
   * Whether a value is allowed.
   *
   * @param value the value
   * @return true if it is in the range, its ends included
   */
  public boolean contains(double value) {
    return value >= low && value <= high;
  }

  boolean isAny() {
    return low == Double.NEGATIVE_INFINITY && high == Double.POSITIVE_INFINITY;
  }

  /** What is allowed, for messages to people. */
  String inWords() {
    return isAny() ? "free" : "from %s to %s".formatted(low, high);
  }

  Range negated() {
    return new Range(-high, -low);
  }
}
