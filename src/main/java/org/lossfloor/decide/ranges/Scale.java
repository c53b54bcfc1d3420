package org.lossfloor.decide.ranges;

import java.util.Arrays;
import java.util.Optional;
import org.lossfloor.sweep.Coded;

/** The scale of a numeric hyperparameter, on which its range is measured. */
public enum Scale implements Coded {
  /** Equal differences count alike. */
  LINEAR,
  /** Equal ratios count alike; all values are positive. */
  LOG;

  /** Below this ratio of the largest to the smallest value the two scales hardly differ. */
  private static final double LEAST_RATIO = 3;

  /**
   * Reads a word.
   *
   * @param text {@code linear} or {@code log}
   * @return the scale; nothing for another word
   */
  public static Optional<Scale> parse(String text) {
    return Coded.parse(Scale.class, text);
  }

  /**
   * Tells on which scale values were drawn: that on which they are spread more evenly, by the
   * distance of Kolmogorov and Smirnov from a uniform distribution over their range.
   *
   * @param values finite
   * @return {@code LOG} only where all are positive and the largest is at least three times the
   *     smallest
   */
  public static Scale of(double... values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    double low = sorted[0];
    double high = sorted[sorted.length - 1];
    boolean may = low > 0 && high >= LEAST_RATIO * low;
    return may && LOG.unevenness(sorted) < LINEAR.unevenness(sorted) ? LOG : LINEAR;
  }

  private double unevenness(double... sorted) {
    double low = on(sorted[0]);
    double width = on(sorted[sorted.length - 1]) - low;
    double worst = 0;
    for (int i = 0; i < sorted.length; i++) {
      double place = (on(sorted[i]) - low) / width;
      double n = sorted.length;
      worst = Math.max(worst, Math.max((i + 1) / n - place, place - i / n));
    }
    return worst;
  }

  /**
   * Places a value.
   *
   * @param value a value of the hyperparameter
   * @return the value, or its natural logarithm
   */
  double on(double value) {
    return this == LOG ? Math.log(value) : value;
  }

  /**
   * Finds the value of a place.
   *
   * @param place what {@link #on} gives
   * @return the value
   */
  double value(double place) {
    return this == LOG ? Math.exp(place) : place;
  }
}
