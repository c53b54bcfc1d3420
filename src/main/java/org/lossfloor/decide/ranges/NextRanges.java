package org.lossfloor.decide.ranges;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Which range to use next: what the good trials span, with room to spare, and half of the range
 * more at an end against which the optimum presses. No good trial lies outside.
 */
final class NextRanges {
  /** Room beyond the outermost good trials, in mean distances of them. */
  private static final double ROOM = 3;

  /** By how much of its width a range grows at an end. */
  private static final double MORE = .5;

  /** Fewer good trials say nothing about where not to search. */
  private static final int LEAST_GOOD = 8;

  /** A word without a good trial is given up if that had less than this probability by chance. */
  private static final double BY_CHANCE = .01;

  private final SweptTrials trials;

  NextRanges(SweptTrials trials) {
    this.trials = trials;
  }

  NextRange of(Hyperparameter range, boolean pressesLow, boolean pressesHigh) {
    int[] here = trials.with(range);
    double[] places = range.places();
    double[] good =
        Arrays.stream(here).filter(trials::good).mapToDouble(i -> places[i]).sorted().toArray();
    double from = 0;
    double to = 1;
    if (good.length >= LEAST_GOOD) {
      double room = ROOM * (good[good.length - 1] - good[0]) / (good.length - 1);
      from = Math.max(0, good[0] - room);
      to = Math.min(1, good[good.length - 1] + room);
    }
    double low = pressesLow ? -MORE : from;
    double high = pressesHigh ? 1 + MORE : to;
    int outside =
        (int) Arrays.stream(here).filter(i -> places[i] < low || places[i] > high).count();
    return new NextRange(
        OptionalDouble.of(low == 0 ? range.low() : lower(range, low)),
        OptionalDouble.of(high == 1 ? range.high() : range.at(high)),
        List.of(),
        outside);
  }

  /** What is positive stays so. */
  private static double lower(Hyperparameter range, double place) {
    double low = range.at(place);
    return range.low() > 0 && low <= 0 ? range.low() * MORE : low;
  }

  NextRange of(Hyperparameter words) {
    int[] here = trials.with(words);
    double share = (double) Arrays.stream(here).filter(trials::good).count() / here.length;
    List<String> kept =
        words.values().stream().filter(value -> worthKeeping(words, value, share, here)).toList();
    int outside =
        (int) Arrays.stream(here).filter(i -> !kept.contains(words.texts().get(i))).count();
    return new NextRange(OptionalDouble.empty(), OptionalDouble.empty(), kept, outside);
  }

  private boolean worthKeeping(Hyperparameter words, String value, double share, int... here) {
    int[] its = IntStream.of(here).filter(i -> words.texts().get(i).equals(value)).toArray();
    boolean none = Arrays.stream(its).noneMatch(trials::good);
    return !none || Math.pow(1 - share, its.length) > BY_CHANCE / words.values().size();
  }

  /** Which trials lie outside of some next range. */
  boolean[] outside(List<HyperparameterRange> ranges) {
    boolean[] outside = new boolean[trials.count()];
    for (HyperparameterRange range : ranges) {
      Hyperparameter one = range.hyperparameter();
      Optional<NextRange> next = range.next();
      for (int i = 0; i < outside.length && next.isPresent(); i++) {
        outside[i] |= one.in(i) && !contains(next.get(), one, i);
      }
    }
    return outside;
  }

  private static boolean contains(NextRange next, Hyperparameter one, int trial) {
    return one.numeric()
        ? one.value(trial) >= next.low().orElseThrow()
            && one.value(trial) <= next.high().orElseThrow()
        : next.values().contains(one.texts().get(trial));
  }
}
