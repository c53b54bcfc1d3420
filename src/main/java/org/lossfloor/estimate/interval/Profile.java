package org.lossfloor.estimate.interval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.regime.TailFits;
import org.lossfloor.estimate.spacing.Functional;
import org.lossfloor.estimate.spacing.ParameterBox;
import org.lossfloor.estimate.spacing.SpacingFit;
import org.lossfloor.estimate.spacing.SpacingSolver;

/**
 * Confidence intervals by profiling the spacing objective (method.md, section 8.1). On the standard
 * scale.
 *
 * <p>A value x of a functional g is inside if for some dimension {@code W(x) = 2 (min objective
 * given g = x - smallest objective)} is below the critical value, walking outward from the optimum
 * of that dimension to the first x where it is not.
 *
 * <p>At every law on the way, the slope and the curvature of its profile predict the end. A walk
 * starts from the law at which the walk of the end point ended, if that was made before, and from
 * no other: an interval must not depend on which others are wanted. Not for use by two threads at
 * once.
 */
public final class Profile {
  /** Bracket of an end, as a share of its distance from the optimum. */
  private static final double WIDTH_TOLERANCE = 2e-3;

  /** Distance of sqrt(W) from its limit below which the prediction of the end is taken. */
  private static final double ROOT_TOLERANCE = 1e-2;

  private static final int MAX_STEPS = 60;

  /**
   * How far beyond the expected end a probe is made when only the side of a place is in question.
   */
  private static final double BEYOND = .1;

  /** The most minima of the nuisance parameters that are followed one after the other. */
  private static final int MAX_PATHS = 8;

  /** Another minimum counts if it lowers sqrt(W) at the end by more than this. */
  private static final double ANOTHER_PATH = 5e-3;

  /** Excess of the objective at which a start from other noise is not followed. */
  private static final double WORTH_A_RUN = 50;

  /**
   * Relative noises from which another minimum is searched, besides that of the optimum. The
   * objective is flat in the noise where there is almost none, so that a path there does not see
   * how a little noise would lower it.
   */
  private static final double[] OTHER_NOISE = {.01, .4};

  /** A start whose noise is within this factor of the path's would only find the same minimum. */
  private static final double SAME_NOISE = 8;

  private final TailFits fits;
  private final SpacingSolver solver;
  private final double critical;
  private final double root;
  private final double lowest;

  /** A law below this objective is clearly inside. */
  private final double ceiling;

  private final ParameterBox unbounded;

  /** The last laws inside of the walks of the end point. */
  private final Map<Way, SpacingFit> ends = new HashMap<>();

  private record Way(int c, int side) {}

  /**
   * Profiles of one tail.
   *
   * @param fits the fits of every dimension
   * @param critical the critical value, positive
   */
  public Profile(TailFits fits, double critical) {
    this.fits = fits;
    this.solver = fits.solver();
    this.critical = critical;
    root = Math.sqrt(critical);
    lowest = fits.lowest();
    ceiling = lowest + 0.5 * (root - ANOTHER_PATH) * (root - ANOTHER_PATH);
    unbounded = ParameterBox.recipe(solver.bins());
  }

  /**
   * The interval of a functional: the hull over all dimensions that are not excluded.
   *
   * @param g the functional
   * @return the interval; an end is infinite where the search found no limit
   */
  public Interval interval(Functional g) {
    return new Interval(lower(g), upper(g));
  }

  /**
   * The lower end of the {@link #interval} of a functional.
   *
   * @param g the functional
   * @return the end; infinite where the search found no limit
   */
  public double lower(Functional g) {
    return end(g, -1, Double.POSITIVE_INFINITY);
  }

  /**
   * The upper end of the {@link #interval} of a functional.
   *
   * @param g the functional
   * @return the end; infinite where the search found no limit
   */
  public double upper(Functional g) {
    return end(g, 1, Double.NEGATIVE_INFINITY);
  }

  /**
   * The hull of the interval of a functional and another one, without looking for ends that are
   * inside that one.
   *
   * @param g the functional
   * @param other an interval
   * @return the smallest interval that holds both
   */
  public Interval hull(Functional g, Interval other) {
    return new Interval(end(g, -1, other.lower()), end(g, 1, other.upper()));
  }

  /** The outermost end; the dimension that is expected to reach furthest is walked first. */
  private double end(Functional g, int side, double reached) {
    List<Walk> walks = new ArrayList<>();
    fits.within(critical).forEach(fit -> walks.add(new Walk(g, fit, side)));
    walks.sort(Comparator.comparingDouble(walk -> -side * walk.expected));
    double end = reached;
    for (Walk walk : walks) {
      if (!walk.endsWithin(end)) {
        end = side * Math.max(side * end, side * walk.end());
      }
    }
    return end;
  }

  /** How far the walk goes: to the box of the end point, and to the same places for a quantile. */
  private double limit(Functional g, int side) {
    ParameterBox box = g instanceof Functional.EndPoint ? solver.box() : unbounded;
    if (g instanceof Functional.Noise) {
      return side < 0 ? 0 : box.aHigh() - box.aLow();
    }
    return side < 0 ? box.aLow() : box.aHigh();
  }

  /** A limit that the user set ends the interval; the edge of the search does not. */
  private double reported(Functional g, double limit, int side) {
    boolean noNoise = g instanceof Functional.Noise && side < 0;
    boolean bound = g instanceof Functional.EndPoint && side < 0 && limit > unbounded.aLow();
    return noNoise || bound ? limit : side * Double.POSITIVE_INFINITY;
  }

  /** The walk from the optimum of one dimension to one side. */
  private final class Walk {
    private final Functional g;
    private final SpacingFit optimum;
    private final double start;
    private final int side;
    private final double limit;

    private double inside;
    private double insideRoot;
    private double outside = Double.NaN;
    private double outsideRoot;

    /** The end predicted by the last law, and how far sqrt(W) was from its limit there. */
    private double expected;

    private double miss = Double.POSITIVE_INFINITY;
    private double missBefore;

    /** What the next profile starts from: the last law inside, or that of the end point. */
    private SpacingFit near;

    /** The longest step. */
    private double most;

    private boolean halved;

    Walk(Functional g, SpacingFit optimum, int side) {
      this.g = g;
      this.side = side;
      this.optimum = optimum;
      start = solver.valueOf(g, optimum);
      limit = limit(g, side);
      most = .5 * solver.bins().range();
      look(start, optimum);
      SpacingFit last = ends.get(new Way(optimum.c(), side));
      if (last != null) {
        startFrom(last);
      }
    }

    /** The next profile starts from the law near which the walk of the end point ended. */
    private void startFrom(SpacingFit last) {
      double place = solver.valueOf(g, last);
      double end = expected(place, last);
      if (side * (end - start) > 0) {
        near = last;
        expected = end;
        most = Math.max(most, 2 * Math.abs(place - start));
      }
    }

    private double root(SpacingFit fit) {
      return Math.sqrt(Math.max(0, 2 * (fit.objective() - lowest)));
    }

    /**
     * Whether W has reached the critical value at a given place, so that the end is before it. If
     * not, the walk goes on from there.
     */
    boolean endsWithin(double place) {
      if (Double.isInfinite(place) || place == limit) {
        return place == limit || side * place > 0;
      }
      if (side * (place - limit) > 0) {
        return false;
      }
      for (int i = 0; i < MAX_STEPS && side * (place - inside) > 0; i++) {
        double probe = probe(place);
        SpacingFit nearest = nearestBelow(probe);
        if (isBelow(nearest)) {
          look(probe, nearest);
        } else {
          keepEnd();
          Optional<SpacingFit> below = other(place, nearest);
          below.ifPresent(fit -> look(place, fit));
          return below.isEmpty();
        }
      }
      return false;
    }

    private void keepEnd() {
      if (g instanceof Functional.EndPoint) {
        ends.put(new Way(near.c(), side), near);
      }
    }

    /** A little beyond the expected end: deciding on a place far outside takes long. */
    private double probe(double place) {
      if (g instanceof Functional.Noise) {
        return place;
      }
      double probe = expected + BEYOND * (expected - start);
      return side * (probe - inside) > 0 && side * (place - probe) > 0 ? probe : place;
    }

    double end() {
      for (int i = 0; i < MAX_PATHS; i++) {
        approach();
        if (inside == limit) {
          return reported(g, limit, side);
        }
        if (!isClose()) {
          return side * Double.POSITIVE_INFINITY;
        }
        double end = isAtRoot() ? bounded(expected) : between();
        Optional<SpacingFit> below = below(end);
        if (below.isEmpty()) {
          keepEnd();
          return end;
        }
        // Another minimum of the nuisance parameters continues where the first one ended.
        outside = Double.NaN;
        look(end, below.get());
      }
      return inside;
    }

    /**
     * Goes to the predicted end until sqrt(W) is at its limit or the limit of the walk is reached.
     */
    private void approach() {
      for (int i = 0; i < MAX_STEPS && inside != limit && (i == 0 || !isClose()); i++) {
        double from = inside;
        double place = Double.isNaN(outside) ? outward() : inward();
        look(place, solver.profile(g, place, near));
        most = Math.max(most, 4 * Math.abs(inside - from));
      }
    }

    private boolean isClose() {
      return isAtRoot()
          || Math.abs(outside - inside) <= WIDTH_TOLERANCE * Math.abs(outside - start);
    }

    private boolean isAtRoot() {
      return Math.abs(miss) < ROOT_TOLERANCE
          && Math.abs(expected - inside) < 2 * ROOT_TOLERANCE * Math.abs(inside - start);
    }

    private double bounded(double value) {
      return side < 0 ? Math.max(value, limit) : Math.min(value, limit);
    }

    private double outward() {
      double step = side * (expected - inside);
      return bounded(inside + side * (step > 0 ? Math.min(step, most) : most));
    }

    private double inward() {
      boolean between = side * (expected - inside) > 0 && side * (outside - expected) > 0;
      if (between && Math.abs(miss) < .5 * Math.abs(missBefore)) {
        return expected;
      }
      halved = !halved;
      return halved ? between() : .5 * (inside + outside);
    }

    /** Where sqrt(W), which is close to linear, is at its limit. */
    private double between() {
      double share = (root - insideRoot) / (outsideRoot - insideRoot);
      return inside + (outside - inside) * Math.max(0, share);
    }

    /** Records a law as the last one inside or the first one outside. */
    private void look(double place, SpacingFit fit) {
      missBefore = miss;
      miss = root(fit) - root;
      if (miss < ROOT_TOLERANCE) {
        inside = place;
        insideRoot = root(fit);
        near = fit;
      } else {
        outside = place;
        outsideRoot = root(fit);
      }
      expected = expected(place, fit);
    }

    /** The end predicted by the model of a law; its own place if there is no prediction. */
    private double expected(double place, SpacingFit fit) {
      double reach = solver.reach(g, fit, lowest + .5 * critical, side);
      return Double.isFinite(reach) ? place + side * reach : place;
    }

    /** A law that is clearly inside at a value that seems to be an end. */
    private Optional<SpacingFit> below(double end) {
      if (isAtRoot()) {
        return other(end, near);
      }
      SpacingFit nearest = nearestBelow(end);
      return isBelow(nearest) ? Optional.of(nearest) : other(end, nearest);
    }

    /** The profile at a value where it matters only whether it is clearly inside. */
    private SpacingFit nearestBelow(double value) {
      return solver.profileBelow(ceiling, g, value, near);
    }

    /** Whether a profile is so low that its value is inside. */
    private boolean isBelow(SpacingFit fit) {
      return fit.objective() < ceiling;
    }

    /**
     * The profile at a value that seems to be outside, searched from other noise: with and without
     * noise there may be two minima, and the path from the last fit sees only one.
     */
    private Optional<SpacingFit> other(double value, SpacingFit found) {
      if (g instanceof Functional.Noise) {
        return Optional.empty();
      }
      return DoubleStream.concat(DoubleStream.of(OTHER_NOISE), DoubleStream.of(optimum.s()))
          .filter(noise -> noise > SAME_NOISE * found.s() || found.s() > SAME_NOISE * noise)
          .mapToObj(noise -> solver.anchored(g, value, found.c(), noise))
          .filter(from -> from.objective() <= ceiling + WORTH_A_RUN)
          .map(from -> solver.profileBelow(ceiling, g, value, from))
          .filter(this::isBelow)
          .findFirst();
    }
  }
}
