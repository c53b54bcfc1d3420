package org.lossfloor.decide.ranges;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What the trials of one experiment say about its search space.
 *
 * @param ranges one for each hyperparameter, in the order of the trials' columns
 * @param trials how many configurations there are
 * @param good how many of them are good
 * @param outside how many lie outside of some next range
 */
public record SearchSpace(List<HyperparameterRange> ranges, int trials, int good, int outside) {
  /** Copies the ranges. */
  public SearchSpace {
    ranges = List.copyOf(ranges);
  }

  /**
   * Examines the trials.
   *
   * @param trials of one experiment
   * @return a range for each hyperparameter
   */
  public static SearchSpace of(SweptTrials trials) {
    EdgeTests edges = new EdgeTests(trials);
    List<Hyperparameter> all = trials.hyperparameters();
    List<EdgeTests.Ends> ends = IntStream.range(0, all.size()).mapToObj(edges::of).toList();
    long tested = ends.stream().filter(e -> e.lower().isPresent()).count();
    long looks =
        all.stream().filter(Hyperparameter::varies).mapToLong(h -> h.numeric() ? 2 : 1).sum();
    double level = HyperparameterRange.LEVEL / Math.max(1, looks);
    List<HyperparameterRange> ranges = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      ranges.add(range(trials, all.get(i), ends.get(i), 2 * tested, level));
    }
    boolean[] outside = new NextRanges(trials).outside(ranges);
    return new SearchSpace(
        ranges,
        trials.count(),
        (int) IntStream.range(0, trials.count()).filter(trials::good).count(),
        (int) IntStream.range(0, outside.length).filter(i -> outside[i]).count());
  }

  private static HyperparameterRange range(
      SweptTrials trials, Hyperparameter one, EdgeTests.Ends ends, long tests, double level) {
    OptionalDouble lower = corrected(ends.lower(), tests);
    OptionalDouble upper = corrected(ends.upper(), tests);
    DeadRegions dead = new DeadRegions(trials);
    boolean varies = one.varies();
    boolean number = varies && one.numeric();
    HyperparameterRange range =
        new HyperparameterRange(
            one,
            best(trials).map(i -> one.texts().get(i)),
            lower,
            upper,
            number ? dead.at(one, false, level) : Optional.empty(),
            number ? dead.at(one, true, level) : Optional.empty(),
            varies && !number ? dead.of(one, level) : List.of(),
            Optional.empty(),
            Optional.empty());
    return varies ? next(trials, range) : range;
  }

  private static HyperparameterRange next(SweptTrials trials, HyperparameterRange range) {
    NextRanges next = new NextRanges(trials);
    return new HyperparameterRange(
        range.hyperparameter(),
        range.best(),
        range.lowerEdge(),
        range.upperEdge(),
        range.deadLow(),
        range.deadHigh(),
        range.deadValues(),
        Optional.of(
            range.hyperparameter().numeric()
                ? next.of(range.hyperparameter(), range.pressesLow(), range.pressesHigh())
                : next.of(range.hyperparameter())),
        range.importance());
  }

  private static OptionalDouble corrected(OptionalDouble pValue, long tests) {
    return pValue.isEmpty() ? pValue : OptionalDouble.of(Math.min(1, tests * pValue.getAsDouble()));
  }

  /** The best trial; of equals the first. */
  private static Optional<Integer> best(SweptTrials trials) {
    double least = Arrays.stream(trials.scores()).filter(s -> !Double.isNaN(s)).min().orElse(0);
    return IntStream.range(0, trials.count())
        .filter(i -> trials.scores()[i] == least)
        .boxed()
        .findFirst();
  }
}
