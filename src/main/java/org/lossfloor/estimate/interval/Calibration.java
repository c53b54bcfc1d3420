package org.lossfloor.estimate.interval;

import java.util.List;
import java.util.Optional;
import org.lossfloor.estimate.spacing.Functional;

/**
 * The simulated distribution of the spacing-ratio statistic at the fit of one tail. The critical
 * value at confidence p is the order statistic at position (B + 1) p of B replicates, interpolated
 * linearly.
 *
 * @param plan what was simulated
 * @param replicates the statistics of every replicate that counts
 */
public record Calibration(CalibrationPlan plan, List<double[]> replicates) {
  /**
   * The critical value of a functional.
   *
   * @param g one of the plan's
   * @param confidence in (0, 1)
   * @return nothing where too few replicates count for this confidence
   */
  Optional<Double> critical(Functional g, double confidence) {
    if ((replicates.size() + 1) * (1 - confidence) < 1) {
      return Optional.empty();
    }
    int column = plan.functionals().indexOf(g);
    double[] sorted = replicates.stream().mapToDouble(row -> row[column]).sorted().toArray();
    return Optional.of(ReplicateSummary.percentile(sorted, confidence));
  }
}
