package org.lossfloor.decide.compare;

import java.util.List;
import java.util.Optional;
import org.lossfloor.estimate.Estimate.Quantity;
import org.lossfloor.estimate.Interval;
import org.lossfloor.math.Seeds;
import org.lossfloor.sweep.Direction;

/**
 * Two experiments on one metric, compared.
 *
 * @param a the id of the first
 * @param b the id of the second
 * @param direction which end of the score is the good one
 * @param test whether the best of a number of trials differs, without a law
 * @param byTrials what they reach with equal numbers of trials, by ascending number
 * @param byCost what they reach at equal cost, by ascending cost; empty where it is not known
 * @param costRatio what a trial of the first costs in those of the second, with its interval
 */
public record Comparison(
    String a,
    String b,
    Direction direction,
    BestOfTest test,
    List<ComparedAt> byTrials,
    List<ComparedAt> byCost,
    Optional<Quantity> costRatio) {
  /** Copies the lists. */
  public Comparison {
    byTrials = List.copyOf(byTrials);
    byCost = List.copyOf(byCost);
  }

  /**
   * Compares.
   *
   * @param a the first experiment
   * @param b the second one
   * @param settings how
   * @return a function of both and the settings; with both exchanged it is the same, seen from the
   *     other side
   * @throws IllegalArgumentException if one is minimised and the other maximised
   */
  public static Comparison of(Contestant a, Contestant b, CompareSettings settings) {
    if (a.direction() != b.direction()) {
      throw new IllegalArgumentException(
          "Cannot compare %s, which is to be %sd, with %s, which is to be %sd"
              .formatted(a.id(), a.direction().code(), b.id(), b.direction().code()));
    }
    Difference difference = new Difference(a, b, settings.confidence());
    return new Comparison(
        a.id(),
        b.id(),
        a.direction(),
        test(a, b, settings),
        Budget.trials(a, b).flatMap(n -> difference.at(n).stream()).toList(),
        Budget.costs(a, b).flatMap(n -> difference.at(n).stream()).toList(),
        costRatio(a, b, settings.confidence()));
  }

  /** The permutations are those of the pair, whoever is named first. */
  private static BestOfTest test(Contestant a, Contestant b, CompareSettings settings) {
    boolean inOrder = a.id().compareTo(b.id()) <= 0;
    Contestant first = inOrder ? a : b;
    Contestant second = inOrder ? b : a;
    long seed = Seeds.base(settings.seed(), first.id() + '\u0000' + second.id(), "compare");
    BestOfTest test =
        BestOfTest.of(
            first.losses(),
            second.losses(),
            BestOfTest.budget(a.trials(), b.trials()),
            settings.permutations(),
            seed);
    return inOrder ? test : new BestOfTest(test.trials(), 1 - test.probability(), test.pValue());
  }

  private static Optional<Quantity> costRatio(Contestant a, Contestant b, double confidence) {
    if (a.cost().isEmpty() || b.cost().isEmpty()) {
      return Optional.empty();
    }
    double ratio = a.cost().get().mean() / b.cost().get().mean();
    double reach =
        Difference.normal(confidence)
            * Math.hypot(a.cost().get().relativeError(), b.cost().get().relativeError());
    return Optional.of(
        new Quantity(
            ratio, Optional.of(new Interval(ratio * Math.exp(-reach), ratio * Math.exp(reach)))));
  }

  /**
   * Returns where the tuning curves cross with equal numbers of trials.
   *
   * @return nothing where they do not
   */
  public Optional<Crossing> crossing() {
    return Crossing.of(byTrials);
  }

  /**
   * Returns where the tuning curves cross at equal cost.
   *
   * @return nothing where they do not, or the cost is not known
   */
  public Optional<Crossing> crossingOfCost() {
    return Crossing.of(byCost);
  }
}
