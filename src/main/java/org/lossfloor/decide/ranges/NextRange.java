package org.lossfloor.decide.ranges;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Where to search next.
 *
 * @param low the smallest value; nothing for words
 * @param high the largest one; nothing for words
 * @param values the words that are left; empty for numbers
 * @param outside how many trials that have the hyperparameter lie outside of it
 */
public record NextRange(OptionalDouble low, OptionalDouble high, List<String> values, int outside) {
  /** Copies the words. */
  public NextRange {
    values = List.copyOf(values);
  }
}
