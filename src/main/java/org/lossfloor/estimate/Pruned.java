package org.lossfloor.estimate;

import java.util.OptionalDouble;
import org.lossfloor.sweep.Direction;

/**
 * Trials that were stopped early because they did badly.
 *
 * @param censored how many count as worse than every threshold; they are failed trials among the
 *     scores
 * @param reached the best score that one of those had reached when it was stopped, as far as known
 * @param excluded how many were left out, and are not among the scores
 */
public record Pruned(int censored, OptionalDouble reached, long excluded) {
  /** No trial was stopped. */
  public static final Pruned NONE = new Pruned(0, OptionalDouble.empty(), 0);

  /** More than one trial in this many needs a reason of the verdict. */
  private static final int MANY = 10;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a count is negative, or nothing reached a score
   */
  public Pruned {
    if (censored < 0 || excluded < 0 || (censored == 0 && reached.isPresent())) {
      throw new IllegalArgumentException(
          "Cannot use " + censored + " censored and " + excluded + " excluded pruned trials");
    }
  }

  /** Whether many trials are censored because they were pruned. */
  boolean censorsMany(int trials) {
    return (long) censored * MANY > trials;
  }

  /** Whether many trials were left out because they were pruned. */
  boolean excludesMany(int trials) {
    return excluded * MANY > trials + excluded;
  }

  /** Whether one of them had reached a score on this side of a threshold. */
  boolean reaches(double threshold, Direction direction) {
    return reached.isPresent() && !direction.better(threshold, reached.getAsDouble());
  }
}
