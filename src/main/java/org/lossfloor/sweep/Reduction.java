package org.lossfloor.sweep;

import java.util.OptionalDouble;

/**
 * What a learning curve was reduced to.
 *
 * @param value the finite value; nothing unless the status is {@code OK}
 * @param status what became of it
 * @param step the step it was taken from; nothing when it belongs to no single step
 */
public record Reduction(OptionalDouble value, ScoreStatus status, OptionalDouble step) {
  /** A curve without any value. */
  public static final Reduction MISSING =
      new Reduction(OptionalDouble.empty(), ScoreStatus.MISSING, OptionalDouble.empty());

  /** A record without the field. */
  public static final Reduction ABSENT =
      new Reduction(OptionalDouble.empty(), ScoreStatus.ABSENT, OptionalDouble.empty());

  /**
   * Checks that a value is there exactly when the status says so.
   *
   * @throws IllegalArgumentException when status and value contradict each other
   */
  public Reduction {
    if ((status == ScoreStatus.OK) != value.isPresent()) {
      throw new IllegalArgumentException("a score has a value exactly when its status is OK");
    }
  }

  /**
   * Sorts a logged number into its status.
   *
   * @param value any double; what {@link LoggedNumber#of} takes for infinite counts as such
   * @param step the step it was taken from
   * @return the value with its status
   */
  public static Reduction of(double value, OptionalDouble step) {
    if (Double.isNaN(value)) {
      return new Reduction(OptionalDouble.empty(), ScoreStatus.NAN, step);
    }
    if (Double.isInfinite(LoggedNumber.of(value))) {
      return new Reduction(OptionalDouble.empty(), ScoreStatus.INF, step);
    }
    return new Reduction(OptionalDouble.of(value), ScoreStatus.OK, step);
  }
}
