package org.lossfloor.estimate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.distribution.TuningCurve;

/** Turns the fits of a regime into numbers with intervals, on the scale of the metric. */
final class Description {
  /** The verdict does not depend on the confidence that is asked for. */
  private static final double VERDICT_CONFIDENCE = .95;

  private static final Functional END = Functional.endPoint();

  /** A profile needs a limit above the optimum. */
  private static final double LEAST_CRITICAL = 1e-3;

  private final EstimateSettings settings;
  private final Sample sample;
  private final Regime regime;
  private final double bound;
  private final StandardScale scale;
  private final SpacingFit fit;
  private final Map<TailFits, Calibration> calibrations = new HashMap<>();

  Description(EstimateSettings settings, Sample sample, Regime regime, double bound) {
    this.settings = settings;
    this.sample = sample;
    this.regime = regime;
    this.bound = bound;
    scale = sample.scale();
    fit = regime.tail().best();
  }

  /**
   * As {@link #fitted}, with the critical values simulated at the fits of both tails. The verdict,
   * the dimension's set and all that is not an interval stay as they are.
   */
  Estimate.Fitted calibrated(IntervalPlan plan) {
    Estimate.Fitted fitted = fitted();
    List<Functional> functionals = new ArrayList<>(List.of(END, Functional.noise()));
    fitted.tuningCurve().forEach(p -> functionals.add(Functional.medianBestOf(p.trials())));
    List<Functional> distinct = functionals.stream().distinct().toList();
    for (TailFits tail : List.of(regime.tail(), regime.partner())) {
      String purpose = tail == regime.tail() ? "calibrated" : "calibrated partner";
      calibrations.computeIfAbsent(
          tail,
          t -> new Calibration(t, sample.trials(), bound, distinct, plan.seeds(purpose).toArray()));
    }
    return fitted.withIntervals(
        plan.method().code(),
        calibrations.values().stream().mapToInt(Calibration::counted).min().orElse(0),
        simulated(END).map(i -> scores(bounded(i))),
        simulated(Functional.noise()).map(scale::lengths),
        fitted.tuningCurve().stream().map(this::calibrated).toList());
  }

  private Estimate.TuningPoint calibrated(Estimate.TuningPoint point) {
    Optional<Interval> interval =
        simulated(Functional.medianBestOf(point.trials())).map(scale::scores);
    return new Estimate.TuningPoint(
        point.trials(), new Estimate.Quantity(point.median().estimate(), interval), point.mean());
  }

  /** The hull of both tails, each against its own critical value; nothing where one has none. */
  private Optional<Interval> simulated(Functional g) {
    Optional<Interval> own = simulated(regime.tail(), g);
    return regime.partner() == regime.tail()
        ? own
        : own.flatMap(i -> simulated(regime.partner(), g).map(i::hull));
  }

  private Optional<Interval> simulated(TailFits tail, Functional g) {
    return calibrations
        .get(tail)
        .critical(g, settings.confidence())
        .map(critical -> new Profile(tail, Math.max(critical, LEAST_CRITICAL)).interval(g));
  }

  private Interval bounded(Interval best) {
    return new Interval(Math.max(bound, best.lower()), best.upper());
  }

  Estimate.Fitted fitted() {
    double confidence = settings.confidence();
    Interval atTail = profile(regime.tail(), END, CriticalValues.BEST_SCORE, VERDICT_CONFIDENCE);
    Interval hull = withPartner(atTail, END, CriticalValues.BEST_SCORE, VERDICT_CONFIDENCE);
    Interval best = confidence == VERDICT_CONFIDENCE ? hull : hull(END, CriticalValues.BEST_SCORE);
    best = bounded(best);
    Interval noise = hull(Functional.noise(), CriticalValues.BEST_SCORE);
    Estimate.Dimension dimension = dimension();
    Flags flags = new Flags(sample, regime, atTail, hull, best, dimension.set(), bound, settings);
    Tail tail = regime.tail().tail();
    return new Estimate.Fitted(
        sample.counts(tail.size()),
        sample.observedBest(),
        law(),
        threshold(settings, sample, tail),
        method(settings.threshold()),
        regime.partner().tail().size(),
        regime.sizes(),
        regime.tail().regimeProbability(),
        fit.objective() / (sample.trials() + 1.0),
        new Estimate.Quantity(score(fit.a()), Optional.of(scores(best))),
        dimension,
        new Estimate.Quantity(scale.length(fit.o()), Optional.of(scale.lengths(noise))),
        regime.tail().goodness(),
        tuningCurve(),
        IntervalMethod.PROFILE.code(),
        0,
        flags.reasons());
  }

  private Interval hull(Functional g, CriticalValues kind) {
    Interval own = profile(regime.tail(), g, kind, settings.confidence());
    return withPartner(own, g, kind, settings.confidence());
  }

  private Interval withPartner(Interval own, Functional g, CriticalValues kind, double level) {
    return regime.partner() == regime.tail()
        ? own
        : own.hull(profile(regime.partner(), g, kind, level));
  }

  private static Interval profile(
      TailFits fits, Functional g, CriticalValues kind, double confidence) {
    return new Profile(fits, kind.at(confidence)).interval(g);
  }

  /** On the scale of the metric. */
  private Interval scores(Interval best) {
    double one = score(best.lower());
    double other = score(best.upper());
    return settings.minimize() ? new Interval(one, other) : new Interval(other, one);
  }

  /** On the scale of the metric; the bound comes back with the digits it was given with. */
  private double score(double standardized) {
    double score = scale.score(standardized);
    return settings.minimize()
        ? standardized == bound ? settings.lowerBound() : Math.max(score, settings.lowerBound())
        : standardized == bound ? settings.upperBound() : Math.min(score, settings.upperBound());
  }

  /** The ends of the law change places when larger is better. */
  private NoisyQuadratic law() {
    double one = score(fit.a());
    double other = score(fit.b());
    double noise = scale.length(fit.o());
    return settings.minimize()
        ? new NoisyQuadratic(one, other, fit.c(), noise, true)
        : new NoisyQuadratic(other, one, fit.c(), noise, false);
  }

  /** The threshold on the scale of the metric, with the digits it was given with. */
  static double threshold(EstimateSettings settings, Sample sample, Tail tail) {
    return settings.threshold() instanceof Threshold.At at ? at.score() : sample.threshold(tail);
  }

  /** The name of a way to find the threshold. */
  static String method(Threshold threshold) {
    if (threshold instanceof Threshold.At) {
      return "score";
    }
    if (threshold instanceof Threshold.TailFraction) {
      return "tail-fraction";
    }
    return threshold instanceof Threshold.None ? "none" : "auto";
  }

  private Estimate.Dimension dimension() {
    double critical = CriticalValues.DIMENSION.at(settings.confidence());
    SortedMap<Integer, Double> weights = new TreeMap<>();
    double lowest = regime.tail().lowest();
    regime.tail().all().forEach(f -> weights.put(f.c(), Math.exp(lowest - f.objective())));
    double sum = weights.values().stream().mapToDouble(w -> w).sum();
    weights.replaceAll((c, weight) -> weight / sum);
    List<SpacingFit> inside = new ArrayList<>(regime.tail().within(critical));
    inside.addAll(regime.partner().within(critical));
    List<Integer> set = inside.stream().map(SpacingFit::c).distinct().sorted().toList();
    return new Estimate.Dimension(fit.c(), set, weights);
  }

  private List<Estimate.TuningPoint> tuningCurve() {
    return settings.trials().stream().distinct().sorted().map(this::tuningPoint).toList();
  }

  private Estimate.TuningPoint tuningPoint(double trials) {
    Functional g = Functional.medianBestOf(trials);
    double median = scale.score(regime.tail().solver().valueOf(g, fit));
    Interval interval = scale.scores(hull(g, CriticalValues.TUNING_CURVE));
    return new Estimate.TuningPoint(
        trials,
        new Estimate.Quantity(median, Optional.of(interval)),
        TuningCurve.of(law(), settings.minimize()).mean(trials));
  }
}
