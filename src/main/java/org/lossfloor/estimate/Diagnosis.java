package org.lossfloor.estimate;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.lossfloor.estimate.diagnosis.OrderTest;
import org.lossfloor.estimate.diagnosis.SamplerTest;
import org.lossfloor.estimate.noise.Reruns;
import org.lossfloor.sweep.Sampler;

/**
 * Whether the estimate of an experiment can be believed, judged by its scores and by everything
 * known about its draws.
 *
 * @param orderKnown whether the order of the draws is known
 * @param order the tests of the order; nothing where it is not known or there are too few trials
 * @param sampler the tests of the hyperparameters; nothing where there are too few or none
 * @param repeated how many trials repeat the hyperparameters and the score of another
 * @param reruns which trials were runs of one configuration
 * @param reasons all reasons but those of the order, which a batch decides together
 */
public record Diagnosis(
    boolean orderKnown,
    Optional<OrderTest> order,
    Optional<SamplerTest> sampler,
    long repeated,
    Reruns reruns,
    List<Reason> reasons) {
  /** More than one repeated trial in this many is too many. */
  private static final int REPEATED = 20;

  /**
   * The ends of the box of the fit, slightly narrowed (method.md, section 5). The smallest noise is
   * no edge that matters: fits that end there were found better than others.
   */
  private static final double MOST_NOISE = 49.9;

  private static final double MOST_WIDTH = .99e6;
  private static final double FURTHEST_END = .99e4;

  /** Copies the reasons. */
  public Diagnosis {
    reasons = List.copyOf(reasons);
  }

  /**
   * Judges an estimate.
   *
   * @param estimate what follows from the scores
   * @param settings how it was estimated
   * @param draws what is known of the draws
   * @return the diagnosis
   */
  public static Diagnosis of(Estimate estimate, EstimateSettings settings, Draws draws) {
    Optional<OrderTest> order =
        draws.inOrder().flatMap(scores -> OrderTest.of(scores, settings.direction()));
    Optional<SamplerTest> sampler =
        draws.hyperparameters().flatMap(h -> SamplerTest.of(h, draws.inOrder().isPresent()));
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    reasons.addAll(estimate.flags());
    reasons.addAll(draws.doubts());
    addOfSampler(reasons, draws.stated(), sampler.flatMap(SamplerTest::recognised));
    int trials = estimate.counts().trials();
    // Merged reruns count once, whatever their scores.
    boolean separate = draws.reruns().merged() == 0;
    Flags.add(reasons, Reason.DUPLICATES, separate && draws.repeated() * REPEATED > trials);
    Flags.add(reasons, Reason.PRUNED_CENSORED, draws.pruned().censorsMany(trials));
    Flags.add(reasons, Reason.PRUNED_EXCLUDED, draws.pruned().excludesMany(trials));
    Flags.add(reasons, Reason.PRUNED_IN_TAIL, prunedInTail(estimate, settings, draws.pruned()));
    Flags.add(reasons, Reason.MIXED_BUDGETS, draws.mixedBudgets());
    Flags.add(reasons, Reason.LIMIT_REACHED, limitReached(estimate.observedBest(), settings));
    Flags.add(
        reasons,
        Reason.AT_EDGE,
        estimate instanceof Estimate.Fitted fitted && atEdge(fitted, settings));
    return new Diagnosis(
        draws.inOrder().isPresent(),
        order,
        sampler,
        draws.repeated(),
        draws.reruns(),
        List.copyOf(reasons));
  }

  /** The outcome of the order test. */
  public enum OrderOutcome {
    /** It was made. */
    TESTED,
    /** The order in which the trials were drawn is not known. */
    NO_ORDER,
    /** There are fewer than 24 trials. */
    TOO_FEW;

    /**
     * Returns the word for tables.
     *
     * @return the name in lower case
     */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Returns the outcome of the order test.
   *
   * @return whether it was made, and if not, why
   */
  public OrderOutcome orderOutcome() {
    if (!orderKnown) {
      return OrderOutcome.NO_ORDER;
    }
    return order.isPresent() ? OrderOutcome.TESTED : OrderOutcome.TOO_FEW;
  }

  /**
   * Returns the judgement of an experiment that is judged alone.
   *
   * @return with the reasons of the order by its p-value
   */
  public Judgement alone() {
    Judgement others = new Judgement(reasons);
    return order.map(test -> others.withOrder(test.pValue())).orElse(others);
  }

  private static boolean prunedInTail(Estimate estimate, EstimateSettings settings, Pruned pruned) {
    return estimate instanceof Estimate.Fitted fitted
        && pruned.reaches(fitted.threshold(), settings.direction());
  }

  /** A stated sampler counts; a recognised one casts doubt. */
  private static void addOfSampler(
      Set<Reason> reasons, Sampler stated, Optional<Sampler> recognised) {
    consequence(stated).ifPresent(reasons::add);
    if (recognised.isEmpty() || recognised.get() == stated) {
      return;
    }
    Flags.add(reasons, Reason.LOOKS_GRID, recognised.get() == Sampler.GRID);
    Flags.add(reasons, Reason.LOOKS_ADAPTIVE, recognised.get() == Sampler.ADAPTIVE);
    Flags.add(reasons, Reason.QUASI_RANDOM, recognised.get() == Sampler.QUASI_RANDOM);
    Flags.add(reasons, Reason.SAMPLER_DISAGREES, stated != Sampler.UNKNOWN);
  }

  private static Optional<Reason> consequence(Sampler stated) {
    return switch (stated) {
      case RANDOM, UNKNOWN -> Optional.empty();
      case QUASI_RANDOM -> Optional.of(Reason.QUASI_RANDOM);
      case GRID -> Optional.of(Reason.GRID);
      case ADAPTIVE -> Optional.of(Reason.ADAPTIVE);
    };
  }

  /** The bound in force; without one, a loss of exactly 0 or a share of exactly 1. */
  private static boolean limitReached(OptionalDouble best, EstimateSettings settings) {
    if (best.isEmpty()) {
      return false;
    }
    double bound = settings.minimize() ? settings.lowerBound() : settings.upperBound();
    double seen = best.getAsDouble();
    boolean natural = seen == 0 || (seen == 1 && !settings.minimize());
    return Double.isFinite(bound) ? seen == bound : natural;
  }

  private static boolean atEdge(Estimate.Fitted fitted, EstimateSettings settings) {
    double width = fitted.fit().upperEnd() - fitted.fit().lowerEnd();
    double noise = fitted.law().o() / width;
    double seen = fitted.observedBest().orElseThrow();
    double range = Math.abs(fitted.threshold() - seen);
    boolean dimension =
        !settings.pinned() && fitted.dimension().estimate() == settings.maxDimension();
    return dimension
        || noise > MOST_NOISE
        || width > MOST_WIDTH * range
        || Math.abs(fitted.end() - seen) > FURTHEST_END * range;
  }
}
