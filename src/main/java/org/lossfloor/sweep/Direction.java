package org.lossfloor.sweep;

/** Which end of the score is the good one. */
public enum Direction implements Coded {
  /** Small scores are good: losses, error rates. */
  MINIMIZE,
  /** Large scores are good: accuracies, returns. */
  MAXIMIZE;

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
