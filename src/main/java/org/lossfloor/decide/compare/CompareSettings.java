package org.lossfloor.decide.compare;

import java.io.Serializable;

/**
 * How experiments are compared.
 *
 * @param confidence the confidence of intervals and bands, in [0.5, 0.999]
 * @param permutations the most permutations of a test, at least 99
 * @param seed the seed of the permutations
 */
public record CompareSettings(double confidence, int permutations, long seed)
    implements Serializable {
  /** So many permutations that a batch of hundreds of pairs can show one difference. */
  public static final int PERMUTATIONS = 9_999;

  private static final int LEAST = 99;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public CompareSettings {
    if (!(confidence >= .5 && confidence <= .999) || permutations < LEAST) {
      throw new IllegalArgumentException(
          "Cannot compare with confidence %s and %d permutations"
              .formatted(confidence, permutations));
    }
  }

  /**
   * The usual settings.
   *
   * @param seed the seed of the permutations
   * @return 95 per cent
   */
  public static CompareSettings withSeed(long seed) {
    return new CompareSettings(.95, PERMUTATIONS, seed);
  }
}
