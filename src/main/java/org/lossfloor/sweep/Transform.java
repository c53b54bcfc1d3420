package org.lossfloor.sweep;

/**
 * Maps a logged value to the scale of the score. It is applied to every logged value before
 * anything else; direction, reduction and bounds speak of the result.
 */
public enum Transform implements Coded {
  /** The value itself. */
  NONE,
  /** {@code 1 - x}: accuracy to error rate and back. */
  ONE_MINUS,
  /** {@code -x}: log-likelihood to its negative and back. */
  NEGATE,
  /** {@code x / 100}: percentage points to a fraction. */
  PERCENT;

  /**
   * Applies the transform.
   *
   * @param value a logged value; NaN and infinities pass through by the rules of IEEE 754
   * @return the value on the scale of the score
   */
  public double apply(double value) {
    return switch (this) {
      case NONE -> value;
      case ONE_MINUS -> 1 - value;
      case NEGATE -> -value;
      case PERCENT -> value / 100;
    };
  }
}
