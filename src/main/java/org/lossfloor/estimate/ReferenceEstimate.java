package org.lossfloor.estimate;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.distribution.TuningCurve;
import org.lossfloor.estimate.fit.CensoredSample;
import org.lossfloor.estimate.fit.FitOutcome;
import org.lossfloor.estimate.fit.SpacingFitter;
import org.lossfloor.estimate.prospect.Plausible;
import org.lossfloor.estimate.regime.AndersonDarling;
import org.lossfloor.estimate.regime.Regime;
import org.lossfloor.estimate.regime.Sample;
import org.lossfloor.estimate.regime.Scores;
import org.lossfloor.estimate.regime.Tail;
import org.lossfloor.estimate.spacing.Constraints;
import org.lossfloor.estimate.spacing.Range;

/**
 * The point estimate of the reference library's objective at a threshold. It has no intervals and
 * no set of dimensions: the critical values were measured for Lossfloor's own objective only
 * (method.md, section 16).
 */
final class ReferenceEstimate {
  private final EstimateSettings settings;
  private final Sample sample;
  private final Tail tail;
  private final double threshold;
  private final List<Estimate.TailSize> sizes;

  /**
   * A point estimate to be made.
   *
   * @param settings what is to be estimated
   * @param sample the scores
   * @param tail the scores beyond the threshold
   * @param threshold the threshold on the scale of the metric
   * @param sizes the tails that were tried to find the threshold
   */
  ReferenceEstimate(
      EstimateSettings settings,
      Sample sample,
      Tail tail,
      double threshold,
      List<Estimate.TailSize> sizes) {
    this.settings = settings;
    this.sample = sample;
    this.tail = tail;
    this.threshold = threshold;
    this.sizes = sizes;
  }

  /**
   * Fits the law.
   *
   * @param scores those of all trials, as they were given
   * @return the fitted law or why there is none
   */
  Estimate estimate(Scores scores) {
    FitOutcome outcome =
        new SpacingFitter(Objective.REFERENCE, constraints())
            .fit(censored(scores), settings.minimize());
    if (outcome instanceof FitOutcome.Fitted fit) {
      return fitted(fit);
    }
    return new Estimate.NotIdentifiable(
        sample.counts(tail.size()), sample.observedBest(), detail(outcome));
  }

  /** The sample is large enough by itself, so only rounding can make it too small. */
  private static String detail(FitOutcome outcome) {
    return outcome instanceof FitOutcome.NotIdentifiable none
        ? none.detail()
        : "fewer than %d distinct scores are left after the rounding of the reference objective"
            .formatted(SpacingFitter.LEAST_DISTINCT);
  }

  /** Only the bound of the best score matters, as for Lossfloor's own objective. */
  private Constraints constraints() {
    Constraints free =
        Constraints.none().withDimensions(settings.minDimension(), settings.maxDimension());
    return settings.minimize()
        ? free.withA(new Range(settings.lowerBound(), Double.POSITIVE_INFINITY))
        : free.withB(new Range(Double.NEGATIVE_INFINITY, settings.upperBound()));
  }

  private CensoredSample censored(Scores scores) {
    double worst = settings.minimize() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    double lower = settings.minimize() ? Double.NEGATIVE_INFINITY : lowerLimit();
    double upper = settings.minimize() ? threshold : Double.POSITIVE_INFINITY;
    if (scores.sketched()) {
      return CensoredSample.counted(
          scores.middles(), scores.counts(), scores.failed(), lower, upper, worst);
    }
    return CensoredSample.of(
        DoubleStream.of(scores.each()).map(y -> Double.isFinite(y) ? y : worst).toArray(),
        lower,
        upper);
  }

  /** The reference censors a score on the lower limit; without a threshold none is censored. */
  private double lowerLimit() {
    return settings.threshold() instanceof Threshold.None ? Math.nextDown(threshold) : threshold;
  }

  private Estimate.Fitted fitted(FitOutcome.Fitted fit) {
    NoisyQuadratic law = fit.law();
    Estimate.GoodnessOfFit goodness = goodness(law);
    Interval range = sample.rangeOfBest(settings);
    return new Estimate.Fitted(
        sample.counts(Math.toIntExact(fit.observed())),
        sample.observedBest(),
        new Estimate.TailChoice(
            threshold,
            settings.threshold(),
            tail.size(),
            sizes,
            settings.minimize() ? law.cdf(threshold) : law.survival(threshold)),
        new Estimate.LawFit(law, fit.loss(), goodness, List.of(new Plausible(law, 1))),
        range,
        new Estimate.Dimension((int) law.c(), List.of(), weights(fit)),
        quantities(law).confined(range, settings.bounds()),
        Optional.empty(),
        reasons(goodness, law));
  }

  private Estimate.Quantities quantities(NoisyQuadratic law) {
    return new Estimate.Quantities(
        new Estimate.Quantity(law.bestScore(), Optional.empty()),
        new Estimate.Quantity(law.o(), Optional.empty()),
        settings.trials().stream().distinct().sorted().map(n -> tuningPoint(law, n)).toList(),
        Optional.empty(),
        0);
  }

  private SortedMap<Integer, Double> weights(FitOutcome.Fitted fit) {
    SortedMap<Integer, Double> weights = new TreeMap<>();
    double n = fit.trials() + 1.0;
    double lowest = fit.profile().stream().mapToDouble(f -> f.loss()).min().orElseThrow();
    fit.profile().forEach(f -> weights.put(f.c(), Math.exp(n * (lowest - f.loss()))));
    double sum = weights.values().stream().mapToDouble(w -> w).sum();
    weights.replaceAll((c, weight) -> weight / sum);
    return weights;
  }

  private Estimate.GoodnessOfFit goodness(NoisyQuadratic law) {
    int m = tail.size() - 1;
    double statistic = tail.statistic(score -> probability(law, score));
    double depth = Math.abs(sample.scale().score(tail.score(m)) - law.bestScore());
    return new Estimate.GoodnessOfFit(
        statistic, AndersonDarling.pValue(statistic, (int) law.c(), law.o() / depth));
  }

  private double probability(NoisyQuadratic law, double standardized) {
    double score = sample.scale().score(standardized);
    return settings.minimize() ? law.cdf(score) : law.survival(score);
  }

  private Estimate.TuningPoint tuningPoint(NoisyQuadratic law, double trials) {
    TuningCurve curve = TuningCurve.of(law, settings.minimize());
    return new Estimate.TuningPoint(
        trials, new Estimate.Quantity(curve.median(trials), Optional.empty()), curve.mean(trials));
  }

  /** The reasons that do not need an interval. */
  private List<Reason> reasons(Estimate.GoodnessOfFit goodness, NoisyQuadratic law) {
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    Flags.add(reasons, Reason.NO_REGIME, goodness.pValue() < Regime.REJECTED);
    Flags.add(reasons, Reason.POOR_FIT, goodness.pValue() <= Regime.GOOD_FIT);
    Flags.addOfSample(reasons, sample, tail.size(), settings);
    Flags.add(reasons, Reason.NOISE, law.o() > Flags.NOISY * Math.abs(threshold - law.bestScore()));
    return List.copyOf(reasons);
  }
}
