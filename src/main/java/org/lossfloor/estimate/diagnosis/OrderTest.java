package org.lossfloor.estimate.diagnosis;

import java.util.Optional;
import java.util.stream.DoubleStream;
import org.lossfloor.estimate.regime.StandardScale;
import org.lossfloor.sweep.Direction;

/**
 * Whether the scores of an experiment depend on the order in which the trials were drawn. The
 * theory needs independent draws; then every order of the same scores is equally likely, whatever
 * their distribution. Adaptive samplers, grids in lexicographic order, narrowed search spaces,
 * drifting code or hardware, and rows logged twice in a row break that.
 *
 * <p>Four tests on ranks, failed trials ranked worst and ties by their mean rank, are joined by the
 * Cauchy combination (method.md, section 11.1). Stratified and low-discrepancy samplers pass: their
 * neighbours are unlike each other, which is not tested.
 *
 * @param trend two-sided p-value of Spearman's correlation of score and position
 * @param best two-sided p-value of the mean position of the best 15 per cent
 * @param neighbours one-sided p-value of the rank correlation of neighbours: like follows like
 * @param start one-sided p-value of the first trials against the rest: the first are worse
 * @param pValue the joint p-value
 */
public record OrderTest(double trend, double best, double neighbours, double start, double pValue) {
  /** With fewer trials the tests have no power. */
  public static final int LEAST_TRIALS = 24;

  private static final double BEST_SHARE = .15;

  /**
   * Tests the order.
   *
   * @param scores one score per trial in the order of the draws; NaN and infinite values are failed
   *     trials
   * @param direction which end of the score is the good one
   * @return the p-values; nothing for fewer than {@value #LEAST_TRIALS} trials
   */
  public static Optional<OrderTest> of(double[] scores, Direction direction) {
    if (scores.length < LEAST_TRIALS) {
      return Optional.empty();
    }
    RankedSequence ranked =
        RankedSequence.of(
            DoubleStream.of(scores)
                .map(y -> Double.isFinite(y) ? StandardScale.oriented(direction, y) : Double.NaN)
                .toArray());
    double trend = ranked.trend();
    double best = ranked.positionOfSmallest(BEST_SHARE);
    double neighbours = ranked.likeFollowsLike();
    double start = ranked.firstAreLarger(first(scores.length));
    return Optional.of(
        new OrderTest(
            trend, best, neighbours, start, PValues.cauchy(trend, best, neighbours, start)));
  }

  /**
   * About the number that samplers usually draw before they adapt: max(8, 10 per cent), at most 25.
   */
  private static int first(int trials) {
    return Math.min(25, Math.max(8, (int) Math.round(.1 * trials)));
  }
}
