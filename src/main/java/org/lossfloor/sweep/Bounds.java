package org.lossfloor.sweep;

import java.util.OptionalDouble;

/**
 * The values that a score can take at all, such as 0 and 1 for an accuracy.
 *
 * @param lower the smallest possible score, finite, or nothing
 * @param upper the largest possible score, finite and above {@code lower}, or nothing
 */
public record Bounds(OptionalDouble lower, OptionalDouble upper) {
  /** No bound on either side. */
  public static final Bounds NONE = new Bounds(OptionalDouble.empty(), OptionalDouble.empty());

  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException when an end is not finite or the ends are not in order
   */
  public Bounds {
    if (!finite(lower) || !finite(upper)) {
      throw new IllegalArgumentException("bounds must be finite; leave an open end out");
    }
    if (lower.isPresent() && upper.isPresent() && lower.getAsDouble() >= upper.getAsDouble()) {
      throw new IllegalArgumentException("the lower bound must be below the upper bound");
    }
  }

  private static boolean finite(OptionalDouble end) {
    return end.isEmpty() || Double.isFinite(end.getAsDouble());
  }

  /**
   * Tests a score.
   *
   * @param score a finite score
   * @return whether it lies within the bounds, ends included
   */
  public boolean contains(double score) {
    return score >= lower.orElse(Double.NEGATIVE_INFINITY)
        && score <= upper.orElse(Double.POSITIVE_INFINITY);
  }
}
