package org.lossfloor.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Confidence intervals by profiling the spacing objective (recipe, section 2, step 7). On the
 * standard scale.
 *
 * <p>A value x of a functional g is inside if for some dimension {@code W(x) = 2 (min objective
 * given g = x - smallest objective)} is below the critical value, walking outward from the optimum
 * of that dimension to the first x where it is not.
 */
final class Profile {
  /** Bracket of an end, as a share of its distance from the optimum. */
  private static final double WIDTH_TOLERANCE = 2e-3;

  /** Distance of sqrt(W) from its limit at which an end is taken as found. */
  private static final double ROOT_TOLERANCE = 2e-3;

  private static final int MAX_STEPS = 60;

  /** So many minima of the nuisance parameters are followed one after the other. */
  private static final int MAX_PATHS = 8;

  /** Another minimum counts if it lowers sqrt(W) at the end by more than this. */
  private static final double ANOTHER_PATH = 5e-3;

  /** Excess of the objective at which a start from other noise is not followed. */
  private static final double WORTH_A_RUN = 50;

  /**
   * Relative noises from which another minimum is looked for. The objective is flat in the noise
   * where there is next to none, so that a path that runs there does not see how a little noise
   * would lower it.
   */
  private static final double[] OTHER_NOISE = {.01, .4};

  /** A start whose noise is within this factor of the path's would only find the same minimum. */
  private static final double SAME_NOISE = 8;

  private final TailFits fits;
  private final SpacingSolver solver;
  private final double critical;
  private final double lowest;
  private final ParameterBox unbounded;

  /**
   * Profiles of one tail.
   *
   * @param fits the fits of every dimension
   * @param critical the critical value, positive
   */
  Profile(TailFits fits, double critical) {
    this.fits = fits;
    this.solver = fits.solver();
    this.critical = critical;
    lowest = fits.lowest();
    unbounded = ParameterBox.recipe(solver.bins());
  }

  /**
   * The interval of a functional: the hull over all dimensions that are not excluded.
   *
   * @param g the functional
   * @return the interval; an end is infinite where the search found no limit
   */
  Interval interval(Functional g) {
    return new Interval(end(g, -1), end(g, 1));
  }

  /** The outermost end; the dimension whose optimum lies outermost is walked first. */
  private double end(Functional g, int side) {
    List<SpacingFit> inside = new ArrayList<>(fits.within(critical));
    inside.sort(Comparator.comparingDouble(fit -> -side * solver.valueOf(g, fit)));
    double end = side * Double.NEGATIVE_INFINITY;
    for (SpacingFit fit : inside) {
      Walk walk = new Walk(g, fit, side);
      if (!walk.endsWithin(end)) {
        end = side * Math.max(side * end, side * walk.end());
      }
    }
    return end;
  }

  /** How far the walk goes: the box of the end point, and as far for a quantile. */
  private double limit(Functional g, int side) {
    ParameterBox box = g instanceof Functional.EndPoint ? solver.box() : unbounded;
    if (g instanceof Functional.Noise) {
      return side < 0 ? 0 : box.aHigh() - box.aLow();
    }
    return side < 0 ? box.aLow() : box.aHigh();
  }

  /** A limit that somebody set ends the interval; the edge of the search does not. */
  private double reported(Functional g, double limit, int side) {
    boolean noNoise = g instanceof Functional.Noise && side < 0;
    boolean bound = g instanceof Functional.EndPoint && side < 0 && limit > unbounded.aLow();
    return noNoise || bound ? limit : side * Double.POSITIVE_INFINITY;
  }

  /** The walk from the optimum of one dimension to one side. */
  private final class Walk {
    private final Functional g;
    private final double start;
    private final int side;
    private final double limit;
    private final double root = Math.sqrt(critical);
    private final double ceiling = lowest + 0.5 * (root - ANOTHER_PATH) * (root - ANOTHER_PATH);

    private double inside;
    private double insideRoot;
    private SpacingFit insideFit;
    private double outside = Double.NaN;
    private double outsideRoot;
    private double previous = Double.NaN;
    private double previousRoot = Double.NaN;
    private boolean lastMovedInside;

    Walk(Functional g, SpacingFit fit, int side) {
      this.g = g;
      this.side = side;
      start = solver.valueOf(g, fit);
      limit = limit(g, side);
      inside = start;
      insideFit = fit;
      insideRoot = root(fit);
    }

    private double root(SpacingFit fit) {
      return Math.sqrt(Math.max(0, 2 * (fit.objective() - lowest)));
    }

    /** Whether W has reached the critical value at a given place, so that the end is before it. */
    boolean endsWithin(double place) {
      if (Double.isInfinite(place) || place == limit) {
        return place == limit || side * place > 0;
      }
      if (side * (place - start) <= 0) {
        return false;
      }
      SpacingFit found = nearestBelow(place);
      return !isBelow(found) && !isBelow(other(place, found));
    }

    double end() {
      for (int i = 0; i < MAX_PATHS; i++) {
        advance();
        if (Double.isNaN(outside)) {
          return inside == limit ? reported(g, limit, side) : side * Double.POSITIVE_INFINITY;
        }
        double end = refined();
        SpacingFit there = nearestBelow(end);
        if (!isBelow(there)) {
          there = other(end, there);
        }
        if (!isBelow(there)) {
          return end;
        }
        // Another minimum of the nuisance parameters goes on where the first one ended.
        outside = Double.NaN;
        enter(end, there);
      }
      return inside;
    }

    /** Steps outward until a value is outside or the limit is reached. */
    private void advance() {
      double step = firstStep();
      for (int i = 0; i < MAX_STEPS && Double.isNaN(outside) && inside != limit; i++) {
        visit(bounded(inside + side * step));
        step = nextStep(step);
      }
    }

    private double firstStep() {
      double error = solver.standardError(g, insideFit);
      double range = solver.bins().range();
      double wanted = error * Math.sqrt(Math.max(.01, critical - insideRoot * insideRoot));
      return Math.min(Math.max(wanted, 1e-6 * range), .5 * range);
    }

    private double bounded(double value) {
      return side < 0 ? Math.max(value, limit) : Math.min(value, limit);
    }

    /** Extrapolates the root of W, which is close to linear, but at most four steps at once. */
    private double nextStep(double step) {
      double slope = (insideRoot - previousRoot) / (inside - previous) * side;
      double wanted = slope > 0 ? 1.05 * (root - insideRoot) / slope : 4 * step;
      return Math.min(4 * step, Math.max(.5 * step, wanted));
    }

    private void visit(double value) {
      SpacingFit fit = nearest(value);
      if (root(fit) < root) {
        enter(value, fit);
      } else {
        outside = value;
        outsideRoot = root(fit);
      }
    }

    private void enter(double value, SpacingFit fit) {
      previous = inside;
      previousRoot = insideRoot;
      inside = value;
      insideRoot = root(fit);
      insideFit = fit;
    }

    private SpacingFit nearest(double value) {
      return solver.profile(g, value, insideFit);
    }

    /** The profile at a value where it matters only whether it is clearly inside. */
    private SpacingFit nearestBelow(double value) {
      return solver.profileBelow(ceiling, g, value, insideFit);
    }

    /** Whether a profile is so low that its value is inside. */
    private boolean isBelow(SpacingFit fit) {
      return fit.objective() < ceiling;
    }

    /**
     * The profile at a value that seems to be outside, looked for from other noise: with and
     * without noise there may be two minima, and the path from the last fit sees only one.
     */
    private SpacingFit other(double value, SpacingFit found) {
      if (g instanceof Functional.Noise) {
        return found;
      }
      for (double noise : OTHER_NOISE) {
        double ratio = noise / found.s();
        if (ratio > SAME_NOISE || ratio < 1 / SAME_NOISE) {
          SpacingFit start = solver.anchored(g, value, insideFit.c(), noise);
          SpacingFit other =
              start.objective() > ceiling + WORTH_A_RUN
                  ? found
                  : solver.profileBelow(ceiling, g, value, start);
          if (isBelow(other)) {
            return other;
          }
        }
      }
      return found;
    }

    /** Secant steps between the last value inside and the first outside, halving if one sticks. */
    private double refined() {
      int stuck = 0;
      for (int i = 0; i < MAX_STEPS && !close(); i++) {
        double insideBefore = inside;
        boolean halve = stuck >= 2 || outsideRoot == Double.POSITIVE_INFINITY;
        visit(halve ? .5 * (inside + outside) : secant());
        boolean movedInside = inside != insideBefore;
        stuck = movedInside == lastMovedInside && !halve ? stuck + 1 : 0;
        lastMovedInside = movedInside;
      }
      return outsideRoot == Double.POSITIVE_INFINITY ? inside : secant();
    }

    private boolean close() {
      return Math.abs(outside - inside) <= WIDTH_TOLERANCE * Math.abs(outside - start)
          || root - insideRoot < ROOT_TOLERANCE
          || outsideRoot - root < ROOT_TOLERANCE;
    }

    private double secant() {
      return inside + (outside - inside) * (root - insideRoot) / (outsideRoot - insideRoot);
    }
  }
}
