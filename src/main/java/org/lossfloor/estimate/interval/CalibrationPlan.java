package org.lossfloor.estimate.interval;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.lossfloor.estimate.bins.Bins;
import org.lossfloor.estimate.fit.Ties;
import org.lossfloor.estimate.regime.TailFits;
import org.lossfloor.estimate.spacing.Functional;
import org.lossfloor.estimate.spacing.ParameterBox;
import org.lossfloor.estimate.spacing.SpacingFit;
import org.lossfloor.estimate.spacing.SpacingSolver;

/**
 * Everything needed to simulate the spacing-ratio statistic at the fit of one tail (method.md,
 * section 8.5). On the standard scale.
 *
 * <p>A replicate draws the same number of trials from the best fit, keeps those up to the
 * threshold, counts the others as censored, and gives {@code W* = 2 (min objective given g = g of
 * the fit - smallest objective)} for every functional g; both minima are taken over the dimension
 * too.
 *
 * <p>A replicate with fewer than {@value #LEAST_TAIL} scores in its tail, or that no law explains,
 * does not count.
 *
 * @param purpose the name of the random streams
 * @param law the best fit
 * @param trials number of trials, failed ones included
 * @param threshold where the tail ends
 * @param bound smallest value of the best score, or {@code -Infinity}
 * @param minDimension the smallest dimension tried
 * @param maxDimension the largest dimension tried
 * @param functionals what intervals are wanted of
 */
public record CalibrationPlan(
    String purpose,
    SpacingFit law,
    int trials,
    double threshold,
    double bound,
    int minDimension,
    int maxDimension,
    List<Functional> functionals)
    implements ReplicateSource {
  private static final int LEAST_TAIL = 6;

  /** Copies the list. */
  public CalibrationPlan {
    functionals = List.copyOf(functionals);
  }

  /**
   * The plan of a tail.
   *
   * @param purpose the name of the random streams
   * @param fits the fits of the tail, every dimension
   * @param trials number of trials, failed ones included
   * @param bound smallest value of the best score, or {@code -Infinity}
   * @param functionals what intervals are wanted of
   */
  public static CalibrationPlan of(
      String purpose, TailFits fits, int trials, double bound, List<Functional> functionals) {
    return new CalibrationPlan(
        purpose,
        fits.best(),
        trials,
        fits.tail().threshold(),
        bound,
        fits.minDimension(),
        fits.maxDimension(),
        functionals);
  }

  @Override
  public int minimisations() {
    return 1 + functionals.size();
  }

  @Override
  public Optional<double[]> statistics(long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    if (trials > GroupedTail.EACH) {
      GroupedTail drawn = GroupedTail.of(law, trials, threshold);
      return drawn.bins(LEAST_TAIL, threshold, Bins.OPEN_WEIGHT, random).flatMap(this::statistics);
    }
    double[] tail = SimulatedTail.draw(law, trials, threshold, random);
    return tail.length < LEAST_TAIL
        ? Optional.empty()
        : statistics(Bins.ofTail(Ties.spread(tail), threshold, trials, Bins.OPEN_WEIGHT));
  }

  private Optional<double[]> statistics(Bins bins) {
    ParameterBox box = ParameterBox.recipe(bins);
    double end = Math.min(Math.max(bound, box.aLow()), Math.min(law.a(), box.aHigh()));
    SpacingSolver solver = new SpacingSolver(bins, box.withEndBound(end));
    List<SpacingFit> found =
        solver.refitOutward(law, minDimension, maxDimension).stream()
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
