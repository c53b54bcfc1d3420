package org.lossfloor.estimate.spacing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.lossfloor.estimate.bins.Bins;

/**
 * Fits the convex law to bins, one effective dimension at a time, and profiles one functional of it
 * (method.md, section 5).
 *
 * <p>Deterministic. Holds its own work space: not for use by two threads at once.
 */
public final class SpacingSolver {
  static final double[] COLD_SHARE = {0.4, 1, 1.8};
  private static final int COLD_RUNS = 2;

  /** Above this number of edges cold starts are ranked by an outline of them. */
  private static final int MANY = 48;

  private static final int FEW = 32;
  private static final int FEW_EXACT = 12;

  /**
   * Relative noise above which other coordinates are better, and at which a run changes to them.
   */
  private static final double NOISY = 0.15;

  private static final double NOISY_AGAIN = 0.3;

  /** How far those coordinates may move, in their own units. */
  private static final double NOISY_REACH = 10;

  /** Predicted decrease of the objective at which a point of a profile is finished. */
  private static final double PROFILE_TOLERANCE = 1e-7;

  private static final int MOST_CROSSINGS = 6;

  /** How far above the smallest objective a walk over the dimensions goes. */
  public static final double OUTWARD_MARGIN = 2.5;

  /** Starts of the cold grid that are further above the best fit find no other optimum. */
  private static final double PROMISING = 60;

  /** Relative noise, in units of its lower bound, below which a fit counts as at the bound. */
  private static final double NOISELESS = 10;

  private final Bins bins;
  private final ParameterBox box;
  private final Range far;
  private final Range noise;
  private final LawMap map;
  private final double[] lower = new double[3];
  private final double[] upper = new double[3];
  private final List<SpacingObjective> objectives = new ArrayList<>();
  private final Bins few;
  private final Map<Integer, SpacingObjective> rankings = new HashMap<>();
  private final StartLaws startLaws;
  private final Map<Integer, List<SpacingFit>> coldStarts = new HashMap<>();
  private final BoxMinimiser minimiser;
  private final BoxMinimiser profiler = new BoxMinimiser(PROFILE_TOLERANCE);

  /**
   * A solver for given bins.
   *
   * @param bins the bins
   * @param box where to look
   */
  public SpacingSolver(Bins bins, ParameterBox box) {
    this(bins, box, Range.any(), Range.any(), BoxMinimiser.TOLERANCE);
  }

  /**
   * A solver that also obeys ranges of the far end b and of the noise o; profiles do not obey
   * these.
   */
  public SpacingSolver(Bins bins, ParameterBox box, Range far, Range noise, double tolerance) {
    minimiser = new BoxMinimiser(tolerance);
    this.bins = bins;
    this.box = box;
    few = bins.size() > MANY ? bins.outlined(FEW, FEW_EXACT) : bins;
    startLaws = new StartLaws(bins, box);
    this.far = far;
    this.noise = noise;
    boolean plain = far.isAny() && noise.isAny();
    map = plain ? LawMap.plain() : LawMap.bounded(!far.isAny(), !noise.isAny());
  }

  /**
   * A solver with the usual box.
   *
   * @param bins the bins
   */
  public SpacingSolver(Bins bins) {
    this(bins, ParameterBox.recipe(bins));
  }

  /**
   * The bins that are fitted.
   *
   * @return the bins
   */
  public Bins bins() {
    return bins;
  }

  /**
   * The box in which the parameters are sought.
   *
   * @return the box
   */
  public ParameterBox box() {
    return box;
  }

  /**
   * The objective of one effective dimension over the bins of this solver; it shares the work space
   * of the solver.
   *
   * @param c effective dimension, at least 1
   * @return the objective
   */
  public SpacingObjective objective(int c) {
    while (objectives.size() < c) {
      objectives.add(
          objectives.isEmpty()
              ? new SpacingObjective(bins, 1)
              : objectives.get(0).ofDimension(objectives.size() + 1));
    }
    return objectives.get(c - 1);
  }

  /** The objective by which cold starts are ranked: over few bins, which is enough for ranking. */
  private SpacingObjective ranking(int c) {
    return bins.size() > MANY
        ? rankings.computeIfAbsent(c, d -> new SpacingObjective(few, d))
        : objective(c);
  }

  /**
   * The best fit of one effective dimension from the two best starts of the cold grid and from
   * given fits.
   *
   * @param c effective dimension, at least 1
   * @param starts fits to start from as well: the same c on other bins (taken as it is), or another
   *     c on these bins (taken with equal outer quantiles and equal noise)
   * @return the best fit; see {@link SpacingFit#isFound()}
   */
  public SpacingFit fit(int c, SpacingFit... starts) {
    SpacingFit best = refit(c, starts);
    List<SpacingFit> cold = coldStarts(c);
    for (SpacingFit start : cold.subList(0, Math.min(COLD_RUNS, cold.size()))) {
      best = SpacingFit.better(best, run(start, best));
    }
    if (best.s() <= NOISELESS * box.sLow()) {
      // The limit without noise has its own basin; starts tend to miss the normal limit.
      for (SpacingFit start : cold) {
        best = start.s() >= StartLaws.NOISES[4] ? SpacingFit.better(best, run(start, best)) : best;
      }
    }
    return best;
  }

  /**
   * The best fit of one effective dimension from given fits alone.
   *
   * @param c effective dimension, at least 1
   * @param starts as in {@link #fit(int, SpacingFit...)}
   * @return the best fit; see {@link SpacingFit#isFound()}
   */
  public SpacingFit refit(int c, SpacingFit... starts) {
    return refit(nothing(c), starts);
  }

  /**
   * The best fit of one effective dimension from a fit of it to other bins, given up if no
   * objective below a ceiling is near; the result then has an objective above the ceiling.
   */
  public SpacingFit refitBelow(double ceiling, SpacingFit start) {
    minimiser.setLimits(Double.NEGATIVE_INFINITY, ceiling);
    SpacingFit fit = refit(start.c(), start);
    minimiser.clearLimits();
    return fit;
  }

  /** A known fit, or a better one of its dimension from given fits. */
  public SpacingFit refit(SpacingFit known, SpacingFit... starts) {
    int c = known.c();
    SpacingFit best = known;
    for (SpacingFit start : starts) {
      if (start.isFound()) {
        SpacingFit from = start.c() == c ? start : startLaws.translated(start, c);
        best = SpacingFit.better(best, run(from, best));
      }
    }
    return best;
  }

  /**
   * Fits from a law that is near: its own dimension first, then those below and those above it,
   * each from its neighbour, until the objective is well above the smallest so far.
   *
   * @param law the law to start from
   * @param from smallest effective dimension
   * @param to largest effective dimension
   * @return the fits in the order in which they were made
   */
  public List<SpacingFit> refitOutward(SpacingFit law, int from, int to) {
    SpacingFit first = refit(law.c(), law);
    if (!first.isFound()) {
      first = fit(law.c());
    }
    List<SpacingFit> fits = new ArrayList<>(List.of(first));
    double lowest = first.objective();
    for (int side : new int[] {-1, 1}) {
      SpacingFit last = first;
      for (int c = law.c() + side; c >= from && c <= to; c += side) {
        last = refit(c, last);
        fits.add(last);
        lowest = Math.min(lowest, last.objective());
        if (last.objective() > lowest + OUTWARD_MARGIN) {
          break;
        }
      }
    }
    return fits;
  }

  /**
   * The best fit of every effective dimension in a range: cold starts and the neighbour below, then
   * a pass back with the neighbour above, and all cold starts for the best dimension.
   *
   * @param from smallest effective dimension, at least 1
   * @param to largest effective dimension, at least {@code from}
   * @return the fits, in order of c
   */
  public List<SpacingFit> fitAll(int from, int to) {
    return fitAll(IntStream.rangeClosed(from, to).boxed().toList(), Double.POSITIVE_INFINITY);
  }

  /**
   * As {@link #fitAll(int, int)} for some ascending dimensions.
   *
   * @param uphill how far above lower dimensions the objective has to be for higher ones to be
   *     fitted from their neighbours alone
   */
  public List<SpacingFit> fitAll(List<Integer> dimensions, double uphill) {
    List<SpacingFit> fits = new ArrayList<>();
    double lowest = Double.POSITIVE_INFINITY;
    for (int c : dimensions) {
      SpacingFit last = fits.isEmpty() ? nothing(c) : fits.get(fits.size() - 1);
      boolean hopeless = last.isFound() && last.objective() > lowest + uphill;
      fits.add(hopeless ? refit(c, last) : fit(c, last));
      lowest = Math.min(lowest, last.objective());
    }
    for (int i = fits.size() - 2; i >= 0; i--) {
      SpacingFit fit = fits.get(i);
      SpacingFit start = fits.get(i + 1);
      if (start.isFound()) {
        fits.set(i, SpacingFit.better(fit, run(startLaws.translated(start, fit.c()), fit)));
      }
    }
    SpacingFit best = fits.stream().reduce(SpacingFit::better).orElseThrow();
    fits.set(fits.indexOf(best), fitThoroughly(best));
    return fits;
  }

  /** Tries the rest of the cold grid: about one fit in a hundred finds a better optimum. */
  private SpacingFit fitThoroughly(SpacingFit fit) {
    SpacingFit best = fit;
    List<SpacingFit> cold = coldStarts(fit.c());
    for (SpacingFit start : cold.subList(Math.min(COLD_RUNS, cold.size()), cold.size())) {
      boolean promising = start.objective() < fit.objective() + PROMISING;
      best = promising ? SpacingFit.better(best, run(start, best)) : best;
    }
    return SpacingFit.better(best, run(allowed(startLaws.ofMoments(fit.c())), best));
  }

  /**
   * The best fit of one effective dimension with one functional of the law held at a value: a
   * minimum over the two other parameters.
   *
   * @param functional the functional g
   * @param value the value at which g is held; for the end point within the box
   * @param start a fit of the same effective dimension with g nearby
   * @return the best fit found; see {@link SpacingFit#isFound()}
   * @throws IllegalArgumentException if the value is not finite, or an end point outside the box
   */
  public SpacingFit profile(Functional functional, double value, SpacingFit start) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a functional must be held at a finite value: " + value);
    }
    if (functional instanceof Functional.Quantile quantile) {
      return profileQuantile(quantile.p(), value, start);
    }
    if (functional instanceof Functional.Noise) {
      return value > 0 ? profileNoise(value, start) : noiseless(start);
    }
    if (value < box.aLow() || value > box.aHigh()) {
      throw new IllegalArgumentException("an end point outside the box: " + value);
    }
    return profileEither(LawMap.plain(), LawMap.spreadFromEnd(start.c()), 0, value, start);
  }

  /**
   * The value of a functional at a fit.
   *
   * @param functional the functional g
   * @param fit the fit
   * @return g, on the minimising scale
   */
  public double valueOf(Functional functional, SpacingFit fit) {
    if (functional instanceof Functional.Quantile q) {
      return fit.a() + fit.h() * startLaws.quantile(fit.c()).at(q.p(), fit.s());
    }
    return functional instanceof Functional.Noise ? fit.o() : fit.a();
  }

  /**
   * The standard error of a functional at a fit, from the expected information: the first step of a
   * profile.
   *
   * @param functional the functional g
   * @param fit the fit
   * @return the standard error, +infinity where the information is singular
   */
  public double standardError(Functional functional, SpacingFit fit) {
    if (functional instanceof Functional.Noise) {
      double[] theta = {Math.log(fit.o()), Math.log(fit.h()), fit.a()};
      return fit.o() * minimiser.standardError(objective(fit.c()), LawMap.noise(), theta);
    }
    double[] theta = {valueOf(functional, fit), Math.log(fit.h()), Math.log(fit.s())};
    return minimiser.standardError(objective(fit.c()), mapOf(functional, fit.c()), theta);
  }

  /**
   * As {@link #profile(Functional, double, SpacingFit)}, but only to decide whether the profile is
   * below a ceiling: the objective of the result is only on the right side of it.
   */
  public SpacingFit profileBelow(
      double ceiling, Functional functional, double value, SpacingFit start) {
    profiler.setLimits(ceiling, ceiling);
    SpacingFit fit = profile(functional, value, start);
    profiler.clearLimits();
    return fit;
  }

  /**
   * How far to one side of a fit the profile of a functional reaches an objective, by Newton's
   * model of the profile there.
   *
   * @param side 1 towards larger values, -1 towards smaller ones
   * @return the distance, negative where the fit is beyond; NaN where the model gives none
   */
  public double reach(Functional functional, SpacingFit fit, double target, int side) {
    double[] model =
        functional instanceof Functional.Noise
            ? noiseModel(fit)
            : profileModel(functional instanceof Functional.Quantile q ? q.p() : 0, fit);
    double rise = target - model[0];
    double slope = side * model[1];
    return 2 * rise / (slope + Math.sqrt(slope * slope + 2 * model[2] * rise));
  }

  /** By the noise itself, although its map has the logarithm. */
  private double[] noiseModel(SpacingFit fit) {
    double[] theta = setNoiseMap(fit, Math.log(fit.o()));
    double[] model =
        profiler.profileModel(objective(fit.c()), LawMap.noise(), fit, theta, lower, upper);
    model[2] = (model[2] - model[1]) / (fit.o() * fit.o());
    model[1] /= fit.o();
    return model;
  }

  private double[] profileModel(double p, SpacingFit fit) {
    StandardQuantile quantile = startLaws.quantile(fit.c());
    double anchor = anchor(p, fit);
    setNoiseAndWidth();
    LawMap map = p > 0 ? LawMap.quantile(quantile, p) : LawMap.plain();
    double[] theta = {anchor, Math.log(fit.h()), Math.log(fit.s())};
    if (p > 0 && fit.a() <= box.aLow()) {
      map = LawMap.endAndQuantile(quantile, p);
      theta[1] = fit.a();
      holdEnd();
    } else if (fit.s() > NOISY) {
      SpreadMap spread =
          p > 0 ? LawMap.spreadFromQuantile(quantile, p) : LawMap.spreadFromEnd(fit.c());
      map = spread;
      theta = spread.coordinates(anchor, fit.h(), fit.s());
      setSpread(spread, theta);
    }
    return profiler.profileModel(objective(fit.c()), map, fit, theta, lower, upper);
  }

  /**
   * A law of given relative noise with a functional at a value and the last edge at its quantile;
   * its objective is over few bins, enough to judge roughly whether it is worth a run.
   */
  public SpacingFit anchored(Functional functional, double value, int c, double noise) {
    double p = functional instanceof Functional.Quantile q ? q.p() : 0;
    double s = clamp(noise, box.sLow(), box.sHigh());
    double[] theta = startLaws.anchored(c, p, value, s);
    double h = clamp(Math.exp(theta[1]), box.hLow(), box.hHigh());
    double a = value - (p > 0 ? h * startLaws.quantile(c).at(p, s) : 0);
    return new SpacingFit(c, a, h, s, ranking(c).value(a, h, s));
  }

  private SpacingFit profileNoise(double noise, SpacingFit start) {
    double logNoise = Math.log(noise);
    double[] from = setNoiseMap(start, logNoise);
    lower[0] = logNoise;
    upper[0] = logNoise;
    return profiled(LawMap.noise(), from, logNoise, start, Double.NaN);
  }

  /** Sets the bounds of the other coordinates where the noise is held; returns those of a fit. */
  private double[] setNoiseMap(SpacingFit fit, double logNoise) {
    setNoiseAndWidth();
    // The relative noise stays in its box by way of the width.
    lower[1] = Math.max(lower[1], logNoise - upper[2]);
    upper[1] = Math.min(upper[1], logNoise - lower[2]);
    lower[2] = box.aLow();
    upper[2] = box.aHigh();
    return new double[] {Math.log(fit.o()), Math.log(fit.h()), fit.a()};
  }

  /** The relative noise is held at the lower end of its box, which stands for none. */
  private SpacingFit noiseless(SpacingFit start) {
    setNoiseAndWidth();
    lower[0] = box.aLow();
    upper[0] = box.aHigh();
    upper[2] = lower[2];
    double[] theta = {start.a(), Math.log(start.h()), lower[2]};
    return runMap(profiler, start.c(), LawMap.plain(), theta, Double.NaN);
  }

  private LawMap mapOf(Functional functional, int c) {
    return functional instanceof Functional.Quantile q
        ? LawMap.quantile(startLaws.quantile(c), q.p())
        : LawMap.plain();
  }

  private SpacingFit profileQuantile(double p, double value, SpacingFit start) {
    StandardQuantile quantile = startLaws.quantile(start.c());
    SpacingFit free =
        profileEither(
            LawMap.quantile(quantile, p), LawMap.spreadFromQuantile(quantile, p), p, value, start);
    if (free.a() >= box.aLow() || !free.isFound()) {
      return free;
    }
    return onEndBound(p, value, free);
  }

  /** In the coordinates that suit the noise of the start, and then those that suit the end. */
  private SpacingFit profileEither(
      LawMap plain, SpreadMap spread, double p, double value, SpacingFit start) {
    if (start.s() > NOISY) {
      SpacingFit fit = profileSpread(spread, p, value, start);
      return isWide(fit) ? profileMap(plain, p, value, start, Double.NaN) : fit;
    }
    SpacingFit fit = profileMap(plain, p, value, start, Math.log(NOISY_AGAIN));
    if (!fit.isFound() || fit.s() < NOISY_AGAIN) {
      return fit;
    }
    SpacingFit noisy = profileSpread(spread, p, value, fit);
    return isWide(noisy) ? profileMap(plain, p, value, fit, Double.NaN) : noisy;
  }

  /** Whether the width, which these coordinates do not bound, is out of the box. */
  private boolean isWide(SpacingFit fit) {
    return !fit.isFound() || fit.h() < box.hLow() || fit.h() > box.hHigh();
  }

  private SpacingFit profileSpread(SpreadMap spread, double p, double value, SpacingFit start) {
    double[] from = spread.coordinates(anchor(p, start), start.h(), start.s());
    setSpread(spread, from);
    lower[0] = value;
    upper[0] = value;
    return profiled(spread, from, value, start, Double.NaN);
  }

  /** The p-quantile of a fit, its end point for p = 0. */
  private double anchor(double p, SpacingFit fit) {
    return fit.a() + (p > 0 ? fit.h() * startLaws.quantile(fit.c()).at(p, fit.s()) : 0);
  }

  private void setSpread(SpreadMap map, double[] from) {
    lower[1] = from[1] - NOISY_REACH;
    upper[1] = from[1] + NOISY_REACH;
    lower[2] = map.shape(box.sLow());
    upper[2] = map.shape(box.sHigh());
  }

  /** Both the quantile and the end point are held; only the noise is free. */
  private SpacingFit onEndBound(double p, double value, SpacingFit free) {
    int c = free.c();
    setNoiseAndWidth();
    holdEnd();
    lower[0] = value;
    upper[0] = value;
    LawMap map = LawMap.endAndQuantile(startLaws.quantile(c), p);
    SpacingFit start = at(c, map, new double[] {value, box.aLow(), Math.log(free.s())});
    for (double noise : StartLaws.NOISES) {
      double logNoise = Math.log(clamp(noise, box.sLow(), box.sHigh()));
      start = SpacingFit.better(start, at(c, map, new double[] {value, box.aLow(), logNoise}));
    }
    double[] theta = {value, box.aLow(), Math.log(start.s())};
    return start.isFound() ? runMap(profiler, c, map, theta, Double.NaN) : start;
  }

  private void holdEnd() {
    lower[1] = box.aLow();
    upper[1] = box.aLow();
  }

  private SpacingFit at(int c, LawMap map, double[] theta) {
    return at(objective(c), c, map, theta);
  }

  private SpacingFit at(SpacingObjective objective, int c, LawMap map, double[] theta) {
    double value = minimiser.valueAt(objective, map, theta);
    double[] law = minimiser.law(map, theta);
    return new SpacingFit(c, law[0], law[1], law[2], value);
  }

  private SpacingFit profileMap(LawMap map, double p, double value, SpacingFit start, double exit) {
    setNoiseAndWidth();
    lower[0] = value;
    upper[0] = value;
    double[] from = {anchor(p, start), Math.log(start.h()), Math.log(start.s())};
    SpacingFit best = profiled(map, from, value, start, exit);
    if (!best.isFound()) {
      for (double noise : StartLaws.NOISES) {
        double[] theta = startLaws.anchored(start.c(), p, value, noise);
        best = SpacingFit.better(best, runMap(profiler, start.c(), map, theta, Double.NaN));
      }
    }
    return best;
  }

  /** From a fit with the nuisance parameters moved along the profile. */
  private SpacingFit profiled(
      LawMap map, double[] from, double value, SpacingFit start, double exit) {
    int c = start.c();
    double[] theta = profiler.continued(objective(c), map, start, from, value, lower, upper);
    return runMap(profiler, c, map, theta, exit);
  }

  /** Minimises from a start, changing to other coordinates where noise dominates, and back. */
  private SpacingFit run(SpacingFit start, SpacingFit known) {
    SpacingFit fit = start;
    if (far.isAny() && noise.isAny() && box.aLow() < box.aHigh()) {
      for (int i = 0; i < MOST_CROSSINGS; i++) {
        boolean noisy = fit.s() > NOISY;
        SpacingFit next =
            noisy ? runNoisy(fit, known) : runPlain(fit, known, Math.log(NOISY_AGAIN));
        if (noisy && !box.contains(next)) {
          break;
        }
        fit = next;
        if (noisy ? fit.s() > NOISY : fit.s() < NOISY_AGAIN) {
          return fit;
        }
      }
    }
    return runPlain(fit, known, Double.NaN);
  }

  private SpacingFit runPlain(SpacingFit start, SpacingFit known, double exit) {
    if (known.isFound()) {
      minimiser.setKnown(coordinates(known.a(), known.h(), known.s()), known.objective());
    }
    double[] theta = coordinates(start.a(), start.h(), start.s());
    SpacingFit fit = runMap(minimiser, start.c(), map, theta, exit);
    minimiser.setKnown(null, 0);
    return fit;
  }

  /**
   * Where noise dominates, a and h are hardly determined separately, but the mean and the spread
   * are.
   */
  private SpacingFit runNoisy(SpacingFit start, SpacingFit known) {
    SpreadMap spread = LawMap.spreadFromMean(start.c());
    if (known.isFound()) {
      minimiser.setKnown(spread.coordinates(mean(known), known.h(), known.s()), known.objective());
    }
    double[] theta = spread.coordinates(mean(start), start.h(), start.s());
    setSpread(spread, theta);
    double reach = NOISY_REACH * (bins.range() + start.o());
    lower[0] = theta[0] - reach;
    upper[0] = theta[0] + reach;
    SpacingFit fit = runMap(minimiser, start.c(), spread, theta, spread.shape(NOISY));
    minimiser.setKnown(null, 0);
    return fit;
  }

  private static double mean(SpacingFit fit) {
    return fit.a() + fit.h() * fit.c() / (fit.c() + 2.0);
  }

  /** The coordinates of a law in the map of this solver, moved into their bounds, which are set. */
  private double[] coordinates(double a, double h, double s) {
    setNoiseAndWidth();
    lower[0] = box.aLow();
    upper[0] = box.aHigh();
    double[] theta = {a, Math.log(h), Math.log(s)};
    if (!far.isAny()) {
      lower[1] = far.low();
      upper[1] = far.high();
      theta[1] = a + h;
    }
    if (!noise.isAny()) {
      lower[2] = Math.log(Math.max(noise.low(), box.sLow() * bins.range()));
      upper[2] = Math.log(noise.high());
      theta[2] = Math.log(s * h);
    }
    clamp(theta);
    return theta;
  }

  private void clamp(double[] theta) {
    for (int i = 0; i < 3; i++) {
      theta[i] = clamp(theta[i], lower[i], upper[i]);
    }
  }

  private void setNoiseAndWidth() {
    lower[1] = Math.log(box.hLow());
    upper[1] = Math.log(box.hHigh());
    lower[2] = Math.log(box.sLow());
    upper[2] = Math.log(box.sHigh());
  }

  /** Stops where the coordinate of the noise crosses {@code exit}. */
  private SpacingFit runMap(BoxMinimiser with, int c, LawMap map, double[] theta, double exit) {
    clamp(theta);
    double value = with.run(objective(c), map, theta, lower, upper, exit);
    double[] law = with.law(map, theta);
    return new SpacingFit(c, law[0], law[1], law[2], value);
  }

  private static SpacingFit nothing(int c) {
    return new SpacingFit(c, Double.NaN, Double.NaN, Double.NaN, Double.POSITIVE_INFINITY);
  }

  /** The best start of each noise of the cold grid, best first; starts without a value left out. */
  private List<SpacingFit> coldStarts(int c) {
    return coldStarts.computeIfAbsent(c, this::rankedStarts);
  }

  private List<SpacingFit> rankedStarts(int c) {
    List<SpacingFit> perNoise = new ArrayList<>();
    double last = startLaws.lastShare();
    for (int i = 0; i < StartLaws.NOISES.length; i++) {
      SpacingFit best = nothing(c);
      double s = clamp(StartLaws.NOISES[i], box.sLow(), box.sHigh());
      double xiLast = StartQuantiles.at(c, i, COLD_SHARE.length, last, s);
      for (int j = 0; j < COLD_SHARE.length; j++) {
        double share = Math.min(COLD_SHARE[j] * startLaws.firstShare(), 0.9 * last);
        SpacingFit law = startLaws.matched(c, StartQuantiles.at(c, i, j, share, s), xiLast, s);
        best = SpacingFit.better(best, ranked(law));
      }
      perNoise.add(best);
    }
    perNoise.sort((one, two) -> Double.compare(one.objective(), two.objective()));
    perNoise.removeIf(start -> !start.isFound());
    return perNoise;
  }

  /** A law moved to where it is allowed, without an objective. */
  private SpacingFit allowed(SpacingFit law) {
    double[] moved = minimiser.law(map, coordinates(law.a(), law.h(), law.s()));
    return new SpacingFit(law.c(), moved[0], moved[1], moved[2], Double.POSITIVE_INFINITY);
  }

  /** A law with its objective over few bins, moved to where it is allowed. */
  private SpacingFit ranked(SpacingFit law) {
    int c = law.c();
    if (far.isAny() && noise.isAny() && box.contains(law)) {
      double value = ranking(c).value(law.a(), law.h(), law.s());
      return new SpacingFit(c, law.a(), law.h(), law.s(), value);
    }
    return at(ranking(c), c, map, coordinates(law.a(), law.h(), law.s()));
  }

  private static double clamp(double value, double low, double high) {
    return Math.min(high, Math.max(low, value));
  }
}
