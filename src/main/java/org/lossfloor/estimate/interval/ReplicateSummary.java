package org.lossfloor.estimate.interval;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.lossfloor.estimate.Interval;

/**
 * Percentile intervals from bootstrap replicates.
 *
 * <p>The end at probability p is the order statistic at position (B + 1) p of B replicates,
 * interpolated linearly, or the outermost one where that position lies outside. The order of the
 * replicates does not matter.
 *
 * @param replicates number of replicates
 * @param bestScore interval of the best possible score
 * @param noise interval of the noise
 * @param medians intervals of the medians of the tuning curve, in the order of the plan
 * @param dimensions share of the replicates with each dimension found, summing to 1
 */
public record ReplicateSummary(
    int replicates,
    Interval bestScore,
    Interval noise,
    List<Interval> medians,
    SortedMap<Integer, Double> dimensions) {
  /** Copies the collections. */
  public ReplicateSummary {
    medians = List.copyOf(medians);
    dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
  }

  /**
   * Summarises replicates of one plan.
   *
   * @param replicates at least two
   * @param confidence the confidence of the intervals, in (0, 1)
   * @return the summary
   * @throws IllegalArgumentException if there are too few replicates or the confidence is out of
   *     range
   */
  public static ReplicateSummary of(List<Replicate> replicates, double confidence) {
    if (replicates.size() < 2 || !(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "Cannot summarise %d replicates at confidence %s"
              .formatted(replicates.size(), confidence));
    }
    SortedMap<Integer, Double> shares = new TreeMap<>();
    replicates.forEach(r -> shares.merge(r.dimension(), 1.0, Double::sum));
    shares.replaceAll((c, count) -> count / replicates.size());
    return new ReplicateSummary(
        replicates.size(),
        interval(replicates, Replicate::bestScore, confidence),
        interval(replicates, Replicate::noise, confidence),
        IntStream.range(0, replicates.get(0).medians().size())
            .mapToObj(i -> interval(replicates, r -> r.medians().get(i), confidence))
            .toList(),
        shares);
  }

  private static Interval interval(
      List<Replicate> replicates, ToDoubleFunction<Replicate> number, double confidence) {
    double[] sorted = replicates.stream().mapToDouble(number).sorted().toArray();
    double outside = (1 - confidence) / 2;
    return new Interval(percentile(sorted, outside), percentile(sorted, 1 - outside));
  }

  /** The order statistic at position (B + 1) p, interpolated, or the outermost one beyond. */
  public static double percentile(double[] sorted, double p) {
    double position = Math.min(Math.max((sorted.length + 1) * p, 1), sorted.length);
    int below = (int) position;
    double low = sorted[below - 1];
    double high = sorted[Math.min(below, sorted.length - 1)];
    return low + (position - below) * (high - low);
  }
}
