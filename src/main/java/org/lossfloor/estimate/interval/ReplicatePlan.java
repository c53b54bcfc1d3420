package org.lossfloor.estimate.interval;

import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.bins.Bins;
import org.lossfloor.estimate.fit.Ties;
import org.lossfloor.estimate.regime.StandardScale;
import org.lossfloor.estimate.spacing.Functional;
import org.lossfloor.estimate.spacing.ParameterBox;
import org.lossfloor.estimate.spacing.SpacingFit;
import org.lossfloor.estimate.spacing.SpacingSolver;
import org.lossfloor.sweep.Direction;

/**
 * Everything needed to draw parametric bootstrap replicates of a fit without its scores (method.md,
 * section 8.6).
 *
 * <p>A replicate simulates the same number of trials from the fitted law, keeps those that are not
 * worse than the threshold and counts the rest as censored, so that the number in the tail is
 * binomial and its scores follow the law cut off at the threshold. The refit starts from the plan's
 * law, tries the other dimensions too, and weighs the open best bin 1: percentile intervals with
 * the usual weight .65 were found to cover too little.
 *
 * @param direction which end of the score is the good one
 * @param a lower end of the law, in the unit of the score
 * @param b upper end of the law, at least {@code a}
 * @param c dimension of the law
 * @param o noise of the law, positive
 * @param trials number of trials, failed ones included, at least 24
 * @param threshold where the regime starts
 * @param bound the best value the metric can take; infinite if there is none
 * @param worstBound the worst value the metric can take; infinite if there is none
 * @param worstEnd the worst value the best possible score can have, see {@link
 *     Estimate.Fitted#range}; infinite if there is none
 * @param minDimension the smallest dimension tried
 * @param maxDimension the largest dimension tried
 * @param tuningTrials numbers of trials at which the median of the tuning curve is wanted
 */
public record ReplicatePlan(
    Direction direction,
    double a,
    double b,
    int c,
    double o,
    int trials,
    double threshold,
    double bound,
    double worstBound,
    double worstEnd,
    int minDimension,
    int maxDimension,
    List<Double> tuningTrials)
    implements ReplicateSource {
  /** The name of the random streams, see {@link #purpose}. */
  public static final String PURPOSE = "bootstrap";

  private static final double OPEN_WEIGHT = 1;

  /**
   * A replicate with a smaller tail is drawn again; with 12 scores expected, about 2 per cent are.
   */
  private static final int LEAST_TAIL = 6;

  private static final int MOST_ATTEMPTS = 100;

  /**
   * Checks the plan.
   *
   * @throws IllegalArgumentException if the parts contradict each other
   */
  public ReplicatePlan {
    boolean holds =
        a <= b
            && o > 0
            && trials >= 24
            && Double.isFinite(threshold)
            && (direction == Direction.MINIMIZE ? bound <= worstEnd : worstEnd <= bound)
            && (direction == Direction.MINIMIZE ? worstEnd <= worstBound : worstBound <= worstEnd)
            && minDimension >= 1
            && minDimension <= c
            && c <= maxDimension;
    if (!holds) {
      throw new IllegalArgumentException(
          "Cannot draw replicates from a = %s, b = %s, c = %d in [%d, %d], o = %s, %d trials"
                  .formatted(a, b, c, minDimension, maxDimension, o, trials)
              + ", threshold %s, bounds %s and %s, worst end %s"
                  .formatted(threshold, bound, worstBound, worstEnd));
    }
    tuningTrials = List.copyOf(tuningTrials);
  }

  /**
   * The plan of a fit.
   *
   * @param fitted the fit
   * @param settings the settings it was made with
   * @return the plan
   */
  public static ReplicatePlan of(Estimate.Fitted fitted, EstimateSettings settings) {
    return of(fitted.law(), fitted.counts().trials(), fitted.threshold(), fitted.range(), settings);
  }

  public static ReplicatePlan of(
      NoisyQuadratic law, int trials, double threshold, Interval range, EstimateSettings settings) {
    return new ReplicatePlan(
        settings.direction(),
        law.a(),
        law.b(),
        (int) law.c(),
        law.o(),
        trials,
        threshold,
        settings.minimize() ? settings.lowerBound() : settings.upperBound(),
        settings.minimize() ? settings.upperBound() : settings.lowerBound(),
        settings.minimize() ? range.upper() : range.lower(),
        settings.minDimension(),
        settings.maxDimension(),
        settings.trials().stream().distinct().sorted().toList());
  }

  @Override
  public String purpose() {
    return PURPOSE;
  }

  @Override
  public int minimisations() {
    return 1;
  }

  @Override
  public Optional<double[]> statistics(long seed) {
    return tryDraw(seed).map(Replicate::numbers);
  }

  /**
   * Draws one replicate: a function of this plan and the seed alone.
   *
   * @param seed seed of the random stream, see {@link org.lossfloor.math.Seeds}
   * @return what the refit found
   * @throws IllegalStateException if the law puts almost no trial beyond the threshold
   */
  public Replicate draw(long seed) {
    StandardScale scale = scale();
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    SpacingFit law = law(scale);
    double limit = scale.standardized(threshold);
    if (trials > GroupedTail.EACH) {
      return refit(scale, grouped(GroupedTail.of(law, trials, limit), limit, random));
    }
    return refit(scale, limit, tail(() -> SimulatedTail.draw(law, trials, limit, random)));
  }

  /**
   * Draws one nonparametric replicate: the same number of trials, drawn with replacement from those
   * of the experiment.
   *
   * @param size how many scores are not worse than the threshold
   * @param tail the i-th best of them, from 0, on the scale of the metric
   * @param seed seed of the random stream
   * @return what the refit found; nothing if no bins can be made of the draws
   */
  public Optional<Replicate> tryResample(int size, IntToDoubleFunction tail, long seed) {
    StandardScale scale = scale();
    double limit = scale.standardized(threshold);
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    IntToDoubleFunction standardized = i -> scale.standardized(tail.applyAsDouble(i));
    if (trials > GroupedTail.EACH) {
      GroupedTail drawn = GroupedTail.of(trials, size, standardized);
      return attempt(() -> refit(scale, grouped(drawn, limit, random)));
    }
    double[] scores = IntStream.range(0, size).mapToDouble(standardized).sorted().toArray();
    return attempt(
        () -> refit(scale, limit, tail(() -> SimulatedTail.resample(scores, trials, random))));
  }

  private Bins grouped(GroupedTail tail, double limit, UniformRandomProvider random) {
    return Stream.generate(() -> tail.bins(LEAST_TAIL, limit, OPEN_WEIGHT, random))
        .limit(MOST_ATTEMPTS)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(this::none);
  }

  private Replicate refit(StandardScale scale, double limit, double... tail) {
    double[] scores = Ties.spread(tail);
    Ties.confine(scores, tail, limit);
    return refit(scale, Bins.ofTail(scores, limit, trials, OPEN_WEIGHT));
  }

  private Replicate refit(StandardScale scale, Bins bins) {
    SpacingFit law = law(scale);
    SpacingSolver solver = new SpacingSolver(bins, box(bins, scale.standardized(bound)));
    SpacingFit fit =
        solver.refitOutward(law, minDimension, maxDimension).stream()
            .reduce(SpacingFit::better)
            .orElseThrow();
    Interval metric = to(worstBound);
    return new Replicate(
        to(worstEnd).nearest(scale.score(fit.a())),
        fit.c(),
        scale.length(fit.o()),
        tuningTrials.stream()
            .map(m -> solver.valueOf(Functional.medianBestOf(m), fit))
            .map(median -> metric.nearest(scale.score(median)))
            .toList());
  }

  /** From the bound to a worse score. */
  private Interval to(double worse) {
    return direction == Direction.MINIMIZE
        ? new Interval(bound, worse)
        : new Interval(worse, bound);
  }

  /**
   * Draws one replicate, as {@link #draw}.
   *
   * @param seed seed of the random stream
   * @return nothing if the law puts almost no trial beyond the threshold, or no bins can be made of
   *     the draws: such a replicate does not count
   */
  public Optional<Replicate> tryDraw(long seed) {
    return attempt(() -> draw(seed));
  }

  private static Optional<Replicate> attempt(Supplier<Replicate> replicate) {
    try {
      return Optional.of(replicate.get());
    } catch (IllegalStateException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private StandardScale scale() {
    double best = StandardScale.oriented(direction, direction == Direction.MINIMIZE ? a : b);
    double depth = Math.abs(StandardScale.oriented(direction, threshold) - best);
    return new StandardScale(direction, best, Math.getExponent(Math.max(depth, o)));
  }

  private SpacingFit law(StandardScale scale) {
    double h = Math.scalb(b - a, -scale.exponent());
    return new SpacingFit(c, 0, h, Math.scalb(o, -scale.exponent()) / h, 0);
  }

  private double[] tail(Supplier<double[]> draw) {
    for (int i = 0; i < MOST_ATTEMPTS; i++) {
      double[] tail = draw.get();
      if (tail.length >= LEAST_TAIL) {
        return tail;
      }
    }
    throw none();
  }

  private IllegalStateException none() {
    return new IllegalStateException(
        "no replicate of %d trials has %d scores beyond %s"
            .formatted(trials, LEAST_TAIL, threshold));
  }

  private static ParameterBox box(Bins bins, double bound) {
    ParameterBox box = ParameterBox.recipe(bins);
    return box.withEndBound(Math.min(Math.max(bound, box.aLow()), box.aHigh()));
  }
}
