package org.lossfloor.decide.compare;

import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.lossfloor.sweep.Coded;

/**
 * What both experiments may spend.
 *
 * @param by what is equal for both
 * @param trialsOfA how many trials the first gets, at least 1; need not be whole
 * @param trialsOfB how many the second gets
 * @param cost what that costs each of them; empty where trials are equal
 * @param costError the standard error of the ratio of what a trial costs, as a share of it; 0 where
 *     trials are equal
 */
public record Budget(
    By by, double trialsOfA, double trialsOfB, OptionalDouble cost, double costError) {
  /** Budgets go so far beyond what was run. */
  static final double FARTHEST = 10;

  private static final double[] STEPS = {1, 2, 5};

  /** What is equal for both. */
  public enum By implements Coded {
    /** The number of trials. */
    TRIALS,
    /** What the trials cost together. */
    COST
  }

  /** Equal numbers of trials: from 1 to ten times what was run of the smaller one. */
  static Stream<Budget> trials(Contestant a, Contestant b) {
    return numbers(a, b, FARTHEST * Math.min(a.trials(), b.trials()))
        .map(n -> new Budget(By.TRIALS, n, n, OptionalDouble.empty(), 0));
  }

  /** Equal cost; nothing where it is not known of both. */
  static Stream<Budget> costs(Contestant a, Contestant b) {
    if (a.cost().isEmpty() || b.cost().isEmpty()) {
      return Stream.empty();
    }
    MeanCost ofA = a.cost().get();
    MeanCost ofB = b.cost().get();
    double error = Math.hypot(ofA.relativeError(), ofB.relativeError());
    double dearer = Math.max(ofA.mean(), ofB.mean());
    double most =
        FARTHEST * Math.min(a.trials() * ofA.mean() / dearer, b.trials() * ofB.mean() / dearer);
    DoubleFunction<Budget> budget =
        n ->
            new Budget(
                By.COST,
                n * dearer / ofA.mean(),
                n * dearer / ofB.mean(),
                OptionalDouble.of(n * dearer),
                error);
    return numbers(a, b, most).map(budget::apply);
  }

  /** 1, 2, 5, 10 and so on, and what was tested, run and reached at most. */
  private static Stream<Double> numbers(Contestant a, Contestant b, double most) {
    TreeSet<Double> numbers = new TreeSet<>();
    for (double power = 1; power <= most; power *= 10) {
      for (double step : STEPS) {
        numbers.add(power * step);
      }
    }
    numbers.add((double) BestOfTest.budget(a.trials(), b.trials()));
    numbers.add((double) Math.min(a.trials(), b.trials()));
    numbers.add(Math.floor(most));
    return numbers.stream().filter(n -> n >= 1 && n <= most);
  }
}
