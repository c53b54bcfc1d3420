package org.lossfloor.sweep;

import java.util.Locale;
import java.util.Optional;

/** Which end of the score is the good one. */
public enum Direction implements Coded {
  /** Small scores are good: losses, error rates. */
  MINIMIZE,
  /** Large scores are good: accuracies, returns. */
  MAXIMIZE;

  /**
   * Reads the words that trackers write.
   *
   * @param text {@code minimize}, {@code max}, {@code MAXIMIZE}, ...
   * @return the direction; nothing for another word
   */
  public static Optional<Direction> parse(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "minimize", "minimise", "min" -> Optional.of(MINIMIZE);
      case "maximize", "maximise", "max" -> Optional.of(MAXIMIZE);
      default -> Optional.empty();
    };
  }

  /**
   * Compares two scores.
   *
   * @param a a finite score
   * @param b a finite score
   * @return whether {@code a} is strictly better than {@code b}
   */
  public boolean better(double a, double b) {
    return this == MINIMIZE ? a < b : a > b;
  }
}
