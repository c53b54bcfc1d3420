package org.lossfloor.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The distribution of the spacing-ratio statistic at the fit of one tail, by simulation
 * (statistics, section 4.3). On the standard scale.
 *
 * <p>A replicate draws as many trials from the best fit, keeps those up to the threshold, counts
 * the others as censored, and gives {@code W* = 2 (min objective given g = g of the fit - smallest
 * objective)} of every functional g, both minima over the dimension too. The critical value at
 * confidence p is the order statistic at position (B + 1) p of B replicates, interpolated linearly.
 *
 * <p>A replicate with fewer than {@value #LEAST_TAIL} scores in its tail, or that no law explains,
 * does not count.
 */
final class Calibration {
  private static final int LEAST_TAIL = 6;

  private final TailFits fits;
  private final int trials;
  private final double bound;
  private final SpacingFit law;
  private final Map<Functional, double[]> statistics = new HashMap<>();
  private final int counted;

  /**
   * Draws the replicates.
   *
   * @param fits the fits of the tail, every dimension
   * @param trials all trials, failed ones included
   * @param bound smallest value of the best score, or {@code -Infinity}
   * @param functionals what intervals are wanted of
   * @param seeds the seeds of the replicates
   */
  Calibration(TailFits fits, int trials, double bound, List<Functional> functionals, long[] seeds) {
    this.fits = fits;
    this.trials = trials;
    this.bound = bound;
    law = fits.best();
    List<double[]> rows = new ArrayList<>();
    for (long seed : seeds) {
      replicate(functionals, seed).ifPresent(rows::add);
    }
    counted = rows.size();
    for (int i = 0; i < functionals.size(); i++) {
      int column = i;
      double[] sorted = rows.stream().mapToDouble(row -> row[column]).sorted().toArray();
      statistics.put(functionals.get(i), sorted);
    }
  }

  /** How many replicates count. */
  int counted() {
    return counted;
  }

  /**
   * The critical value of a functional.
   *
   * @param g one of those that were asked for
   * @param confidence in (0, 1)
   * @return nothing where too few replicates count to have a value beyond the wanted one
   */
  Optional<Double> critical(Functional g, double confidence) {
    double[] sorted = statistics.get(g);
    return (counted + 1) * (1 - confidence) < 1
        ? Optional.empty()
        : Optional.of(ReplicateSummary.percentile(sorted, confidence));
  }

  private Optional<double[]> replicate(List<Functional> functionals, long seed) {
    double limit = fits.tail().threshold();
    double[] tail =
        SimulatedTail.draw(law, trials, limit, RandomSource.XO_SHI_RO_256_PP.create(seed));
    if (tail.length < LEAST_TAIL) {
      return Optional.empty();
    }
    Bins bins = Bins.ofTail(Ties.spread(tail), limit, trials, Bins.OPEN_WEIGHT);
    ParameterBox box = ParameterBox.recipe(bins);
    double end = Math.min(Math.max(bound, box.aLow()), Math.min(law.a(), box.aHigh()));
    SpacingSolver solver = new SpacingSolver(bins, box.withEndBound(end));
    List<SpacingFit> found =
        solver.refitOutward(law, fits.minDimension(), fits.maxDimension()).stream()
            .sorted(Comparator.comparingDouble(SpacingFit::objective))
            .toList();
    double lowest = found.get(0).objective();
    return found.get(0).isFound()
        ? Optional.of(
            functionals.stream().mapToDouble(g -> statistic(solver, g, found, lowest)).toArray())
        : Optional.empty();
  }

  /** W*: a dimension whose own optimum is above the least profile found cannot lower it. */
  private double statistic(
      SpacingSolver solver, Functional g, List<SpacingFit> found, double lowest) {
    double value = solver.valueOf(g, law);
    double least = solver.profile(g, value, law).objective();
    for (SpacingFit fit : found) {
      if (fit.objective() < least) {
        least = Math.min(least, solver.profile(g, value, fit).objective());
      }
    }
    return 2 * Math.max(0, least - lowest);
  }
}
