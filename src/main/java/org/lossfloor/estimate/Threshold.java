package org.lossfloor.estimate;

import java.io.Serializable;
import java.math.BigDecimal;

/** Where the asymptotic regime starts: found from the scores, or set by the user. */
public sealed interface Threshold extends Serializable {
  /** The size of the tail is chosen by the regime selector (method.md, section 6). */
  record Auto() implements Threshold {}

  /** Every finite score is taken to lie in the regime; only failed trials are censored. */
  record None() implements Threshold {}

  /**
   * Scores worse than a given one are censored.
   *
   * @param score the threshold, in the unit of the score; finite
   */
  record At(double score) implements Threshold {
    /**
     * Checks the score.
     *
     * @throws IllegalArgumentException if the score is not finite
     */
    public At {
      if (!Double.isFinite(score)) {
        throw new IllegalArgumentException("Cannot use " + score + " as threshold: not finite");
      }
    }
  }

  /**
   * The best share of the trials is the tail.
   *
   * @param share the share of all trials, failed ones included; in (0, 1]
   */
  record TailFraction(double share) implements Threshold {
    /**
     * Checks the share.
     *
     * @throws IllegalArgumentException if the share is outside (0, 1]
     */
    public TailFraction {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException(
            "Cannot use " + share + " as tail fraction: it must be in (0, 1]");
      }
    }
  }

  /**
   * Returns the word for tables.
   *
   * @return {@code auto}, {@code none}, {@code score} or {@code tail-fraction}
   */
  default String code() {
    if (this instanceof At) {
      return "score";
    }
    if (this instanceof TailFraction) {
      return "tail-fraction";
    }
    return this instanceof None ? "none" : "auto";
  }

  /**
   * Reads the threshold as users write it.
   *
   * @param text {@code auto}, {@code none}, a finite score, or the best share of the trials in per
   *     cent such as {@code 25%}
   * @return the threshold
   * @throws IllegalArgumentException if the text is none of these; the message names it
   */
  static Threshold parse(String text) {
    return switch (text) {
      case "auto" -> new Auto();
      case "none" -> new None();
      default -> text.endsWith("%") ? tail(text) : new At(number(text, text));
    };
  }

  /**
   * Returns the threshold as {@link #parse} reads it.
   *
   * @return a word, a number, or a number with a per cent sign
   */
  default String text() {
    if (this instanceof TailFraction tail) {
      BigDecimal percent = BigDecimal.valueOf(tail.share()).movePointRight(2);
      return percent.stripTrailingZeros().toPlainString() + "%";
    }
    return this instanceof At at
        ? Double.toString(at.score())
        : this instanceof None ? "none" : "auto";
  }

  private static Threshold tail(String text) {
    return new TailFraction(number(text.substring(0, text.length() - 1), text) / 100);
  }

  private static double number(String digits, String text) {
    try {
      return Double.parseDouble(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Cannot use `" + text + "` as threshold: it must be auto, none, a score or such as 25%",
          e);
    }
  }
}
