package org.lossfloor.decide.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The budget at which the tuning curves of two experiments cross for the last time: who is better
 * below it is worse beyond it.
 *
 * @param budget the number of trials, or the cost
 * @param lower the largest compared budget before it at which the difference is decided; empty if
 *     there is none, so that the curves may have crossed before the first trial
 * @param upper the smallest one after it; empty if there is none
 */
public record Crossing(double budget, OptionalDouble lower, OptionalDouble upper) {
  /**
   * Finds it. The set of budgets at which the interval of the difference holds zero covers the true
   * crossing as often as the interval covers the true difference.
   *
   * @param compared by ascending budget
   * @return nothing where the difference keeps its sign
   */
  static Optional<Crossing> of(List<ComparedAt> compared) {
    List<ComparedAt> told = compared.stream().filter(c -> c.difference().isPresent()).toList();
    for (int i = told.size() - 1; i > 0; i--) {
      double before = difference(told.get(i - 1));
      double after = difference(told.get(i));
      if (before * after < 0) {
        double from = Math.log(size(told.get(i - 1)));
        double share = before / (before - after);
        double there = Math.exp(from + share * (Math.log(size(told.get(i))) - from));
        return Optional.of(new Crossing(there, decided(told, i - 1, -1), decided(told, i, 1)));
      }
    }
    return Optional.empty();
  }

  private static OptionalDouble decided(List<ComparedAt> told, int start, int step) {
    for (int i = start; i >= 0 && i < told.size(); i += step) {
      if (told.get(i).decided()) {
        return OptionalDouble.of(size(told.get(i)));
      }
    }
    return OptionalDouble.empty();
  }

  private static double difference(ComparedAt at) {
    return at.difference().orElseThrow().estimate();
  }

  private static double size(ComparedAt at) {
    return at.budget().cost().orElse(at.budget().trialsOfA());
  }
}
