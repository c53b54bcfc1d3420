package org.lossfloor.estimate.regime;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The tail sizes that are tried: {@code round(12 (4/3)^j)} = 12, 16, 21, 28, 38, ... (method.md,
 * section 6).
 */
public final class TailLadder {
  /** The smallest tail that is fitted. */
  public static final int SMALLEST = 12;

  private TailLadder() {}

  private static int size(int step) {
    return (int) Math.round(SMALLEST * Math.pow(4.0 / 3, step));
  }

  private static IntStream upTo(int largest) {
    return IntStream.iterate(0, j -> size(j) <= largest, j -> j + 1).map(TailLadder::size);
  }

  /**
   * The smallest eligible size k0: about a third of the trials, at most 20, or 5 per cent of the
   * trials where that is larger; rounded up to the ladder.
   *
   * @param trials all trials, failed ones included
   * @param finite trials with a finite score, at least 12
   * @return a size on the ladder, at most {@code finite}
   */
  static int smallestEligible(int trials, int finite) {
    int cap = Math.max(20, (trials + 19) / 20);
    int wanted = Math.min(cap, Math.max(SMALLEST, (int) Math.floor(trials / 3.0 + .5)));
    return upTo(finite).filter(g -> g >= wanted).findFirst().orElseGet(() -> below(finite + 1, 1));
  }

  /**
   * The eligible sizes: from k0 to half of the trials.
   *
   * @param trials all trials, failed ones included
   * @param finite trials with a finite score, at least 12
   * @return sizes on the ladder, ascending; the first is k0
   */
  static List<Integer> eligible(int trials, int finite) {
    return eligible(trials, finite, finite);
  }

  /**
   * The eligible sizes where no tail may hold more than a given number of scores; k0 is lowered to
   * that number if needed.
   *
   * @param trials all trials, failed ones included
   * @param finite trials with a finite score, at least 12
   * @param most the most scores that a tail may hold; fewer than 12 count as 12
   * @return sizes on the ladder, ascending
   */
  static List<Integer> eligible(int trials, int finite, int most) {
    int limit = Math.max(SMALLEST, Math.min(most, finite));
    int smallest = smallestEligible(trials, limit);
    int largest = Math.min(limit, Math.max(trials / 2, smallest));
    return upTo(largest).filter(g -> g >= smallest).boxed().toList();
  }

  /**
   * The size of the smaller tail whose interval joins the hull: the smaller of two ladder steps
   * below the chosen size and the ladder size nearest to the root of the number of trials in log.
   *
   * @param chosen the chosen tail size, on the ladder or not; at least 12
   * @param trials all trials, failed ones included
   * @return a size on the ladder from 12 to {@code chosen}
   */
  static int partner(int chosen, int trials) {
    double root = Math.max(Math.sqrt(trials), SMALLEST);
    int above = upTo(2 * (int) Math.ceil(root)).filter(g -> g >= root).findFirst().orElseThrow();
    int below = above > root ? below(above, 1) : above;
    int nearest = root / below <= above / root ? below : above;
    return Math.min(below(chosen, 2), Math.min(nearest, chosen));
  }

  /** The size a number of steps below, or the smallest one. */
  private static int below(int size, int steps) {
    int[] smaller = upTo(size - 1).toArray();
    return smaller.length == 0 ? SMALLEST : smaller[Math.max(0, smaller.length - steps)];
  }
}
