package org.lossfloor.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fits the convex law to bins, one effective dimension at a time, and profiles one functional of it
 * (recipe.md section 2, steps 4 and 7; statistics.md section 2).
 *
 * <p>Deterministic. Holds its own work space: not for use by two threads at once.
 */
public final class SpacingSolver {
  private static final double[] COLD_NOISE = {1e-3, 0.02, 0.1, 0.4, 1.5, 10};
  private static final double[] COLD_SHARE = {0.4, 1, 1.8};
  private static final int COLD_RUNS = 2;

  /** Edges over which starts are compared, and how many of the best scores are among them. */
  private static final int SCREEN = 24;

  private static final int SCREEN_EXACT = 8;

  /** Relative noise above which other coordinates serve better, and where they are taken up. */
  private static final double NOISY = 0.15;

  private static final double NOISY_AGAIN = 0.3;

  /** How far those coordinates may move, in their own units. */
  private static final double NOISY_REACH = 10;

  private static final int MOST_CROSSINGS = 6;

  /** An interval ends where the root of a rise is right to a thousandth: finer is wasted. */
  private static final double PROFILE_TOLERANCE = 1e-7;

  /**
   * Share of the way from the noise of a start to that of a known optimum, in logarithms, after
   * which a run belongs to the basin of that optimum.
   */
  private static final double SAME_BASIN = 0.7;

  /** Relative noise, in units of its lower bound, below which a fit has gone to the bound. */
  private static final double NOISELESS = 10;

  private final Bins bins;
  private final ParameterBox box;
  private final Range far;
  private final Range noise;
  private final LawMap map;
  private final double[] lower = new double[3];
  private final double[] upper = new double[3];
  private final List<SpacingObjective> objectives = new ArrayList<>();
  private final List<SpacingObjective> screens = new ArrayList<>();
  private final StartLaws startLaws;
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
  SpacingSolver(Bins bins, ParameterBox box, Range far, Range noise, double tolerance) {
    minimiser = new BoxMinimiser(tolerance);
    this.bins = bins;
    this.box = box;
    startLaws = new StartLaws(bins, box);
    this.far = far;
    this.noise = noise;
    boolean plain = far.isAny() && noise.isAny();
    map = plain ? LawMap.plain() : LawMap.bounded(!far.isAny(), !noise.isAny());
  }

  /**
   * A solver with the box of the recipe.
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
      objectives.add(new SpacingObjective(bins, objectives.size() + 1));
    }
    return objectives.get(c - 1);
  }

  /** The objective over few of the bins, to tell good starts from bad ones. */
  private SpacingObjective screen(int c) {
    if (bins.size() <= SCREEN) {
      return objective(c);
    }
    Bins few = screens.isEmpty() ? bins.grouped(SCREEN, SCREEN_EXACT, true) : screens.get(0).bins();
    while (screens.size() < c) {
      screens.add(new SpacingObjective(few, screens.size() + 1));
    }
    return screens.get(c - 1);
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
      // The limit without noise has its own basin; the normal limit is the one that starts miss.
      for (SpacingFit start : cold) {
        best = start.s() == COLD_NOISE[4] ? SpacingFit.better(best, run(start, best)) : best;
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

  /** A known fit, or a better one of its dimension from given fits. */
  SpacingFit refit(SpacingFit known, SpacingFit... starts) {
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
   * The best fit of every effective dimension in a range: cold starts and the neighbour below, then
   * a pass back with the neighbour above, and all cold starts for the best dimension.
   *
   * @param from smallest effective dimension, at least 1
   * @param to largest effective dimension, at least {@code from}
   * @return the fits, in order of c
   */
  public List<SpacingFit> fitAll(int from, int to) {
    return fitAll(IntStream.rangeClosed(from, to).boxed().toList());
  }

  /** As {@link #fitAll(int, int)} for some ascending dimensions. */
  List<SpacingFit> fitAll(List<Integer> dimensions) {
    List<SpacingFit> fits = new ArrayList<>();
    for (int c : dimensions) {
      fits.add(fits.isEmpty() ? fit(c) : fit(c, fits.get(fits.size() - 1)));
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

  /**
   * Tries every start of the cold grid: about one fit in a hundred finds a better optimum.
   *
   * @param fit the best fit so far of an effective dimension
   * @return that fit or a better one of the same dimension
   */
  public SpacingFit fitThoroughly(SpacingFit fit) {
    SpacingFit best = fit;
    for (SpacingFit start : coldStarts(fit.c())) {
      best = SpacingFit.better(best, run(start, best));
    }
    return best;
  }

  /**
   * The best fit of one effective dimension with one functional of the law held at a value: a
   * minimum over the two other parameters.
   *
   * @param functional the functional g
   * @param value what g is held at; for the end point within the box
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
    return profileMap(LawMap.plain(), 0, value, start);
  }

  /**
   * As {@link #profile}, for the question alone whether the profile is below a limit: the search
   * stops where the answer is clear, so that the objective of the fit is only on the right side.
   */
  SpacingFit profileAgainst(double limit, Functional functional, double value, SpacingFit start) {
    profiler.setLimits(limit, limit);
    SpacingFit fit = profile(functional, value, start);
    profiler.clearLimits();
    return fit;
  }

  /**
   * The profile of a quantile or the end point once more from another noise: with and without noise
   * there may be two minima. A run that comes near the noise of the known one is given up.
   *
   * @param functional the functional g, not the noise
   * @param value what g is held at
   * @param limit the objective that matters, as in {@link #profileAgainst}
   * @param known the fit found there
   * @param noise relative noise to start from
   * @return a fit with the functional at the value; its objective may be above that of the known
   */
  SpacingFit profileFromNoise(
      double limit, Functional functional, double value, SpacingFit known, double noise) {
    int c = known.c();
    double p = functional instanceof Functional.Quantile quantile ? quantile.p() : 0;
    double exit = Math.log(noise) + SAME_BASIN * (Math.log(known.s()) - Math.log(noise));
    double[] theta = startLaws.anchored(c, p, value, noise);
    setNoiseAndWidth();
    lower[0] = value;
    upper[0] = value;
    profiler.setLimits(limit, limit);
    SpacingFit fit = run(profiler, c, mapOf(functional, c), theta, exit);
    profiler.clearLimits();
    return p > 0 && fit.isFound() && fit.a() < box.aLow() ? onEndBound(p, value, fit) : fit;
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

  private SpacingFit profileNoise(double noise, SpacingFit start) {
    double logNoise = Math.log(noise);
    setNoiseAndWidth();
    // The relative noise stays in its box by way of the width.
    lower[1] = Math.max(lower[1], logNoise - upper[2]);
    upper[1] = Math.min(upper[1], logNoise - lower[2]);
    lower[0] = logNoise;
    upper[0] = logNoise;
    lower[2] = box.aLow();
    upper[2] = box.aHigh();
    double[] from = {Math.log(start.o()), Math.log(start.h()), start.a()};
    LawMap map = LawMap.noise();
    return profiled(
        start.c(),
        map,
        profiler.continued(objective(start.c()), map, from, logNoise, lower, upper));
  }

  /** The relative noise is held at the lower end of its box, which stands for none. */
  private SpacingFit noiseless(SpacingFit start) {
    setNoiseAndWidth();
    lower[0] = box.aLow();
    upper[0] = box.aHigh();
    upper[2] = lower[2];
    double[] theta = {start.a(), Math.log(start.h()), lower[2]};
    return profiled(start.c(), LawMap.plain(), theta);
  }

  private LawMap mapOf(Functional functional, int c) {
    return functional instanceof Functional.Quantile q
        ? LawMap.quantile(startLaws.quantile(c), q.p())
        : LawMap.plain();
  }

  private SpacingFit profileQuantile(double p, double value, SpacingFit start) {
    SpacingFit free =
        start.s() > NOISY
            ? profileNoisyQuantile(p, value, start)
            : profileMap(LawMap.quantile(startLaws.quantile(start.c()), p), p, value, start);
    if (free.a() >= box.aLow() || !free.isFound()) {
      return free;
    }
    return onEndBound(p, value, free);
  }

  /** As where noise is small, in coordinates that are better determined. */
  private SpacingFit profileNoisyQuantile(double p, double value, SpacingFit start) {
    int c = start.c();
    LawMap map = LawMap.noisyQuantile(startLaws.quantile(c), p);
    setNoiseAndWidth();
    double scale = Math.log(start.o());
    lower[0] = value;
    upper[0] = value;
    lower[1] = scale - NOISY_REACH;
    upper[1] = scale + NOISY_REACH;
    double[] from = {valueOf(new Functional.Quantile(p), start), scale, Math.log(start.s())};
    SpacingFit fit =
        profiled(c, map, profiler.continued(objective(c), map, from, value, lower, upper));
    boolean within = fit.isFound() && fit.h() >= box.hLow() && fit.h() <= box.hHigh();
    return within ? fit : profileMap(LawMap.quantile(startLaws.quantile(c), p), p, value, start);
  }

  /** Both the quantile and the end point are held; only the noise is free. */
  private SpacingFit onEndBound(double p, double value, SpacingFit free) {
    int c = free.c();
    setNoiseAndWidth();
    lower[0] = box.aLow();
    upper[0] = box.aLow();
    lower[1] = value;
    upper[1] = value;
    LawMap map = LawMap.endAndQuantile(startLaws.quantile(c), p);
    SpacingFit start = at(c, map, new double[] {box.aLow(), value, Math.log(free.s())});
    for (double noise : COLD_NOISE) {
      double logNoise = Math.log(clamp(noise, box.sLow(), box.sHigh()));
      start = SpacingFit.better(start, at(c, map, new double[] {box.aLow(), value, logNoise}));
    }
    return start.isFound()
        ? profiled(c, map, new double[] {box.aLow(), value, Math.log(start.s())})
        : start;
  }

  private SpacingFit at(int c, LawMap map, double[] theta) {
    return at(objective(c), map, theta);
  }

  private SpacingFit at(SpacingObjective objective, LawMap map, double[] theta) {
    double value = minimiser.valueAt(objective, map, theta);
    double[] law = minimiser.law(map, theta);
    return new SpacingFit(objective.dimension(), law[0], law[1], law[2], value);
  }

  private SpacingFit profileMap(LawMap map, double p, double value, SpacingFit start) {
    setNoiseAndWidth();
    lower[0] = value;
    upper[0] = value;
    SpacingFit best = profiled(start.c(), map, continued(map, p, value, start));
    if (!best.isFound()) {
      for (double noise : COLD_NOISE) {
        best =
            SpacingFit.better(
                best, profiled(start.c(), map, startLaws.anchored(start.c(), p, value, noise)));
      }
    }
    return best;
  }

  /** The start with its nuisance parameters kept, or moved along the profile if that is better. */
  private double[] continued(LawMap map, double p, double value, SpacingFit start) {
    double h = Math.log(start.h());
    double s = Math.log(start.s());
    double g = start.a() + (p > 0 ? start.h() * startLaws.quantile(start.c()).at(p, start.s()) : 0);
    return profiler.continued(
        objective(start.c()), map, new double[] {g, h, s}, value, lower, upper);
  }

  /** Minimises from a start, going over to other coordinates where noise dominates, and back. */
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
      setKnown(coordinates(known.a(), known.h(), known.s()), known);
    }
    double[] theta = coordinates(start.a(), start.h(), start.s());
    SpacingFit fit = run(minimiser, start.c(), map, theta, exit);
    forgetKnown();
    return fit;
  }

  private void setKnown(double[] theta, SpacingFit known) {
    minimiser.setKnown(theta, known.objective());
    minimiser.setLimits(Double.NEGATIVE_INFINITY, known.objective());
  }

  private void forgetKnown() {
    minimiser.setKnown(null, 0);
    minimiser.clearLimits();
  }

  /** Where noise dominates, a and h hardly matter one by one, but the mean and o do. */
  private SpacingFit runNoisy(SpacingFit start, SpacingFit known) {
    if (known.isFound()) {
      setKnown(noisyCoordinates(known), known);
    }
    double[] theta = noisyCoordinates(start);
    double mean = theta[0];
    double scale = theta[1];
    setNoiseAndWidth();
    lower[0] = mean - NOISY_REACH * (bins.range() + start.o());
    upper[0] = mean + NOISY_REACH * (bins.range() + start.o());
    lower[1] = scale - NOISY_REACH;
    upper[1] = scale + NOISY_REACH;
    SpacingFit fit = run(minimiser, start.c(), LawMap.noisy(start.c()), theta, Math.log(NOISY));
    forgetKnown();
    return fit;
  }

  private static double[] noisyCoordinates(SpacingFit fit) {
    double mean = fit.a() + fit.h() * fit.c() / (fit.c() + 2.0);
    return new double[] {mean, Math.log(fit.o()), Math.log(fit.s())};
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

  private SpacingFit profiled(int c, LawMap map, double[] theta) {
    return run(profiler, c, map, theta, Double.NaN);
  }

  /** Stops where the logarithmic noise crosses {@code exit}. */
  private SpacingFit run(BoxMinimiser minimiser, int c, LawMap map, double[] theta, double exit) {
    clamp(theta);
    double value = minimiser.run(objective(c), map, theta, lower, upper, exit);
    double[] law = minimiser.law(map, theta);
    return new SpacingFit(c, law[0], law[1], law[2], value);
  }

  private static SpacingFit nothing(int c) {
    return new SpacingFit(c, Double.NaN, Double.NaN, Double.NaN, Double.POSITIVE_INFINITY);
  }

  /** The best start of each noise of the cold grid, best first; starts without a value left out. */
  private List<SpacingFit> coldStarts(int c) {
    List<SpacingFit> perNoise = new ArrayList<>();
    for (double noise : COLD_NOISE) {
      SpacingFit best = nothing(c);
      double s = Math.min(box.sHigh(), Math.max(box.sLow(), noise));
      double xiLast = startLaws.quantile(c).at(startLaws.lastShare(), s);
      for (double factor : COLD_SHARE) {
        double share = Math.min(factor * startLaws.firstShare(), 0.9 * startLaws.lastShare());
        SpacingFit law = startLaws.matched(c, startLaws.quantile(c).at(share, s), xiLast, s);
        best = SpacingFit.better(best, at(screen(c), map, coordinates(law.a(), law.h(), law.s())));
      }
      perNoise.add(best);
    }
    perNoise.sort((one, two) -> Double.compare(one.objective(), two.objective()));
    perNoise.removeIf(start -> !start.isFound());
    return perNoise;
  }

  private static double clamp(double value, double low, double high) {
    return Math.min(high, Math.max(low, value));
  }
}
