package org.lossfloor.decide.ranges;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * Where failures live: Fisher's exact test of the outer part of a range against the rest, for up to
 * twenty places of the cut, or of a word against the others. p-values are multiplied by the number
 * of cuts.
 */
final class DeadRegions {
  /** A region is dead in which at least one of this many trials fails. */
  private static final int ONE_OF = 3;

  private static final int CUTS = 20;
  private static final int LEAST_TRIALS = 5;

  private final SweptTrials trials;

  DeadRegions(SweptTrials trials) {
    this.trials = trials;
  }

  /**
   * Finds the region at one end.
   *
   * @param range a hyperparameter of numbers
   * @param upper which end
   * @param level what the corrected p-value must not exceed
   */
  Optional<DeadRegion> at(Hyperparameter range, boolean upper, double level) {
    Comparator<Integer> order = Comparator.comparingDouble(range::value);
    Integer[] fromEnd =
        Arrays.stream(trials.with(range))
            .boxed()
            .sorted((upper ? order.reversed() : order).thenComparingInt(i -> i))
            .toArray(Integer[]::new);
    int all = fromEnd.length;
    int failures = (int) Arrays.stream(fromEnd).filter(i -> trials.crashed()[i]).count();
    List<DeadRegion> regions = new ArrayList<>();
    int failed = 0;
    int next = Math.max(LEAST_TRIALS, all / (2 * CUTS));
    int cuts = 0;
    for (int i = 0; i < all / 2; i++) {
      failed += trials.crashed()[fromEnd[i]] ? 1 : 0;
      double value = range.value(fromEnd[i]);
      if (i + 1 >= next && value != range.value(fromEnd[i + 1])) {
        cuts++;
        next = i + 1 + Math.max(1, all / (2 * CUTS));
        regions.add(region(OptionalDouble.of(value), "", i + 1, failed, all, failures));
      }
    }
    return surest(regions, cuts, level);
  }

  /**
   * Finds the words that fail.
   *
   * @param words a hyperparameter of words
   * @param level what the corrected p-value must not exceed
   */
  List<DeadRegion> of(Hyperparameter words, double level) {
    int[] here = trials.with(words);
    int failures = (int) Arrays.stream(here).filter(i -> trials.crashed()[i]).count();
    List<String> values = words.values();
    return values.stream()
        .map(
            value -> {
              int[] its =
                  IntStream.of(here).filter(i -> words.texts().get(i).equals(value)).toArray();
              int failed = (int) Arrays.stream(its).filter(i -> trials.crashed()[i]).count();
              return region(
                  OptionalDouble.empty(), value, its.length, failed, here.length, failures);
            })
        .map(region -> corrected(region, values.size()))
        .filter(region -> dead(region, level))
        .toList();
  }

  private static DeadRegion region(
      OptionalDouble from, String value, int size, int failed, int all, int failures) {
    double p = HypergeometricDistribution.of(all, failures, size).survivalProbability(failed - 1);
    return new DeadRegion(from, value, size, failed, p);
  }

  private static DeadRegion corrected(DeadRegion region, int looks) {
    return new DeadRegion(
        region.from(),
        region.value(),
        region.trials(),
        region.failed(),
        Math.min(1, looks * region.pValue()));
  }

  private static boolean dead(DeadRegion region, double level) {
    return region.pValue() <= level && ONE_OF * region.failed() >= region.trials();
  }

  private static Optional<DeadRegion> surest(List<DeadRegion> regions, int cuts, double level) {
    return regions.stream()
        .map(region -> corrected(region, cuts))
        .filter(region -> dead(region, level))
        .min(Comparator.comparingDouble(DeadRegion::pValue));
  }
}
