package org.lossfloor.estimate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.distribution.TuningCurve;
import org.lossfloor.estimate.interval.Calibration;
import org.lossfloor.estimate.interval.CalibrationPlan;
import org.lossfloor.estimate.interval.Caution;
import org.lossfloor.estimate.interval.CriticalSource;
import org.lossfloor.estimate.interval.CriticalValues;
import org.lossfloor.estimate.interval.PercentileIntervals;
import org.lossfloor.estimate.interval.Profile;
import org.lossfloor.estimate.interval.ReplicatePlan;
import org.lossfloor.estimate.interval.ReplicateSource;
import org.lossfloor.estimate.interval.Replications;
import org.lossfloor.estimate.noise.RerunNoise;
import org.lossfloor.estimate.prospect.Plausible;
import org.lossfloor.estimate.regime.Regime;
import org.lossfloor.estimate.regime.Sample;
import org.lossfloor.estimate.regime.StandardScale;
import org.lossfloor.estimate.regime.Tail;
import org.lossfloor.estimate.regime.TailFits;
import org.lossfloor.estimate.spacing.Functional;
import org.lossfloor.estimate.spacing.SpacingFit;

/** Turns the fits of a regime into numbers with intervals, on the scale of the metric. */
final class Description {
  /** The verdict does not depend on the confidence that is asked for. */
  static final double VERDICT_CONFIDENCE = .95;

  private static final Functional END = Functional.endPoint();

  /** The point moves by this share from the best score seen to the better end at the tail alone. */
  private static final double BEYOND_SEEN = .1;

  /** What divides the differences of the objective that weigh the laws of a forecast. */
  private static final double FORECAST_TEMPER = 2;

  private final EstimateSettings settings;
  private final Sample sample;
  private final Regime regime;
  private final double bound;
  private final StandardScale scale;
  private final Interval range;
  private final SpacingFit fit;
  private final IntervalPlan plan;
  private final Caution caution;
  private final CriticalSource fixed;
  private final Map<Limit, Profile> profiles = new HashMap<>();
  private final Map<End, Double> ends = new HashMap<>();

  private record Limit(TailFits tail, double critical) {}

  private record End(TailFits tail, double critical, boolean better) {}

  Description(
      EstimateSettings settings, Sample sample, Regime regime, double bound, IntervalPlan plan) {
    this.settings = settings;
    this.sample = sample;
    this.regime = regime;
    this.bound = bound;
    this.plan = plan;
    scale = sample.scale();
    range = sample.rangeOfBest(settings);
    fit = regime.tail().best();
    caution = Caution.of(sample.trials());
    fixed = new CriticalSource.Fixed(regime.tail(), caution);
  }

  private Interval bounded(Interval best) {
    return new Interval(Math.max(bound, best.lower()), best.upper());
  }

  /**
   * The replicates that have to be drawn before the intervals can be made.
   *
   * @return nothing for a method that draws nothing, or from the trials themselves
   */
  List<ReplicateSource> replicateSources() {
    return switch (plan.method()) {
      case PROFILE, NARROW, NONPARAMETRIC -> List.of();
      case PERCENTILE -> List.of(replicates());
      case CALIBRATED -> List.copyOf(calibrations().values());
    };
  }

  /**
   * All numbers. The verdict rests on profile intervals, whatever the method of the reported ones.
   *
   * @param draws what is known besides the scores
   * @param drawn the replicates of {@link #replicateSources}
   */
  Estimate.Fitted fitted(Draws draws, Replications drawn) {
    double threshold = threshold(settings, sample, regime.tail().tail());
    Estimate.Fitted fitted =
        fitted(source(drawn), draws.rerunNoise(threshold, settings.direction()));
    PercentileIntervals percentiles = new PercentileIntervals(settings, plan);
    Estimate.Fitted free =
        switch (plan.method()) {
          case PROFILE, NARROW, CALIBRATED -> fitted;
          case PERCENTILE -> percentiles.ofSimulated(fitted, drawn.of(replicates()));
          case NONPARAMETRIC ->
              percentiles.ofResampled(fitted, regime.tail().tail().size(), sample::score);
        };
    return free.withQuantities(free.quantities().confined(range, settings.bounds()));
  }

  private Estimate.Fitted fitted(CriticalSource source, Optional<RerunNoise> noise) {
    Estimate.Dimension dimension = dimension();
    Interval best = best(fixed, VERDICT_CONFIDENCE, noise).orElseThrow();
    Tail tail = regime.tail().tail();
    return new Estimate.Fitted(
        sample.counts(tail.size()),
        sample.observedBest(),
        new Estimate.TailChoice(
            threshold(settings, sample, tail),
            settings.threshold(),
            regime.partner().tail().size(),
            regime.sizes(),
            regime.tail().regimeProbability()),
        new Estimate.LawFit(
            law(fit),
            fit.objective() / (sample.trials() + 1.0),
            regime.tail().goodness(),
            plausible()),
        range,
        dimension,
        quantities(source, noise, best.nearest(point())),
        noise.filter(cut -> source.critical(regime.tail(), END, settings.confidence()).isPresent()),
        flags(dimension, noise, best).reasons());
  }

  private Estimate.Quantities quantities(
      CriticalSource source, Optional<RerunNoise> noise, double point) {
    Optional<Interval> best =
        best(source, settings.confidence(), noise)
            .map(interval -> bounded(interval.hull(new Interval(point, point))));
    return new Estimate.Quantities(
        new Estimate.Quantity(score(point), best.map(this::scores)),
        new Estimate.Quantity(
            scale.length(fit.o()), hull(Functional.noise(), source).map(scale::lengths)),
        trials().map(m -> tuningPoint(m, source)).toList(),
        Optional.of(plan.method()),
        source.replicates());
  }

  private CriticalSource source(Replications drawn) {
    return switch (plan.method()) {
      case PROFILE -> fixed;
      case PERCENTILE, NONPARAMETRIC -> new CriticalSource.None();
      case NARROW -> new CriticalSource.Fixed(regime.tail(), caution.narrow());
      case CALIBRATED -> simulated(drawn);
    };
  }

  private CriticalSource simulated(Replications drawn) {
    Map<TailFits, Calibration> calibrations = new HashMap<>();
    calibrations()
        .forEach(
            (tail, wanted) -> calibrations.put(tail, new Calibration(wanted, drawn.of(wanted))));
    return new CriticalSource.Simulated(calibrations);
  }

  /** A tail and its partner, if it has one, each by itself. */
  private Map<TailFits, CalibrationPlan> calibrations() {
    Map<TailFits, CalibrationPlan> plans = new LinkedHashMap<>();
    plans.put(regime.tail(), calibration("calibrated", regime.tail()));
    plans.computeIfAbsent(regime.partner(), partner -> calibration("calibrated partner", partner));
    return plans;
  }

  private CalibrationPlan calibration(String purpose, TailFits tail) {
    return CalibrationPlan.of(purpose, tail, sample.trials(), bound, functionals());
  }

  private ReplicatePlan replicates() {
    double threshold = threshold(settings, sample, regime.tail().tail());
    return ReplicatePlan.of(law(fit), sample.trials(), threshold, range, settings);
  }

  private List<Functional> functionals() {
    return Stream.concat(Stream.of(END, Functional.noise()), trials().map(Functional::medianBestOf))
        .distinct()
        .toList();
  }

  private Flags flags(Estimate.Dimension dimension, Optional<RerunNoise> noise, Interval best) {
    Interval atTail =
        interval(regime.tail(), END, CriticalValues.BEST_SCORE.at(VERDICT_CONFIDENCE));
    Interval asked = bounded(best(fixed, settings.confidence(), noise).orElseThrow());
    return new Flags(sample, regime, atTail, best, asked, dimension.set(), bound, noise, settings);
  }

  /**
   * The best possible score (method.md, section 8.1): on the side of better scores the hull of both
   * tails; on the other the chosen tail alone, as far as the noise of a run allows; nothing if a
   * tail has no critical value.
   */
  private Optional<Interval> best(
      CriticalSource source, double confidence, Optional<RerunNoise> noise) {
    Optional<Double> own = source.critical(regime.tail(), END, confidence);
    Optional<Interval> free =
        regime.partner() == regime.tail()
            ? own.map(critical -> interval(regime.tail(), END, critical))
            : source
                .critical(regime.partner(), END, confidence)
                .flatMap(
                    partners ->
                        own.map(critical -> best(critical, partners, source.onTheWorseSide())));
    return free.map(
        best ->
            best.under(noise.map(n -> ceiling(n, confidence)).orElse(Double.POSITIVE_INFINITY)));
  }

  private Interval best(double own, double partners, double factor) {
    double better = Math.min(end(regime.tail(), own, true), end(regime.partner(), partners, true));
    return new Interval(better, end(regime.tail(), factor * own, false));
  }

  private double end(TailFits tail, double critical, boolean better) {
    Profile profile = profile(tail, critical);
    return ends.computeIfAbsent(
        new End(tail, critical, better), end -> better ? profile.lower(END) : profile.upper(END));
  }

  /** The best score seen is the origin of the standard scale. */
  private double ceiling(RerunNoise noise, double confidence) {
    double best = sample.observedBest().orElseThrow();
    return scale.standardizedLength(noise.reach(best, settings.direction(), confidence));
  }

  /**
   * The best score seen, moved a little towards the better end; or that end, where it says that the
   * best trial was lucky (method.md, section 9).
   */
  private double point() {
    double end =
        Math.max(bound, end(regime.tail(), CriticalValues.BEST_SCORE.at(VERDICT_CONFIDENCE), true));
    if (Double.isInfinite(end)) {
      return Math.min(0, fit.a());
    }
    return end > 0 ? end : BEYOND_SEEN * end;
  }

  private Optional<Interval> hull(Functional g, CriticalSource source) {
    Optional<Double> own = source.critical(regime.tail(), g, settings.confidence());
    if (regime.partner() == regime.tail()) {
      return own.map(critical -> interval(regime.tail(), g, critical));
    }
    Optional<Double> partners = source.critical(regime.partner(), g, settings.confidence());
    return own.flatMap(critical -> partners.map(limit -> hull(g, critical, limit)));
  }

  /** In the tail only an end beyond that of the partner is searched. */
  private Interval hull(Functional g, double own, double partners) {
    return profile(regime.tail(), own).hull(g, interval(regime.partner(), g, partners));
  }

  private Interval interval(TailFits tail, Functional g, double critical) {
    return g.equals(END)
        ? new Interval(end(tail, critical, true), end(tail, critical, false))
        : profile(tail, critical).interval(g);
  }

  private Profile profile(TailFits tail, double critical) {
    return profiles.computeIfAbsent(new Limit(tail, critical), l -> new Profile(tail, critical));
  }

  /** On the scale of the metric. */
  private Interval scores(Interval best) {
    double one = score(best.lower());
    double other = score(best.upper());
    return settings.minimize() ? new Interval(one, other) : new Interval(other, one);
  }

  /** On the scale of the metric; the bound keeps the digits it was given with. */
  private double score(double standardized) {
    double score = scale.score(standardized);
    return settings.minimize()
        ? standardized == bound ? settings.lowerBound() : Math.max(score, settings.lowerBound())
        : standardized == bound ? settings.upperBound() : Math.min(score, settings.upperBound());
  }

  /** The ends of the law change places when larger is better. */
  private NoisyQuadratic law(SpacingFit fit) {
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

  /** The law of every dimension at both tails, which count the same. */
  private List<Plausible> plausible() {
    List<TailFits> tails = Stream.of(regime.tail(), regime.partner()).distinct().toList();
    List<Plausible> laws = new ArrayList<>();
    for (TailFits tail : tails) {
      SortedMap<Integer, Double> weights = weights(tail, FORECAST_TEMPER);
      tail.all().stream()
          .filter(f -> weights.get(f.c()) > 0)
          .forEach(f -> laws.add(new Plausible(law(f), weights.get(f.c()) / tails.size())));
    }
    return laws;
  }

  private static SortedMap<Integer, Double> weights(TailFits tail, double temper) {
    SortedMap<Integer, Double> weights = new TreeMap<>();
    double lowest = tail.lowest();
    tail.all().forEach(f -> weights.put(f.c(), Math.exp((lowest - f.objective()) / temper)));
    double sum = weights.values().stream().mapToDouble(w -> w).sum();
    weights.replaceAll((c, weight) -> weight / sum);
    return weights;
  }

  private Estimate.Dimension dimension() {
    double critical = CriticalValues.DIMENSION.at(settings.confidence());
    SortedMap<Integer, Double> weights = weights(regime.tail(), 1);
    List<SpacingFit> inside = new ArrayList<>(regime.tail().within(critical));
    inside.addAll(regime.partner().within(caution.partnersShare() * critical));
    List<Integer> set = inside.stream().map(SpacingFit::c).distinct().sorted().toList();
    return new Estimate.Dimension(fit.c(), set, weights);
  }

  private Stream<Double> trials() {
    return settings.trials().stream().distinct().sorted();
  }

  private Estimate.TuningPoint tuningPoint(double trials, CriticalSource source) {
    Functional g = Functional.medianBestOf(trials);
    double median = scale.score(regime.tail().solver().valueOf(g, fit));
    return new Estimate.TuningPoint(
        trials,
        new Estimate.Quantity(median, hull(g, source).map(scale::scores)),
        TuningCurve.of(law(fit), settings.minimize()).mean(trials));
  }
}
