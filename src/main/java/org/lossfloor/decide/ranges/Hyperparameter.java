package org.lossfloor.decide.ranges;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The values of one hyperparameter, one for each trial.
 *
 * @param name its name
 * @param texts its values as logged; null where a trial does not have it
 * @param scale on which a number is measured; nothing for words
 * @param told whether the user named the scale
 */
public record Hyperparameter(String name, List<String> texts, Optional<Scale> scale, boolean told) {
  /** Fewer different numbers have no inside. */
  private static final int LEAST_LEVELS = 3;

  /** Copies the values. */
  public Hyperparameter {
    texts = Collections.unmodifiableList(new ArrayList<>(texts));
  }

  /**
   * Takes the values of a log. They are numbers if every one is a finite number.
   *
   * @param name its name
   * @param texts its values as logged; null where a trial does not have it
   * @param told its scale, if the user names one
   * @return the hyperparameter
   */
  public static Hyperparameter of(String name, List<String> texts, Optional<Scale> told) {
    double[] numbers =
        texts.stream().filter(t -> t != null).mapToDouble(Hyperparameter::number).toArray();
    boolean numeric = numbers.length > 0 && Arrays.stream(numbers).allMatch(Double::isFinite);
    if (!numeric) {
      return new Hyperparameter(name, texts, Optional.empty(), false);
    }
    Optional<Scale> usable =
        told.filter(s -> s == Scale.LINEAR || Arrays.stream(numbers).allMatch(x -> x > 0));
    return new Hyperparameter(
        name, texts, Optional.of(usable.orElseGet(() -> Scale.of(numbers))), usable.isPresent());
  }

  private static double number(String text) {
    if (text.isEmpty() || Character.isLetter(text.charAt(0))) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Whether its values are numbers. */
  boolean numeric() {
    return scale.isPresent();
  }

  /** Whether a trial has it. */
  boolean in(int trial) {
    return texts.get(trial) != null;
  }

  /**
   * Counts the trials that have it.
   *
   * @return how many there are
   */
  public int trials() {
    return (int) texts.stream().filter(t -> t != null).count();
  }

  /**
   * Lists its different values.
   *
   * @return as logged, in alphabetical order
   */
  public List<String> values() {
    return List.copyOf(new TreeSet<>(texts.stream().filter(t -> t != null).toList()));
  }

  /**
   * Whether trials have different values.
   *
   * @return false for a constant
   */
  public boolean varies() {
    return numeric() ? high() > low() : values().size() > 1;
  }

  /** Whether its range has an inside. */
  boolean isRange() {
    return numeric()
        && IntStream.range(0, texts.size())
                .filter(this::in)
                .mapToDouble(this::value)
                .distinct()
                .count()
            >= LEAST_LEVELS;
  }

  /** The value of a trial; NaN where it has none. */
  double value(int trial) {
    return in(trial) ? number(texts.get(trial)) : Double.NaN;
  }

  /**
   * Finds the smallest value, of numbers.
   *
   * @return the value; NaN for words
   */
  public double low() {
    return numbers().min().orElse(Double.NaN);
  }

  /**
   * Finds the largest value, of numbers.
   *
   * @return the value; NaN for words
   */
  public double high() {
    return numbers().max().orElse(Double.NaN);
  }

  private DoubleStream numbers() {
    return IntStream.range(0, texts.size()).filter(this::in).mapToDouble(this::value);
  }

  /** The place of every trial in the range on its scale, from 0 to 1; NaN where it has none. */
  double[] places() {
    Scale on = scale.orElseThrow();
    double low = on.on(low());
    double width = on.on(high()) - low;
    return IntStream.range(0, texts.size())
        .mapToDouble(i -> (on.on(value(i)) - low) / width)
        .toArray();
  }

  /** The value at a place, which may lie outside of the range. */
  double at(double place) {
    Scale on = scale.orElseThrow();
    double low = on.on(low());
    return on.value(low + place * (on.on(high()) - low));
  }

  /**
   * Writes the values as numbers.
   *
   * @return for each trial its place in the range from 0 to 1, or the position of its word in the
   *     alphabet; -1 where it has none
   */
  public double[] codes() {
    if (!numeric()) {
      List<String> words = values();
      return texts.stream().mapToDouble(words::indexOf).toArray();
    }
    return Arrays.stream(places()).map(place -> Double.isNaN(place) ? -1 : place).toArray();
  }
}
