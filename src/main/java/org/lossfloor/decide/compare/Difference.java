package org.lossfloor.decide.compare;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.lossfloor.estimate.Estimate.Quantity;
import org.lossfloor.estimate.Interval;
import org.lossfloor.math.NormalTail;
import org.lossfloor.sweep.Direction;

/** Compares two experiments after one budget. */
final class Difference {
  /** Up to this share of the trials they tell the expected best with its error by themselves. */
  private static final double TOLD = 6;

  /** The best of many trials is represented by so many scores. */
  private static final int PARTS = 32;

  private final Contestant a;
  private final Contestant b;
  private final double confidence;

  Difference(Contestant a, Contestant b, double confidence) {
    this.a = a;
    this.b = b;
    this.confidence = confidence;
  }

  /** Nothing beyond the trials where a law is missing. */
  Optional<ComparedAt> at(Budget budget) {
    boolean laws = a.hasLaw() && b.hasLaw();
    if (within(budget, 1 / TOLD) || (within(budget, 1) && !laws)) {
      return Optional.of(byTrials(budget));
    }
    return laws ? Optional.of(byLaws(budget)) : Optional.empty();
  }

  private boolean within(Budget budget, double share) {
    return budget.trialsOfA() <= Math.max(1, share * a.trials())
        && budget.trialsOfB() <= Math.max(1, share * b.trials());
  }

  private ComparedAt byTrials(Budget budget) {
    double probability =
        Ranks.smaller(a.losses(), budget.trialsOfA(), b.losses(), budget.trialsOfB());
    if (a.failed() == a.trials() || b.failed() == b.trials()) {
      return told(budget, Basis.TRIALS, Optional.empty(), Optional.empty(), null, probability);
    }
    SeenBest ofA = SeenBest.of(a.losses(), budget.trialsOfA());
    SeenBest ofB = SeenBest.of(b.losses(), budget.trialsOfB());
    double reach =
        within(budget, 1 / TOLD)
            ? Math.hypot(student(ofA, ofB), costReach(budget, ofA.estimate(), ofB.estimate()))
            : Double.POSITIVE_INFINITY;
    double d = ofA.estimate() - ofB.estimate();
    return told(
        budget,
        Basis.TRIALS,
        Optional.of(ofA.estimate()),
        Optional.of(ofB.estimate()),
        new Interval(d - reach, d + reach),
        probability);
  }

  /** Half the width of an interval by Student's t with the degrees of freedom of Welch. */
  private double student(SeenBest ofA, SeenBest ofB) {
    double squareOfA = ofA.error() * ofA.error();
    double squareOfB = ofB.error() * ofB.error();
    double square = squareOfA + squareOfB;
    if (!(square > 0 && square < Double.POSITIVE_INFINITY)) {
      return Math.sqrt(square);
    }
    double freedom =
        square
            * square
            / (squareOfA * squareOfA / (ofA.size() - 1) + squareOfB * squareOfB / (ofB.size() - 1));
    double t = TDistribution.of(freedom).inverseSurvivalProbability((1 - confidence) / 2);
    return t * Math.sqrt(square);
  }

  private ComparedAt byLaws(Budget budget) {
    LawCurve lawOfA = a.law().orElseThrow();
    LawCurve lawOfB = b.law().orElseThrow();
    Quantity ofA = lawOfA.expected(budget.trialsOfA());
    Quantity ofB = lawOfB.expected(budget.trialsOfB());
    Interval rangeOfA = ofA.interval().orElseThrow();
    Interval rangeOfB = ofB.interval().orElseThrow();
    double cost = costReach(budget, ofA.estimate(), ofB.estimate());
    double d = ofA.estimate() - ofB.estimate();
    // The variances of both limits are recovered from the intervals (Zou and Donner 2008).
    double below =
        hypot(ofA.estimate() - rangeOfA.lower(), rangeOfB.upper() - ofB.estimate(), cost);
    double above =
        hypot(rangeOfA.upper() - ofA.estimate(), ofB.estimate() - rangeOfB.lower(), cost);
    return told(
        budget,
        Basis.LAW,
        Optional.of(ofA.estimate()),
        Optional.of(ofB.estimate()),
        new Interval(d - below, d + above),
        probability(
            lawOfA.splits(budget.trialsOfA(), PARTS),
            lawOfB.splits(budget.trialsOfB(), PARTS),
            below / normal(),
            above / normal()));
  }

  private static double hypot(double x, double y, double z) {
    return Math.hypot(Math.hypot(x, y), z);
  }

  private double normal() {
    return normal(confidence);
  }

  /** How many standard errors an interval of the normal distribution reaches to each side. */
  static double normal(double confidence) {
    return NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
  }

  /** The probability that a loss of the first is smaller, where the difference may be off. */
  private static double probability(
      double[] ofA, double[] ofB, double errorBelow, double errorAbove) {
    double sum = 0;
    for (double lossOfA : ofA) {
      for (double lossOfB : ofB) {
        double lead = lossOfB - lossOfA;
        sum += surely(lead, lead > 0 ? errorAbove : errorBelow);
      }
    }
    return sum / ofA.length / ofB.length;
  }

  private static double surely(double lead, double error) {
    if (lead == 0 || Double.isInfinite(error)) {
      return .5;
    }
    return error == 0 ? (lead > 0 ? 1 : 0) : NormalTail.upper(-lead / error);
  }

  /** What an error of the cost ratio moves the difference by: the cheaper one gets more or less. */
  private double costReach(Budget budget, double bestOfA, double bestOfB) {
    if (budget.costError() == 0) {
      return 0;
    }
    double factor = Math.exp(normal() * budget.costError());
    boolean cheaper = budget.trialsOfA() > budget.trialsOfB();
    Contestant other = cheaper ? a : b;
    double trials = Math.max(budget.trialsOfA(), budget.trialsOfB());
    double best = cheaper ? bestOfA : bestOfB;
    return Math.max(
        Math.abs(expected(other, trials * factor) - best),
        Math.abs(expected(other, trials / factor) - best));
  }

  private double expected(Contestant one, double trials) {
    double n = Math.max(1, trials);
    boolean seen = n <= Math.max(1, one.trials() / TOLD) || one.law().isEmpty();
    return seen
        ? SeenBest.of(one.losses(), Math.min(one.trials(), n)).estimate()
        : one.law().get().expected(n).estimate();
  }

  private ComparedAt told(
      Budget budget,
      Basis basis,
      Optional<Double> ofA,
      Optional<Double> ofB,
      Interval losses,
      double probability) {
    Optional<Quantity> difference =
        Optional.ofNullable(losses)
            .map(i -> new Quantity(ofA.orElseThrow() - ofB.orElseThrow(), Optional.of(i)));
    return new ComparedAt(
        budget,
        basis,
        score(ofA),
        score(ofB),
        difference.map(this::onScale),
        probability,
        within(budget, 1) ? Optional.of(evidence(budget)) : Optional.empty());
  }

  private OptionalDouble score(Optional<Double> loss) {
    return loss.map(y -> OptionalDouble.of(minimize() ? y : 0.0 - y))
        .orElse(OptionalDouble.empty());
  }

  private Quantity onScale(Quantity losses) {
    return minimize()
        ? losses
        : new Quantity(0.0 - losses.estimate(), losses.interval().map(Interval::negated));
  }

  private boolean minimize() {
    return a.direction() == Direction.MINIMIZE;
  }

  private Evidence evidence(Budget budget) {
    return Evidence.of(
        a.seen().quantileTuningCurve(budget.trialsOfA(), .5, true),
        a.band(confidence).quantileTuningCurve(budget.trialsOfA(), .5, true),
        b.seen().quantileTuningCurve(budget.trialsOfB(), .5, true),
        b.band(confidence).quantileTuningCurve(budget.trialsOfB(), .5, true));
  }
}
