package org.lossfloor.distribution.band;

import java.util.Arrays;

/**
 * The probability that uniform order statistics stay between two boundaries:
 *
 * <pre>P(lower_i &lt;= U_(i) &lt;= upper_i for i = 1..n)</pre>
 *
 * <p>The number of uniform points up to time t is a Poisson process of rate n conditioned on
 * reaching n at time 1. The forward recursion carries Q_j(t) = P(N(t) = j and no boundary crossed
 * before t) from one boundary time to the next by a convolution with Poisson probabilities; at
 * lower_i the states above i-1 drop out, at upper_i those below i. Every term is positive, so
 * nothing cancels and the result has a relative error of a few n ulps at worst. The states between
 * the boundaries number O(sqrt(n)) for a confidence band, so the cost is O(n^1.5) and the memory
 * O(n). Method: Khmaladze and Shinjikashvili, "Calculation of noncrossing probabilities for Poisson
 * processes and its corollaries", Adv. Appl. Prob. 33 (2001); Moscovich and Nadler, "Fast
 * calculation of boundary crossing probabilities for Poisson processes", Stat. Prob. Lett. 123
 * (2017).
 */
final class NonCrossingProbability {
  /** Jumps with a smaller probability are left out; 2n of them stay far below rounding. */
  private static final double NEGLIGIBLE = 1e-22;

  /** Longer steps are divided: exp(-mean) must not underflow. */
  private static final double LONGEST_STEP = 32;

  /**
   * A Poisson variable with a mean up to {@link #LONGEST_STEP} exceeds this with negligible
   * probability.
   */
  private static final int LARGEST_JUMP = 160;

  private final double[] lower;
  private final double[] upper;
  private final int n;
  private final double[] jump = new double[LARGEST_JUMP + 1];

  /** Q_j at the current time; valid from the lowest to the highest state, zero above. */
  private double[] states;

  private double[] scratch;
  private double time;

  /** Lowest state still allowed: the number of upper boundary points passed. */
  private int lowest;

  /** Highest state allowed before the next lower boundary point: the number of those passed. */
  private int highest;

  private NonCrossingProbability(double[] lower, double[] upper) {
    this.lower = lower;
    this.upper = upper;
    this.n = lower.length;
    this.states = new double[n + 1];
    this.scratch = new double[n + 1];
  }

  /**
   * Computes the probability.
   *
   * @param lower lower boundary, nondecreasing, n &gt;= 1 numbers; those &lt;= 0 do not bind
   * @param upper upper boundary, nondecreasing, n numbers; those &gt;= 1 do not bind
   * @return the probability, in [0, 1]
   */
  static double of(double[] lower, double[] upper) {
    return new NonCrossingProbability(lower, upper).compute();
  }

  private double compute() {
    states[0] = 1;
    while (highest < n && lower[highest] <= 0) {
      highest++;
    }
    while (nextTime() < 1 && lowest <= highest) {
      passNextBoundaryPoint();
    }
    if (highest < n || lowest > highest) {
      return 0;
    }
    moveTo(1);
    return Math.min(1, states[n] / probabilityOfMean(n));
  }

  private double nextTime() {
    return Math.min(nextLower(), nextUpper());
  }

  private double nextLower() {
    return highest < n ? lower[highest] : Double.POSITIVE_INFINITY;
  }

  private double nextUpper() {
    return lowest < n ? upper[lowest] : Double.POSITIVE_INFINITY;
  }

  private void passNextBoundaryPoint() {
    moveTo(nextTime());
    if (nextUpper() <= nextLower()) {
      lowest++;
    } else {
      highest++;
    }
  }

  /** Moves the states from the current time to a later one, in steps short enough to be exact. */
  private void moveTo(double later) {
    double mean = n * (later - time);
    int steps = (int) Math.ceil(mean / LONGEST_STEP);
    for (int i = 0; i < steps; i++) {
      convolve(mean / steps);
    }
    time = Math.max(time, later);
  }

  private void convolve(double mean) {
    int largest = fillJumps(mean, highest - lowest);
    Arrays.fill(scratch, lowest, highest + 1, 0);
    int m = 0;
    for (; m + 1 <= largest; m += 2) {
      addTwo(m, lowest, highest);
    }
    if (m <= largest) {
      addOne(m, lowest + m, highest);
    }
    double[] swap = states;
    states = scratch;
    scratch = swap;
  }

  /**
   * Two jumps at a time halve the traffic on the target; the first state of the second is apart.
   */
  private void addTwo(int m, int from, int to) {
    double[] source = states;
    double[] target = scratch;
    double p = jump[m];
    double q = jump[m + 1];
    target[from + m] += p * source[from];
    for (int j = from + m + 1; j <= to; j++) {
      target[j] += p * source[j - m] + q * source[j - m - 1];
    }
  }

  private void addOne(int m, int from, int to) {
    double[] source = states;
    double[] target = scratch;
    double p = jump[m];
    for (int j = from; j <= to; j++) {
      target[j] += p * source[j - m];
    }
  }

  /** Fills the Poisson probabilities of a mean and returns the largest jump that counts. */
  private int fillJumps(double mean, int limit) {
    int most = Math.min(limit, LARGEST_JUMP);
    jump[0] = Math.exp(-mean);
    int m = 0;
    while (m < most && (m < mean || jump[m] > NEGLIGIBLE)) {
      m++;
      jump[m] = jump[m - 1] * mean / m;
    }
    return m;
  }

  /**
   * The Poisson probability of k at mean k: k^k exp(-k) / k!. By a product for small k, by
   * Stirling's series above, where logarithms of factorials would lose digits.
   */
  static double probabilityOfMean(int k) {
    if (k > 30) {
      double s = 1.0 / ((double) k * k);
      double correction = (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s / 1680))) / k;
      return Math.exp(-correction) / Math.sqrt(2 * Math.PI * k);
    }
    double product = 1;
    for (int i = 1; i <= k; i++) {
      product *= k / (Math.E * i);
    }
    return product;
  }
}
