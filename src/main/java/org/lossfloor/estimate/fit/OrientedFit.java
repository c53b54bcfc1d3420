package org.lossfloor.estimate.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Objective;
import org.lossfloor.estimate.bins.Bins;
import org.lossfloor.estimate.spacing.BoxMinimiser;
import org.lossfloor.estimate.spacing.Constraints;
import org.lossfloor.estimate.spacing.ParameterBox;
import org.lossfloor.estimate.spacing.Range;
import org.lossfloor.estimate.spacing.SpacingFit;
import org.lossfloor.estimate.spacing.SpacingObjective;
import org.lossfloor.estimate.spacing.SpacingSolver;

/** The fits of all allowed dimensions to the bins of a sample, on the minimising scale. */
final class OrientedFit {
  /** Relative noise this small is indistinguishable from none (method.md, section 16). */
  private static final double LEAST_NOISE = 1e-6;

  /** Relative noise this large is indistinguishable from a normal law. */
  private static final double MOST_NOISE = 1e3;

  /** Above this number of edges the optima are first searched on fewer. */
  private static final int COARSE_ABOVE = 80;

  /** Dimensions whose objective is this close to the lowest may yet become the best. */
  private static final double CONTENDING = 3;

  /**
   * How far above that of a lower dimension the objective must be for higher ones to be given up.
   */
  private static final double UPHILL = 20;

  private static final double LITTLE_NOISE = 0.08;
  private static final double[] OTHER_NOISE = {2e-3, 0.03};
  private static final double APART = 4;

  private static final double ROUGHLY = 1e-3;
  private static final int COARSE = 40;
  private static final int COARSE_EXACT = 16;

  /** Above this number of edges a second, finer outline comes before all edges. */
  private static final int MIDDLE_ABOVE = 300;

  private static final int MIDDLE = 160;
  private static final int MIDDLE_EXACT = 80;

  private final Bins bins;
  private final Bins searched;
  private final Constraints constraints;
  private final ParameterBox box;
  private final List<SpacingFit> fits;

  /** Fits bins under constraints that are also on the minimising scale. */
  OrientedFit(Bins bins, Constraints constraints, Objective objective) {
    this.bins = bins;
    this.constraints = constraints;
    searched = SampleBins.searchable(bins);
    box = box(searched, constraints, objective);
    fits = fits(List.copyOf(constraints.dimensions()));
  }

  /**
   * Searches the optima on few bins where there are many, and continues on more and finally on all
   * of them. A dimension that is clearly worse on the way keeps the law found there.
   */
  private List<SpacingFit> fits(List<Integer> dimensions) {
    SpacingSolver fine = solver(searched, BoxMinimiser.TOLERANCE);
    if (searched.size() <= COARSE_ABOVE) {
      List<SpacingFit> fits = polished(fine, solver(searched, ROUGHLY).fitAll(dimensions, UPHILL));
      return withOtherNoise(fine, fits, 0);
    }
    SpacingSolver few = solver(searched.outlined(COARSE, COARSE_EXACT), ROUGHLY);
    List<SpacingFit> starts = few.fitAll(dimensions, UPHILL);
    if (searched.size() > MIDDLE_ABOVE) {
      SpacingSolver more = solver(searched.outlined(MIDDLE, MIDDLE_EXACT), ROUGHLY);
      starts = withOtherNoise(more, polished(more, starts), CONTENDING);
      return polished(fine, starts);
    }
    return withOtherNoise(fine, polished(fine, starts), CONTENDING);
  }

  /**
   * With little noise the optimum depends on a few spacings, and fewer bins or another path may
   * lead to another one.
   *
   * @param margin how far above the lowest objective a dimension is still considered
   */
  private static List<SpacingFit> withOtherNoise(
      SpacingSolver solver, List<SpacingFit> fits, double margin) {
    double ceiling = lowest(fits) + margin;
    return fits.stream()
        .map(fit -> fit.objective() > ceiling ? fit : withOtherNoise(solver, fit))
        .toList();
  }

  private static SpacingFit withOtherNoise(SpacingSolver solver, SpacingFit fit) {
    if (fit.s() > LITTLE_NOISE) {
      return fit;
    }
    SpacingFit[] starts =
        DoubleStream.of(OTHER_NOISE)
            .filter(s -> s > APART * fit.s() || fit.s() > APART * s)
            .mapToObj(s -> new SpacingFit(fit.c(), fit.a(), fit.h(), s, fit.objective()))
            .toArray(SpacingFit[]::new);
    return SpacingFit.better(fit, solver.refit(fit, starts));
  }

  /**
   * The fits on more bins from those on fewer, the best one first: others are given up when they
   * cannot come close to it.
   */
  private static List<SpacingFit> polished(SpacingSolver solver, List<SpacingFit> starts) {
    List<SpacingFit> ordered = new ArrayList<>(starts);
    ordered.sort(Comparator.comparingDouble(SpacingFit::objective));
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < ordered.size(); i++) {
      ordered.set(i, polished(solver, ordered.get(i), lowest + CONTENDING));
      lowest = Math.min(lowest, ordered.get(i).objective());
    }
    ordered.sort(Comparator.comparingInt(SpacingFit::c));
    return ordered;
  }

  /** A spacing that the coarser bins did not show may exclude their optimum. */
  private static SpacingFit polished(SpacingSolver solver, SpacingFit start, double ceiling) {
    SpacingFit fit = solver.refitBelow(ceiling, start);
    return fit.isFound() ? fit : solver.fit(start.c());
  }

  private static double lowest(List<SpacingFit> fits) {
    return fits.stream().mapToDouble(SpacingFit::objective).min().orElseThrow();
  }

  private SpacingSolver solver(Bins part, double tolerance) {
    boolean noiseless = constraints.o().high() <= box.sLow() * bins.range();
    return new SpacingSolver(
        part, box, constraints.b(), noiseless ? Range.any() : constraints.o(), tolerance);
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

  /**
   * The objective of a convex law by the fast kernel, +infinity where the kernel does not serve the
   * law or cannot resolve a spacing.
   */
  static double objective(Bins bins, NoisyQuadratic law) {
    double h = law.b() - law.a();
    double s = law.o() / h;
    boolean within = h > 0 && s >= LEAST_NOISE && s <= MOST_NOISE && law.c() == (int) law.c();
    return within
        ? new SpacingObjective(bins, (int) law.c()).value(law.a(), h, s)
        : Double.POSITIVE_INFINITY;
  }

  Bins bins() {
    return bins;
  }

  /** The bins that the laws were fitted to: fewer where there are very many. */
  Bins searched() {
    return searched;
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
