package org.lossfloor.decide.ranges;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Increasing functions of scores. Each has its optimum where the scores have theirs; that in which
 * the surface is most nearly a quadratic is taken.
 */
final class ScoreForms {
  /** The worst tenth counts as the best of it, so that exploding losses do not rule the fit. */
  private static final double CAP = .9;

  private static final double NEAR = .1;

  private ScoreForms() {}

  /** The forms of some scores, smaller is better; none where all are equal. */
  static List<double[]> of(double... scores) {
    double[] sorted = Arrays.stream(scores).sorted().toArray();
    double best = sorted[0];
    double middle = sorted[sorted.length / 2];
    double cap = sorted[(int) (CAP * (sorted.length - 1))];
    if (!(middle > best)) {
      return List.of();
    }
    return List.of(
        each(scores, s -> (Math.min(s, cap) - best) / (middle - best)),
        normal(scores),
        each(scores, s -> Math.log((s - best) / (middle - best) + NEAR)));
  }

  private static double[] each(double[] scores, DoubleUnaryOperator form) {
    return Arrays.stream(scores).map(form).toArray();
  }

  /** Normal scores of the ranks; equal scores share theirs. */
  private static double[] normal(double... scores) {
    Integer[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .toArray(Integer[]::new);
    double[] normal = new double[scores.length];
    NormalDistribution standard = NormalDistribution.of(0, 1);
    for (int from = 0, to; from < order.length; from = to) {
      for (to = from; to < order.length && scores[order[to]] == scores[order[from]]; to++) {}
      double rank = (from + to) / 2.0;
      double value = standard.inverseCumulativeProbability(rank / scores.length);
      for (int i = from; i < to; i++) {
        normal[order[i]] = value;
      }
    }
    return normal;
  }
}
