package org.lossfloor.decide.family;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The hyperparameters of one experiment with the ranges that its trials span.
 *
 * @param experiment the id of the experiment
 * @param axes by the name of the hyperparameter
 */
public record SearchRanges(String experiment, SortedMap<String, Axis> axes) {
  /** Copies the ranges. */
  public SearchRanges {
    axes = Collections.unmodifiableSortedMap(new TreeMap<>(axes));
  }

  /**
   * Tells whether both may be samples of one search space.
   *
   * @param other the ranges of another experiment
   * @return whether the names are equal, and each range {@linkplain Axis#mayBe may be} that of the
   *     other
   */
  public boolean mayBe(SearchRanges other) {
    return axes.keySet().equals(other.axes.keySet())
        && axes.entrySet().stream()
            .allMatch(axis -> axis.getValue().mayBe(other.axes.get(axis.getKey())));
  }

  /** The trials of the hyperparameter that most have. */
  int trials() {
    return axes.values().stream().mapToInt(Axis::trials).max().orElse(0);
  }
}
