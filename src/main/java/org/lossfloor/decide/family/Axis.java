package org.lossfloor.decide.family;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.math.LogScale;

/** What the trials of one experiment say about the range of one hyperparameter. */
public sealed interface Axis {
  /**
   * Trials of random search that a part of the range holds on average before it counts as strange
   * that one experiment has none there: then the chance is exp(-9), .0001.
   */
  double EXPECTED = 9;

  /** Below this ratio of the largest to the smallest value the two scales hardly differ. */
  double LEAST_RATIO = 3;

  /**
   * Returns how many trials have it.
   *
   * @return at least one
   */
  int trials();

  /**
   * Returns the value that all trials have.
   *
   * @return nothing where there are several
   */
  Optional<Object> only();

  /**
   * Tells whether the trials of both may have been drawn from one range.
   *
   * @param other the same hyperparameter of another experiment
   * @return false where one of them lacks a part of the range in which it would have {@link
   *     #EXPECTED} trials or more, or where only one is constant
   */
  default boolean mayBe(Axis other) {
    boolean constant = only().isPresent() || other.only().isPresent();
    return constant ? only().equals(other.only()) : coversAsMuch(other);
  }

  /**
   * Tells the same of two ranges with several values.
   *
   * @param other the same hyperparameter of another experiment
   * @return false where one of them lacks a part of the range
   */
  boolean coversAsMuch(Axis other);

  /**
   * A number.
   *
   * @param trials how many trials have it, at least one
   * @param low the smallest value
   * @param median the median value
   * @param high the largest value
   */
  record Numbers(int trials, double low, double median, double high) implements Axis {
    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if there is no trial, or the values are not finite or not
     *     ascending
     */
    public Numbers {
      if (trials < 1 || !(low <= median && median <= high) || !Double.isFinite(high - low)) {
        throw new IllegalArgumentException(
            "Cannot use the range %s, %s, %s of %d trials".formatted(low, median, high, trials));
      }
    }

    @Override
    public Optional<Object> only() {
      // 0.0 and -0.0 are one number.
      return low == high ? Optional.of(low + 0.0) : Optional.empty();
    }

    @Override
    public boolean coversAsMuch(Axis other) {
      if (!(other instanceof Numbers numbers)) {
        return false;
      }
      boolean logs = logarithmic() && numbers.logarithmic();
      double lowest = place(Math.min(low, numbers.low), logs);
      double highest = place(Math.max(high, numbers.high), logs);
      double most = EXPECTED / Math.min(trials, numbers.trials) * (highest - lowest);
      return Math.abs(place(low, logs) - place(numbers.low, logs)) <= most
          && Math.abs(place(high, logs) - place(numbers.high, logs)) <= most;
    }

    private boolean logarithmic() {
      return LogScale.suits(low, median, high, LEAST_RATIO);
    }

    private static double place(double value, boolean logs) {
      return logs ? Math.log(value) : value;
    }
  }

  /**
   * A word.
   *
   * @param counts how many trials have which word, at least one
   */
  record Words(SortedMap<String, Integer> counts) implements Axis {
    /**
     * Copies the counts.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Words {
      counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
      if (counts.isEmpty()) {
        throw new IllegalArgumentException("Cannot use a hyperparameter without a value");
      }
    }

    @Override
    public int trials() {
      return counts.values().stream().mapToInt(n -> n).sum();
    }

    @Override
    public Optional<Object> only() {
      return counts.size() == 1 ? Optional.of(counts.firstKey()) : Optional.empty();
    }

    @Override
    public boolean coversAsMuch(Axis other) {
      return other instanceof Words words && missedIn(words) && words.missedIn(this);
    }

    /** Whether each word that the other one lacks is so rare here that it may do so by chance. */
    private boolean missedIn(Words other) {
      double share = (double) other.trials() / trials();
      return counts.entrySet().stream()
          .filter(word -> !other.counts.containsKey(word.getKey()))
          .allMatch(word -> word.getValue() * share < EXPECTED);
    }
  }
}
