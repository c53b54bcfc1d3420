package org.lossfloor.estimate.fit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Objective;
import org.lossfloor.estimate.bins.Bins;
import org.lossfloor.estimate.fit.FitOutcome.Boundary;
import org.lossfloor.estimate.fit.FitOutcome.DimensionFit;
import org.lossfloor.estimate.fit.FitOutcome.Fitted;
import org.lossfloor.estimate.fit.FitOutcome.NotIdentifiable;
import org.lossfloor.estimate.fit.FitOutcome.Obstacle;
import org.lossfloor.estimate.fit.FitOutcome.TooFewTrials;
import org.lossfloor.estimate.spacing.Constraints;
import org.lossfloor.estimate.spacing.Range;
import org.lossfloor.estimate.spacing.SpacingFit;

/**
 * Fits a noisy quadratic law to a censored sample by maximum spacing, over all allowed effective
 * dimensions.
 *
 * <p>Deterministic: the same sample gives the same bits, whatever the order of its scores. With
 * {@link Objective#RECIPE} the fit of the negated sample is the negated fit, to the bit. Immutable
 * and safe for use by several threads.
 *
 * @param objective what is minimised
 * @param constraints what is known in advance
 */
public record SpacingFitter(Objective objective, Constraints constraints) {
  /** The fewest different scores between the limits to which a law is fitted. */
  public static final int LEAST_DISTINCT = 3;

  /** Relative noise below which the law without noise is tried instead. */
  private static final double SMALL_NOISE = 0.05;

  /** The loss that the law without noise may cost. */
  private static final double SAME_LOSS = 1e-9;

  /**
   * A fitter of Lossfloor's objective without constraints.
   *
   * @return the fitter
   */
  public static SpacingFitter recipe() {
    return new SpacingFitter(Objective.RECIPE, Constraints.none());
  }

  /**
   * Fits the law of one shape.
   *
   * @param sample the scores
   * @param convex true if the best scores are the small ones (minimising), false for the large ones
   * @return the law, or why there is none
   */
  public FitOutcome fit(CensoredSample sample, boolean convex) {
    int distinct = SampleBins.distinct(sample, objective);
    long observed = SampleBins.observed(sample, objective);
    if (distinct == 1 && observed >= LEAST_DISTINCT) {
      return new NotIdentifiable(
          Obstacle.ALL_TIED, "all %d observed scores are the same".formatted(observed));
    }
    if (distinct < LEAST_DISTINCT) {
      return new TooFewTrials(distinct, LEAST_DISTINCT);
    }
    if (!SampleBins.withinReach(sample, objective)) {
      return new NotIdentifiable(
          Obstacle.OUT_OF_RANGE,
          "scores from %s to %s are out of the range of sizes that can be fitted"
              .formatted(sample.value(0), sample.value(sample.distinct() - 1)));
    }
    Bins bins = SampleBins.of(sample, objective, convex);
    OrientedFit fit =
        new OrientedFit(bins, convex ? constraints : constraints.negated(), objective);
    List<SpacingFit> found = fit.fits().stream().filter(SpacingFit::isFound).toList();
    if (found.isEmpty()) {
      return new NotIdentifiable(
          Obstacle.CONSTRAINTS_EXCLUDE_DATA,
          "no law with %s gives every score a probability above 0"
              .formatted(constraints.inWords()));
    }
    return fitted(sample, observed, convex, fit, found);
  }

  /**
   * The spacing objective of a given law per n + 1.
   *
   * @param sample the scores
   * @param law the law; its shape says which scores are the best
   * @return (1 / (n + 1)) sum of N log(N / ((n + 1) p)); +infinity if a needed p is 0
   * @throws IllegalArgumentException if the sample has fewer than two different scores and limits
   */
  public double loss(CensoredSample sample, NoisyQuadratic law) {
    return loss(SampleBins.of(sample, objective, law.convex()), law);
  }

  private static double loss(Bins bins, NoisyQuadratic law) {
    NoisyQuadratic oriented = law.convex() ? law : law.mirrored();
    double fast = OrientedFit.objective(bins, oriented);
    double sum = fast < Double.POSITIVE_INFINITY ? fast : objective(bins, oriented);
    return sum / bins.denominator();
  }

  /** The objective bin by bin: for laws without noise or width, and for spacings far out. */
  private static double objective(Bins bins, NoisyQuadratic oriented) {
    double sum = 0;
    for (int i = 0; i <= bins.size() && sum < Double.POSITIVE_INFINITY; i++) {
      double weight = bins.weight(i);
      if (weight > 0) {
        double from = i == 0 ? Double.NEGATIVE_INFINITY : bins.edge(i - 1);
        double to = i == bins.size() ? Double.POSITIVE_INFINITY : bins.edge(i);
        double logShare = Math.log(weight / bins.denominator());
        sum += weight * (logShare - oriented.logProbability(from, to));
      }
    }
    return sum;
  }

  private static Fitted fitted(
      CensoredSample sample,
      long observed,
      boolean convex,
      OrientedFit fit,
      List<SpacingFit> found) {
    List<DimensionFit> profile = new ArrayList<>();
    SpacingFit best = found.get(0);
    for (SpacingFit candidate : found) {
      NoisyQuadratic law = law(candidate, fit.constraints());
      profile.add(
          new DimensionFit(
              candidate.c(),
              convex ? law : law.mirrored(),
              candidate.objective() / fit.bins().denominator()));
      best = SpacingFit.better(best, candidate);
    }
    NoisyQuadratic law = simplest(law(best, fit.constraints()), best, fit);
    if (fit.isNormal(best)) {
      NormalLimit limit = new NormalLimit(fit.constraints(), l -> loss(fit.searched(), l));
      law = limit.better(law, SAME_LOSS);
    }
    return new Fitted(
        convex ? law : law.mirrored(),
        loss(fit.bins(), law),
        sample.trials(),
        observed,
        profile,
        boundaries(law, best, convex, fit));
  }

  /** The law of a fit, kept within its constraints against rounding. */
  private static NoisyQuadratic law(SpacingFit fit, Constraints oriented) {
    double b = Math.max(fit.a(), nearest(oriented.b(), fit.b()));
    double o = nearest(oriented.o(), fit.o());
    return NoisyQuadratic.convex(fit.a(), b, fit.c(), o);
  }

  private static double nearest(Range range, double value) {
    return Math.min(range.high(), Math.max(range.low(), value));
  }

  /** The law itself, or the one without noise where that is as good and allowed. */
  private static NoisyQuadratic simplest(NoisyQuadratic law, SpacingFit best, OrientedFit fit) {
    if (best.s() > SMALL_NOISE || !fit.constraints().o().contains(0)) {
      return law;
    }
    NoisyQuadratic noiseless = NoisyQuadratic.convex(law.a(), law.b(), law.c(), 0);
    boolean same = loss(fit.searched(), noiseless) <= loss(fit.searched(), law) + SAME_LOSS;
    return same ? noiseless : law;
  }

  private static Set<Boundary> boundaries(
      NoisyQuadratic law, SpacingFit best, boolean convex, OrientedFit fit) {
    Set<Boundary> result = EnumSet.noneOf(Boundary.class);
    Constraints oriented = fit.constraints();
    add(result, convex ? Boundary.A : Boundary.B, isOn(oriented.a(), law.a()));
    add(result, convex ? Boundary.B : Boundary.A, isOn(oriented.b(), law.b()));
    add(result, Boundary.O, isOn(oriented.o(), law.o()));
    add(result, Boundary.NO_NOISE, law.o() == 0);
    add(result, Boundary.NORMAL_LIMIT, fit.isNormal(best));
    boolean choice = oriented.dimensions().size() > 1;
    add(result, Boundary.LOWEST_DIMENSION, choice && best.c() == oriented.dimensions().first());
    add(result, Boundary.HIGHEST_DIMENSION, choice && best.c() == oriented.dimensions().last());
    return result;
  }

  private static void add(Set<Boundary> boundaries, Boundary boundary, boolean holds) {
    if (holds) {
      boundaries.add(boundary);
    }
  }

  private static boolean isOn(Range range, double value) {
    return value == range.low() || value == range.high();
  }
}
