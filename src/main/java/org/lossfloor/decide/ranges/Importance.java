package org.lossfloor.decide.ranges;

import java.util.Arrays;

/**
 * How much a hyperparameter matters: by how much the error of a prediction grows when its values
 * are shuffled, as a share of the variance of the scores.
 *
 * @param mean over the replicates
 * @param lower the 2.5 per cent quantile over the replicates
 * @param upper the 97.5 per cent quantile
 */
public record Importance(double mean, double lower, double upper) {
  private static final double TAIL = .025;

  /**
   * Summarises replicates.
   *
   * @param replicates at least one
   * @return their mean and quantiles
   */
  public static Importance of(double... replicates) {
    double[] sorted = Arrays.stream(replicates).sorted().toArray();
    return new Importance(
        Arrays.stream(sorted).average().orElseThrow(),
        quantile(sorted, TAIL),
        quantile(sorted, 1 - TAIL));
  }

  private static double quantile(double[] sorted, double level) {
    double at = level * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
