package org.lossfloor.decide.noise;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.FDistribution;

/**
 * The test of Brown and Forsythe that groups have one variance: an analysis of variance of the
 * distances from the medians, which does not need normal noise.
 */
final class BrownForsythe {
  /** Of two values both lie equally far from their median. */
  private static final int LEAST = 3;

  private BrownForsythe() {}

  /**
   * Tests.
   *
   * @param groups values; groups of fewer than three are left out
   * @return the p-value; nothing with fewer than two groups, or where nothing varies
   */
  static OptionalDouble pValue(List<double[]> groups) {
    List<double[]> distances =
        groups.stream().filter(g -> g.length >= LEAST).map(BrownForsythe::distances).toList();
    int values = distances.stream().mapToInt(d -> d.length).sum();
    if (distances.size() < 2) {
      return OptionalDouble.empty();
    }
    double mean = distances.stream().mapToDouble(d -> Arrays.stream(d).sum()).sum() / values;
    double between = 0;
    double within = 0;
    for (double[] group : distances) {
      double centre = Arrays.stream(group).average().orElse(0);
      between += group.length * (centre - mean) * (centre - mean);
      within += Arrays.stream(group).map(d -> (d - centre) * (d - centre)).sum();
    }
    int groupDegrees = distances.size() - 1;
    int degrees = values - distances.size();
    if (!(within > 0)) {
      return OptionalDouble.empty();
    }
    double f = between / groupDegrees / (within / degrees);
    return OptionalDouble.of(FDistribution.of(groupDegrees, degrees).survivalProbability(f));
  }

  private static double[] distances(double... group) {
    double[] sorted = Arrays.stream(group).sorted().toArray();
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    double[] all = Arrays.stream(sorted).map(v -> Math.abs(v - median)).toArray();
    // With an odd number one distance is 0 whatever the spread.
    return sorted.length % 2 == 1 ? without(all, half) : all;
  }

  private static double[] without(double[] values, int at) {
    double[] left = new double[values.length - 1];
    System.arraycopy(values, 0, left, 0, at);
    System.arraycopy(values, at + 1, left, at, left.length - at);
    return left;
  }
}
