package org.lossfloor.sweep;

import java.io.Serializable;
import java.util.Optional;

/**
 * The values that a score can take at all, such as 0 and 1 for an accuracy.
 *
 * @param lower the smallest possible score, or {@code -Infinity}
 * @param upper the largest possible score, above {@code lower}, or {@code +Infinity}
 */
public record Bounds(double lower, double upper) implements Serializable {
  /** No bound on either side. */
  public static final Bounds NONE = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException when the ends are not in order, or one is NaN
   */
  public Bounds {
    if (!(lower < upper)) {
      throw new IllegalArgumentException("the lower bound must be below the upper bound");
    }
  }

  /**
   * Makes bounds of two ends.
   *
   * @param lower the smallest possible score, or {@code -Infinity}
   * @param upper the largest possible score, or {@code +Infinity}
   * @return nothing when the ends are not in order
   */
  public static Optional<Bounds> of(double lower, double upper) {
    return lower < upper ? Optional.of(new Bounds(lower, upper)) : Optional.empty();
  }

  /**
   * Tests a score.
   *
   * @param score a finite score
   * @return whether it lies within the bounds, ends included
   */
  public boolean contains(double score) {
    return score >= lower && score <= upper;
  }
}
