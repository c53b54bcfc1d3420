package org.lossfloor.estimate.regime;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Pruned;
import org.lossfloor.estimate.bins.Bins;
import org.lossfloor.sweep.Direction;

/**
 * The scores of one experiment, ready to be fitted: finite scores ascending on the {@link
 * StandardScale}, once with their ties and once with the ties spread.
 */
public final class Sample {
  /** Fewer distinct values do not identify a law. */
  public static final int LEAST_DISTINCT = 6;

  /** Scores up to this size leave room for the laws that are tried. */
  private static final double LARGEST_SCORE = 1e290;

  /** Tails that span more or less than this many units are out of the reach of the fit. */
  private static final double LARGEST_RATIO = 1e100;

  /**
   * How far several equal best scores, or a single one, may lie from the others, and the distance
   * in roundings that counts.
   */
  private static final double FAR_TOGETHER = 3;

  private static final double FAR_ALONE = 10;
  private static final double FAR_ROUNDED = 10;

  private final int trials;
  private final int distinct;
  private final StandardScale scale;
  private final double worst;
  private final Ranked ranked;
  private final Pruned pruned;

  private Sample(
      int trials, int distinct, StandardScale scale, double worst, Ranked ranked, Pruned pruned) {
    this.trials = trials;
    this.distinct = distinct;
    this.scale = scale;
    this.worst = worst;
    this.ranked = ranked;
    this.pruned = pruned;
  }

  /**
   * Sorts and scales the scores.
   *
   * @param scores one value per trial; what is not finite is a failed trial
   * @param direction which end of the score is the good one
   * @return the sample
   */
  public static Sample of(double[] scores, Direction direction) {
    return of(Scores.of(scores), direction, Pruned.NONE);
  }

  /**
   * Sorts and scales the scores.
   *
   * @param scores those of all trials
   * @param direction which end of the score is the good one
   * @param pruned what is known of the failed trials that were pruned
   * @return the sample
   */
  public static Sample of(Scores scores, Direction direction, Pruned pruned) {
    if (scores.sketched()) {
      return ofSketch(scores, direction, pruned);
    }
    double[] oriented =
        DoubleStream.of(scores.each())
            .filter(Double::isFinite)
            .map(y -> StandardScale.oriented(direction, y))
            .sorted()
            .toArray();
    int n = oriented.length;
    if (n == 0) {
      StandardScale any = new StandardScale(direction, 0, 0);
      return new Sample(scores.trials(), 0, any, 0, RankedScores.of(oriented), pruned);
    }
    StandardScale scale = StandardScale.of(direction, oriented[0], oriented[n / 2]);
    double worst = StandardScale.oriented(direction, oriented[n - 1]);
    int distinct = RankedScores.distinct(oriented, n);
    // In place: an experiment may hold millions of scores.
    Arrays.setAll(oriented, i -> scale.fromOriented(oriented[i]));
    return new Sample(scores.trials(), distinct, scale, worst, RankedScores.of(oriented), pruned);
  }

  private static Sample ofSketch(Scores scores, Direction direction, Pruned pruned) {
    Scores.Cells cells = scores.cells(direction);
    int last = cells.ends().length - 1;
    RankedCells plain = RankedCells.of(cells, new StandardScale(direction, 0, 0));
    StandardScale scale = StandardScale.of(direction, cells.low()[0], plain.tied(plain.size() / 2));
    double worst = StandardScale.oriented(direction, cells.high()[last]);
    return new Sample(
        scores.trials(),
        plain.distinct(plain.size()),
        scale,
        worst,
        RankedCells.of(cells, scale),
        pruned);
  }

  /** The tail sizes that may be chosen. */
  public List<Integer> eligible() {
    return TailLadder.eligible(trials, finite(), mostInTail());
  }

  /**
   * How many scores a tail that is chosen may hold. A pruned trial counts as worse than the
   * threshold. So its threshold must be better than the best score that a pruned trial had reached;
   * and since a pruned trial might have become better than it was, the tail holds at most the
   * better half of the trials that ended. In simulated sweeps with 80 to 90 per cent of the trials
   * stopped by a median rule or by halving, intervals of the best possible score then held it in 89
   * to 100 per cent of 60 sets each. The curve at few trials stays too pessimistic where learning
   * curves cross, but less than without this limit: its interval after 50 of 500 trials held the
   * truth in 20 to 100 per cent.
   */
  private int mostInTail() {
    if (pruned.censored() == 0) {
      return finite();
    }
    int better = finite();
    if (pruned.reached().isPresent()) {
      double reached = scale.standardized(pruned.reached().getAsDouble());
      better = ranked.count(reached);
    }
    return Math.min(better, finite() / 2);
  }

  /** All trials, failed ones included. */
  public int trials() {
    return trials;
  }

  /** Trials with a finite score. */
  public int finite() {
    return ranked.size();
  }

  /** The scale of {@link #tied} and {@link #spread}. */
  public StandardScale scale() {
    return scale;
  }

  /** The i-th best score, from 0, ties kept. */
  double tied(int i) {
    return ranked.tied(i);
  }

  /** The i-th best score, from 0, ties spread. */
  double spread(int i) {
    return ranked.spread(i);
  }

  /**
   * The threshold of a tail on the scale of the metric. Where it is the worst score of all, it
   * comes back with the digits of that score, so that the score is not worse than it.
   */
  public double threshold(Tail tail) {
    boolean last = tail.threshold() == tied(finite() - 1);
    return last ? worst : scale.score(tail.threshold());
  }

  /** The counts with a given tail. */
  public Estimate.Counts counts(int tail) {
    double resolution = scale.length(ranked.resolution(tail));
    return new Estimate.Counts(trials, trials - finite(), tail, distinct, resolution);
  }

  /** The best score seen, on the scale of the metric. */
  public OptionalDouble observedBest() {
    return finite() == 0 ? OptionalDouble.empty() : OptionalDouble.of(scale.score(0));
  }

  /**
   * The range of the best possible score under any law, on the scale of the metric.
   *
   * <p>Noise is as likely to make a score better as worse, so a trial is better than the best
   * possible mean score with probability 1/2 at most: that score is not worse than the median of
   * all trials, failed ones counted as worst. The k-th best of n scores is better than the median
   * with probability {@code P(Bin(n, 1/2) >= k)}; k is the smallest for which that is at most
   * {@code (1 - confidence) / 2}. An interval that ends there loses at most that much coverage, and
   * only where all scores differ by nothing but noise.
   *
   * @param settings the bounds and the confidence
   * @return from the bound to that score; an end is infinite where there is neither
   */
  public Interval rangeOfBest(EstimateSettings settings) {
    double outside = (1 - settings.confidence()) / 2;
    int k = BinomialDistribution.of(trials, .5).inverseSurvivalProbability(outside) + 1;
    Interval bounds = settings.bounds();
    if (k > finite()) {
      return bounds;
    }
    double limit = bounds.nearest(score(k - 1));
    return settings.minimize()
        ? new Interval(bounds.lower(), limit)
        : new Interval(limit, bounds.upper());
  }

  /** Whether there is enough to fit anything (method.md, section 3). */
  public boolean sufficient() {
    return trials >= 24 && finite() >= TailLadder.SMALLEST && distinct >= LEAST_DISTINCT;
  }

  /**
   * The reason why doubles cannot represent the laws of a tail, if there is one.
   *
   * @param size number of scores in the largest tail to be fitted, at least 12
   * @param threshold its threshold on the standard scale
   * @return the obstacle in words, with the values
   */
  public Optional<String> obstacle(int size, double threshold) {
    double best = score(0);
    double last = score(size - 1);
    double limit = scale.score(threshold);
    if (!(Math.max(Math.abs(best), Math.abs(limit)) <= LARGEST_SCORE)) {
      return Optional.of(
          "the best scores, %s to %s, and the threshold %s are too large for double precision"
              .formatted(best, last, limit));
    }
    boolean apart = spread(TailLadder.SMALLEST - 1) - spread(0) >= 1 / LARGEST_RATIO;
    if (!scale.resolves() || !apart || distinctAmongBest(finite()) < LEAST_DISTINCT) {
      return Optional.of(
          "the best scores, %s to %s, cannot be told apart in double precision"
              .formatted(best, last));
    }
    if (threshold > LARGEST_RATIO) {
      return Optional.of(
          "the threshold is %s away from the best score, too far for scores that lie %s apart"
              .formatted(scale.length(threshold), scale.length(1)));
    }
    return Optional.empty();
  }

  /** The i-th best score, from 0, ties kept, on the scale of the metric. */
  public double score(int i) {
    return scale.score(tied(i));
  }

  /** Distinct scores among the best ones. */
  public int distinctAmongBest(int size) {
    return ranked.distinct(size);
  }

  /** How many scores are not worse than a limit on the standard scale. */
  public int countUpTo(double limit) {
    return ranked.countUpTo(limit);
  }

  /** The threshold of the tail of a size, on the standard scale. */
  public double threshold(int size) {
    double last = spread(size - 1);
    return size < finite() ? Bins.midpoint(last, spread(size)) : last;
  }

  /** The tail of a size, its threshold midway to the next score. */
  public Tail tail(int size) {
    return tail(ranked, size, threshold(size));
  }

  private Tail tail(Ranked scores, int size, double threshold) {
    return new Tail(
        scores, size, Bins.ofTail(scores::spread, size, threshold, trials, Bins.OPEN_WEIGHT));
  }

  /**
   * The tail up to a threshold set by the user. Scores equal to the threshold belong to the tail.
   * Where the cell over which the worst tied scores are spread reaches beyond the threshold, they
   * are spread over the part before it.
   *
   * @param threshold on the standard scale
   * @return the tail
   */
  public Tail tailUpTo(double threshold) {
    int size = countUpTo(threshold);
    return tail(ranked.confined(size, threshold), size, threshold);
  }

  /**
   * Whether the best value is a limit of the metric: among all finite scores it occurs at least
   * max(4, 5 per cent of the tail) times and at least twice as often as each of the next two.
   */
  public boolean clipped(int tailSize) {
    int best = ranked.occurrences(0);
    int second = ranked.occurrences(best);
    int third = ranked.occurrences(best + second);
    return best >= Math.max(4, .05 * tailSize) && best >= 2 * Math.max(second, third);
  }

  /**
   * Whether the best score looks like a mark for something else, such as the 0 of a crashed run: it
   * is more than 10 times as far from the next best one as that is from the median of the others,
   * or more than 3 times where several trials share it. Rounded scores can lie that far apart too;
   * only distances of more than 10 roundings count.
   */
  public boolean sentinel() {
    int best = ranked.occurrences(0);
    int others = finite() - best;
    if (others == 0) {
      return false;
    }
    double gap = tied(best) - tied(0);
    double half = tied(best + others / 2) - tied(best);
    return gap > (best > 1 ? FAR_TOGETHER : FAR_ALONE) * half
        && gap > FAR_ROUNDED * ranked.smallestGap(best, finite());
  }

  /**
   * Whether the tail is coarsely rounded: it has ties, and its span is less than 20 times its
   * smallest gap.
   */
  public boolean discrete(int tailSize) {
    double span = tied(tailSize - 1) - tied(0);
    boolean ties = distinctAmongBest(tailSize) < tailSize;
    return ties && span > 0 && span < 20 * ranked.smallestGap(0, tailSize);
  }
}
