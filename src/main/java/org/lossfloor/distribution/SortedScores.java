package org.lossfloor.distribution;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Scores in their original order and in ascending order, with their ties. */
public final class SortedScores {
  private final double[] original;
  private final int[] order;
  private final double[] distinct;

  /** For each distinct score the number of scores up to and including it. */
  private final int[] counts;

  SortedScores(double[] scores) {
    check(scores);
    // Adding zero turns -0.0 into 0.0: they are the same score, but the library sorts them apart.
    this.original = DoubleStream.of(scores).map(y -> y + 0.0).toArray();
    this.order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> original[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.counts =
        IntStream.rangeClosed(1, scores.length)
            .filter(i -> i == scores.length || sorted(i) != sorted(i - 1))
            .toArray();
    this.distinct = Arrays.stream(counts).mapToDouble(count -> sorted(count - 1)).toArray();
  }

  /** Scores that are counted; their original order is the ascending one. */
  SortedScores(SortedMap<Double, Long> counted) {
    this.distinct = counted.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    check(distinct);
    this.counts = counted.values().stream().mapToInt(Math::toIntExact).toArray();
    Arrays.parallelPrefix(counts, Math::addExact);
    this.original = new double[0];
    this.order = new int[0];
  }

  private static void check(double[] scores) {
    if (scores.length == 0) {
      throw new IllegalArgumentException("No scores");
    }
    boolean lowest = false;
    boolean highest = false;
    for (int i = 0; i < scores.length; i++) {
      StepDistribution.requireNumber("Score " + i, scores[i]);
      lowest |= scores[i] == Double.NEGATIVE_INFINITY;
      highest |= scores[i] == Double.POSITIVE_INFINITY;
    }
    if (lowest && highest) {
      throw new IllegalArgumentException(
          "Both Infinity and -Infinity among the scores: failed trials have one worst end");
    }
  }

  int size() {
    return counts[counts.length - 1];
  }

  /** The score at a place of the original order. */
  double original(int i) {
    return original.length == 0 ? sorted(i) : original[i];
  }

  /** The score at a place of the ascending order. */
  double sorted(int i) {
    if (order.length > 0) {
      return original[order[i]];
    }
    int at = Arrays.binarySearch(counts, i);
    return distinct[at >= 0 ? at + 1 : -at - 1];
  }

  /** The distinct scores, ascending. */
  double[] distinct() {
    return distinct;
  }

  /** For each distinct score, the number of scores up to and including it. */
  int[] counts() {
    return counts;
  }

  /** The number of scores &lt;= y. */
  public int count(double y) {
    int i = Arrays.binarySearch(distinct, y);
    int last = i >= 0 ? i : -i - 2;
    return last < 0 ? 0 : counts[last];
  }

  /** The distinct scores and those ends of the support that are none of them, ascending. */
  public double[] distinctWith(double lowerEnd, double upperEnd) {
    return DoubleStream.concat(
            DoubleStream.of(lowerEnd),
            DoubleStream.concat(DoubleStream.of(distinct), DoubleStream.of(upperEnd)))
        .distinct()
        .toArray();
  }

  /** For each distinct score, the sum of the weights up to and including it. */
  double[] cumulative(double[] weights) {
    double[] sums = new double[distinct.length];
    double sum = 0;
    int next = 0;
    for (int k = 0; k < sums.length; k++) {
      for (; next < counts[k]; next++) {
        sum += weights[order[next]];
      }
      sums[k] = sum;
    }
    return sums;
  }
}
