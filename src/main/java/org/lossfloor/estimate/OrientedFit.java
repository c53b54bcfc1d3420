package org.lossfloor.estimate;

import java.util.List;

/** The fits of all allowed dimensions to the bins of a sample, on the minimising scale. */
final class OrientedFit {
  /** Relative noise as small as this cannot be told from none (statistics.md section 2). */
  private static final double LEAST_NOISE = 1e-6;

  /** Relative noise as large as this cannot be told from a normal law. */
  private static final double MOST_NOISE = 1e3;

  private final Bins bins;
  private final Constraints constraints;
  private final ParameterBox box;
  private final List<SpacingFit> fits;

  /** Fits bins under constraints that are on the minimising scale, too. */
  OrientedFit(Bins bins, Constraints constraints, Objective objective) {
    this.bins = bins;
    this.constraints = constraints;
    Bins searched = SampleBins.searchable(bins);
    box = box(searched, constraints, objective);
    fits = solver(searched).fitAll(List.copyOf(constraints.dimensions()));
  }

  private SpacingSolver solver(Bins searched) {
    boolean noiseless = constraints.o().high() <= box.sLow() * bins.range();
    return new SpacingSolver(
        searched, box, constraints.b(), noiseless ? Range.any() : constraints.o());
  }

  private static ParameterBox box(Bins bins, Constraints constraints, Objective objective) {
    ParameterBox wide = ParameterBox.recipe(bins);
    double aLow = nearest(constraints.a(), wide.aLow());
    double aHigh = nearest(constraints.a(), wide.aHigh());
    double hHigh = Math.max(wide.hHigh(), 10 * (bins.last() - aLow));
    boolean recipe = objective == Objective.RECIPE;
    double sLow = recipe ? wide.sLow() : LEAST_NOISE;
    double sHigh = recipe ? wide.sHigh() : MOST_NOISE;
    boolean noiseless = constraints.o().high() <= sLow * bins.range();
    return new ParameterBox(aLow, aHigh, wide.hLow(), hHigh, sLow, noiseless ? sLow : sHigh);
  }

  private static double nearest(Range range, double value) {
    return Math.min(range.high(), Math.max(range.low(), value));
  }

  Bins bins() {
    return bins;
  }

  /** The constraints on the minimising scale. */
  Constraints constraints() {
    return constraints;
  }

  /** The best fit of each allowed dimension, in order. */
  List<SpacingFit> fits() {
    return fits;
  }

  /** Whether the noise of a fit is at the limit of a normal law. */
  boolean isNormal(SpacingFit fit) {
    return fit.s() >= 0.999 * box.sHigh() && box.sHigh() > box.sLow();
  }
}
