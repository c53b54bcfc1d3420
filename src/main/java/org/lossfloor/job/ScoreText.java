package org.lossfloor.job;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** The words of a score file: a number, or one of the ways in which a failed trial is written. */
final class ScoreText {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");
  private static final Pattern FAILED =
      Pattern.compile("|[+-]?(?:nan|inf|infinity)|null|none|n/?a", Pattern.CASE_INSENSITIVE);

  private ScoreText() {}

  /**
   * Reads a score.
   *
   * @param text a field of the file
   * @return the score, NaN (what the estimator takes for a failed trial) where the text says that
   *     there is none, or nothing when it says neither
   */
  static OptionalDouble parse(String text) {
    String word = text.strip();
    OptionalDouble number = number(word);
    return number.isEmpty() && FAILED.matcher(word).matches()
        ? OptionalDouble.of(Double.NaN)
        : number;
  }

  /**
   * Reads a finite decimal number; unlike {@link Double#parseDouble} no hexadecimal digits and no
   * suffixes of the Java language.
   *
   * @param text the digits
   * @return the number, or nothing when the text is none or is beyond the largest double
   */
  static OptionalDouble number(String text) {
    String digits = text.strip();
    if (!NUMBER.matcher(digits).matches()) {
      return OptionalDouble.empty();
    }
    double value = Double.parseDouble(digits);
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
