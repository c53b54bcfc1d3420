package org.lossfloor.decide.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.lossfloor.estimate.Interval;

/**
 * The standard deviation between runs of one configuration, pooled over configurations.
 *
 * @param configurations how many configurations have several scores
 * @param runs how many scores they have together
 * @param sd the standard deviation, {@code sqrt(sum of squares / degrees)}
 * @param interval its interval, from the chi-squared distribution of the sum of squares; it needs
 *     normal noise that is equal everywhere
 * @param equal the p-value of the noise being equal over configurations, by Brown and Forsythe;
 *     nothing with fewer than two configurations of three runs
 */
public record NoiseOfReruns(
    int configurations, int runs, double sd, Interval interval, OptionalDouble equal) {
  /**
   * Pools.
   *
   * @param groups the scores of each configuration; those with fewer than two are left out
   * @param confidence of the interval, in (0, 1)
   * @return nothing where no configuration has two scores
   */
  public static Optional<NoiseOfReruns> of(List<double[]> groups, double confidence) {
    List<double[]> several = groups.stream().filter(g -> g.length > 1).toList();
    if (several.isEmpty()) {
      return Optional.empty();
    }
    int runs = several.stream().mapToInt(g -> g.length).sum();
    int degrees = runs - several.size();
    double squares = several.stream().mapToDouble(NoiseOfReruns::squares).sorted().sum();
    ChiSquaredDistribution chi = ChiSquaredDistribution.of(degrees);
    double tail = (1 - confidence) / 2;
    return Optional.of(
        new NoiseOfReruns(
            several.size(),
            runs,
            Math.sqrt(squares / degrees),
            new Interval(
                Math.sqrt(squares / chi.inverseSurvivalProbability(tail)),
                Math.sqrt(squares / chi.inverseCumulativeProbability(tail))),
            BrownForsythe.pValue(several)));
  }

  private static double squares(double... group) {
    double[] sorted = Arrays.stream(group).sorted().toArray();
    double mean = Arrays.stream(sorted).average().orElse(0);
    return Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum();
  }

  /**
   * Its degrees of freedom.
   *
   * @return runs minus configurations, at least 1
   */
  public int degrees() {
    return runs - configurations;
  }

  /**
   * Tests whether the noise is equal over experiments.
   *
   * @param experiments the groups of each
   * @return the p-value of Brown and Forsythe; nothing with fewer than two experiments that have
   *     reruns
   */
  public static OptionalDouble equalOver(List<List<double[]>> experiments) {
    return BrownForsythe.pValue(experiments.stream().map(NoiseOfReruns::residuals).toList());
  }

  /** Distances from the means, as wide as those from the true ones. */
  private static double[] residuals(List<double[]> groups) {
    List<Double> residuals = new ArrayList<>();
    for (double[] group : groups) {
      double mean = Arrays.stream(group).average().orElse(0);
      double widened = Math.sqrt(group.length / Math.max(1.0, group.length - 1.0));
      if (group.length > 1) {
        Arrays.stream(group).forEach(v -> residuals.add((v - mean) * widened));
      }
    }
    return residuals.stream().mapToDouble(v -> v).sorted().toArray();
  }
}
