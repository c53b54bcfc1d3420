package org.lossfloor.report.ranges;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the table {@code ranges} says of one hyperparameter.
 *
 * @param experiment its experiment, as people call it
 * @param configurations of the experiment that count
 * @param good how many of them are good
 * @param outside how many lie outside of some next range
 * @param hyperparameter its name
 * @param codes what is wrong with its range
 * @param low the smallest value; nothing for words
 * @param high the largest one
 * @param values the words that were tried; empty for numbers
 * @param scale on which the range is measured; nothing for words
 * @param best its value in the best trial; nothing where that has none
 * @param nextLow where the next range starts; nothing for words and constants
 * @param nextHigh where it ends
 * @param nextValues the words that are left
 * @param nextOutside how many configurations lie outside of its next range
 * @param importance how much it matters, with its interval: mean, lower and upper end; nothing
 *     where that was not measured
 */
public record RangeView(
    String experiment,
    int configurations,
    int good,
    int outside,
    String hyperparameter,
    List<String> codes,
    OptionalDouble low,
    OptionalDouble high,
    List<String> values,
    Optional<String> scale,
    Optional<String> best,
    OptionalDouble nextLow,
    OptionalDouble nextHigh,
    List<String> nextValues,
    int nextOutside,
    Optional<double[]> importance) {
  /** Copies the lists. */
  public RangeView {
    codes = List.copyOf(codes);
    values = List.copyOf(values);
    nextValues = List.copyOf(nextValues);
  }
}
