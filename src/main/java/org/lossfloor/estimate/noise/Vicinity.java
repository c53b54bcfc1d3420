package org.lossfloor.estimate.noise;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.math3.stat.ranking.NaturalRanking;

/**
 * The trials whose hyperparameters are most like those of the best trials (method.md, section 9).
 * Of the trials with the best scores many were lucky and none was unlucky: noise with one long tail
 * to the worse side shows none of it there. Hyperparameters are chosen before luck decides.
 *
 * @param columns the hyperparameters
 * @param trials the trials, the most alike first
 */
@SuppressWarnings("ArrayRecordComponent") // made here and only read
record Vicinity(List<ScaledColumn> columns, int... trials) {
  /** The least share of the best trials that a level is taken to have. */
  private static final double RARE = 1e-3;

  /** The least standard deviation of a number among the best trials, as a share of its range. */
  private static final double EQUAL = 1e-3;

  /** How many standard deviations levels lie apart. */
  private static final double ELSEWHERE = 10;

  /** The rank correlation from which residuals are taken for surface. */
  private static final double ALIKE = .15;

  /**
   * Finds the trials: those with the least {@code sum_j ((x_j - m_j) / s_j)^2 - 2 sum_l ln p_l},
   * with the mean m and the standard deviation s of a number among the best trials, and the share p
   * of a level among them. What does not matter varies among the best as among all, and hardly
   * counts.
   *
   * @param columns the hyperparameters
   * @param best the trials with the best scores
   * @param scores of every trial; NaN for failed trials, which are left out
   * @param order of trials that are equally alike
   * @return as many trials as there are best ones
   */
  static Vicinity of(
      List<ScaledColumn> columns, int[] best, double[] scores, Comparator<Integer> order) {
    double[] unlike = new double[scores.length];
    for (ScaledColumn column : columns) {
      addLevel(unlike, column, best);
      if (column.numeric()) {
        addNumber(unlike, column, best);
      }
    }
    return new Vicinity(
        columns,
        IntStream.range(0, scores.length)
            .filter(i -> !Double.isNaN(scores[i]))
            .boxed()
            .sorted(Comparator.<Integer>comparingDouble(i -> unlike[i]).thenComparing(order))
            .limit(best.length)
            .mapToInt(i -> i)
            .toArray());
  }

  private static void addLevel(double[] unlike, ScaledColumn column, int... best) {
    long[] levels = column.levels(column.trials());
    Map<Long, Long> counts =
        Arrays.stream(column.levels(best))
            .boxed()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    for (int i = 0; i < unlike.length; i++) {
      double count = counts.getOrDefault(levels[i], 0L);
      unlike[i] -= 2 * Math.log(Math.max(RARE, count / best.length));
    }
  }

  private static void addNumber(double[] unlike, ScaledColumn column, int... best) {
    double[] known = ScaledColumn.present(column.numbers(best));
    if (known.length == 0) {
      return;
    }
    double[] numbers = column.numbers(column.trials());
    double mean = mean(known);
    double sd = Math.max(deviation(known, mean), EQUAL * range(ScaledColumn.present(numbers)));
    for (int i = 0; i < unlike.length; i++) {
      double distance = (numbers[i] - mean) / sd;
      unlike[i] += Double.isNaN(distance) ? 0 : distance * distance;
    }
  }

  /**
   * Whether residuals are like those of the nearest trial: then they are surface and no noise.
   *
   * @param residuals one for each trial, in their order
   */
  boolean alike(double... residuals) {
    double[][] places = columns.stream().map(this::places).toArray(double[][]::new);
    double[] ranks = new NaturalRanking().rank(residuals);
    double middle = mean(ranks);
    double together = 0;
    double alone = 0;
    for (int i = 0; i < ranks.length; i++) {
      together += (ranks[i] - middle) * (ranks[nearest(places, i)] - middle);
      alone += (ranks[i] - middle) * (ranks[i] - middle);
    }
    return together > ALIKE * alone;
  }

  /** Numbers in standard deviations; the levels of words, and what a trial lacks, far apart. */
  private double[] places(ScaledColumn column) {
    if (!column.numeric()) {
      long[] levels = column.levels(trials);
      long[] sorted = LongStream.of(levels).distinct().sorted().toArray();
      return Arrays.stream(levels)
          .mapToDouble(level -> ELSEWHERE * Arrays.binarySearch(sorted, level))
          .toArray();
    }
    double[] numbers = column.numbers(trials);
    double[] known = ScaledColumn.present(numbers);
    double mean = mean(known);
    double sd = deviation(known, mean);
    return Arrays.stream(numbers)
        .map(x -> Double.isNaN(x) ? ELSEWHERE : sd > 0 ? (x - mean) / sd : 0)
        .toArray();
  }

  private static int nearest(double[][] places, int trial) {
    int nearest = trial;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < places[0].length; i++) {
      double distance = i == trial ? Double.POSITIVE_INFINITY : 0;
      for (double[] place : places) {
        distance += (place[i] - place[trial]) * (place[i] - place[trial]);
      }
      if (distance < least) {
        nearest = i;
        least = distance;
      }
    }
    return nearest;
  }

  private static double mean(double... values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private static double deviation(double[] values, double mean) {
    return Math.sqrt(Arrays.stream(values).map(x -> (x - mean) * (x - mean)).average().orElse(0));
  }

  private static double range(double... values) {
    return Arrays.stream(values).max().orElse(0) - Arrays.stream(values).min().orElse(0);
  }
}
