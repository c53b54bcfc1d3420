package org.lossfloor.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.noise.RerunNoise;
import org.lossfloor.estimate.prospect.Plausible;
import org.lossfloor.estimate.regime.Scores;
import org.lossfloor.sweep.Direction;

/**
 * What follows from the scores of one experiment: a fitted law with its intervals, or why there is
 * none.
 */
public sealed interface Estimate {
  /**
   * Returns the counts that the estimate rests on.
   *
   * @return the counts
   */
  Counts counts();

  /**
   * Returns the best score seen.
   *
   * @return empty if no trial succeeded
   */
  OptionalDouble observedBest();

  /**
   * Returns what the fit and its scores show. No verdict follows from these alone: an {@link
   * Answer} also takes the settings and the draws into account.
   *
   * @return reasons in the order of their declaration, each once
   */
  List<Reason> flags();

  /**
   * Returns the fitted law with all that follows from it.
   *
   * @return nothing where no law was fitted
   */
  default Optional<Fitted> fitted() {
    return this instanceof Fitted fitted ? Optional.of(fitted) : Optional.empty();
  }

  /**
   * Returns in words why no law was fitted.
   *
   * @return a sentence without its full stop; nothing for a fitted law
   */
  default Optional<String> obstacle() {
    return Optional.empty();
  }

  /**
   * What the sample holds.
   *
   * @param trials all trials, failed ones included
   * @param failed trials without a usable score, censored as worse than every threshold
   * @param tail scores beyond the threshold that the law was fitted to; 0 where nothing was fitted
   * @param distinct distinct values among all finite scores; all scores of a bucket of a sketch
   *     count as distinct
   * @param resolution how closely the scores of the tail are known, in the unit of the score: 0, or
   *     the width of the widest bucket of a sketch (method.md, section 3)
   */
  record Counts(int trials, int failed, int tail, int distinct, double resolution) {
    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if the counts contradict each other
     */
    public Counts {
      boolean holds =
          failed >= 0
              && tail >= 0
              && distinct >= 0
              && resolution >= 0
              && trials >= failed
              && tail <= trials - failed
              && distinct <= trials - failed;
      if (!holds) {
        throw new IllegalArgumentException(
            "Cannot use counts that contradict each other: trials "
                + trials
                + ", failed "
                + failed
                + ", tail "
                + tail
                + ", distinct "
                + distinct
                + ", resolution "
                + resolution);
      }
    }
  }

  /**
   * A number with its interval.
   *
   * @param estimate the point estimate
   * @param interval the confidence interval, if the method gives one
   */
  record Quantity(double estimate, Optional<Interval> interval) {
    Quantity within(Interval range) {
      return new Quantity(range.nearest(estimate), interval.map(i -> i.within(range)));
    }

    /**
     * Checks the estimate.
     *
     * @throws IllegalArgumentException if the estimate is NaN
     */
    public Quantity {
      Objects.requireNonNull(interval, "interval");
      if (Double.isNaN(estimate)) {
        throw new IllegalArgumentException("Cannot use NaN as an estimate");
      }
    }
  }

  /**
   * The effective dimension.
   *
   * @param estimate the dimension of the best fit
   * @param set the dimensions that the data do not exclude, ascending; empty where the method gives
   *     no confidence set
   * @param weights the relative support of every dimension tried, summing to 1
   */
  record Dimension(int estimate, List<Integer> set, SortedMap<Integer, Double> weights) {
    /** Copies the collections. */
    public Dimension {
      set = List.copyOf(set);
      weights = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(weights));
    }
  }

  /**
   * How well the tail follows the fitted law.
   *
   * @param statistic the Anderson-Darling statistic of the tail (method.md, section 7)
   * @param pValue its p-value from the table of fitted cases, in (0, 1]
   */
  record GoodnessOfFit(double statistic, double pValue) {}

  /**
   * One tail that the regime selector tried.
   *
   * @param size scores in the tail
   * @param threshold its threshold
   * @param goodnessOfFit how well the tail follows its best fit
   * @param score the quantity that the selector minimises among the tails that fit: twice the
   *     misfit of the innermost tail plus a penalty on small tails
   * @param dimension the dimension of the best fit
   * @param bestScore the best possible score of the best fit
   */
  record TailSize(
      int size,
      double threshold,
      GoodnessOfFit goodnessOfFit,
      double score,
      int dimension,
      double bestScore) {}

  /**
   * A point of the tuning curve.
   *
   * @param trials the number of trials, at least 1
   * @param median the median of the best score after that many trials
   * @param mean the expected best score after that many trials
   */
  record TuningPoint(double trials, Quantity median, double mean) {
    TuningPoint within(Interval bounds) {
      return new TuningPoint(trials, median.within(bounds), bounds.nearest(mean));
    }
  }

  /**
   * The tail that the law was fitted to, and how it was chosen.
   *
   * @param threshold where the regime starts, on the scale of the metric
   * @param way how the threshold was found
   * @param partner scores in the smaller tail whose interval joins the hull; at most the tail
   * @param tried the tails that were tried, by ascending size; one if the threshold was given
   * @param probability the fitted probability that a trial lies in the regime, in (0, 1]
   */
  record TailChoice(
      double threshold, Threshold way, int partner, List<TailSize> tried, double probability) {
    /** Copies the list. */
    public TailChoice {
      tried = List.copyOf(tried);
    }
  }

  /**
   * The fitted law.
   *
   * @param law the law; convex when minimising, concave when maximising
   * @param objective the spacing objective per (n+1) at the fit
   * @param goodness how well the tail follows the law
   * @param plausible the laws that the scores allow, whose weights sum to 1
   */
  record LawFit(
      NoisyQuadratic law, double objective, GoodnessOfFit goodness, List<Plausible> plausible) {
    /** Copies the laws. */
    public LawFit {
      plausible = List.copyOf(plausible);
    }

    /**
     * Returns the lower end of the law's mean part.
     *
     * @return a, the best possible score when minimising
     */
    public double lowerEnd() {
      return law.a();
    }

    /**
     * Returns the upper end of the law's mean part.
     *
     * @return b, the best possible score when maximising
     */
    public double upperEnd() {
      return law.b();
    }
  }

  /**
   * The numbers that have intervals.
   *
   * @param bestScore the best possible score
   * @param noise the residual standard deviation; its interval uses the critical value of the best
   *     score, which was not calibrated for it
   * @param tuningCurve the requested points of the tuning curve, by ascending number of trials
   * @param method how the intervals were made; nothing for an objective without intervals
   * @param replicates the simulated samples that count in the intervals, of the tail with the
   *     fewest; 0 for profile intervals
   */
  record Quantities(
      Quantity bestScore,
      Quantity noise,
      List<TuningPoint> tuningCurve,
      Optional<IntervalMethod> method,
      int replicates) {
    /** Copies the list. */
    public Quantities {
      tuningCurve = List.copyOf(tuningCurve);
    }

    /**
     * Returns the word for the method.
     *
     * @return the code of the {@link IntervalMethod}, or {@code none}
     */
    public String methodCode() {
      return method.map(IntervalMethod::code).orElse("none");
    }

    /**
     * The same numbers and intervals, confined to where they can be: the best possible score to its
     * range, curves to the bounds of the metric, and the noise to half of the distance of the
     * bounds, which no standard deviation between them exceeds.
     */
    Quantities confined(Interval range, Interval bounds) {
      return new Quantities(
          bestScore.within(range),
          noise.within(new Interval(0, bounds.width() / 2)),
          tuningCurve.stream().map(point -> point.within(bounds)).toList(),
          method,
          replicates);
    }
  }

  /**
   * A fitted law and what follows from it. All scores are on the scale and in the direction of the
   * metric.
   *
   * @param counts what the sample holds
   * @param observedBest the best score seen
   * @param tail the tail that the law was fitted to
   * @param fit the law
   * @param range the range of the best possible score under any law: from the bound of the metric
   *     to the confidence limit of the median of all trials; an end may be infinite
   * @param dimension the effective dimension
   * @param quantities the numbers with intervals
   * @param rerunNoise what the interval of the best possible score takes as the noise between runs
   *     of one configuration; nothing where it rests on the scores alone
   * @param flags what the fit and its scores show; see {@link Estimate#flags}
   */
  record Fitted(
      Counts counts,
      OptionalDouble observedBest,
      TailChoice tail,
      LawFit fit,
      Interval range,
      Dimension dimension,
      Quantities quantities,
      Optional<RerunNoise> rerunNoise,
      List<Reason> flags)
      implements Estimate {
    /** Copies the reasons. */
    public Fitted {
      flags = List.copyOf(flags);
    }

    /**
     * Returns the same fit with other intervals.
     *
     * @param other the numbers with the other intervals
     * @return a copy
     */
    public Fitted withQuantities(Quantities other) {
      return new Fitted(
          counts, observedBest, tail, fit, range, dimension, other, rerunNoise, flags);
    }

    /**
     * Returns the law.
     *
     * @return {@link LawFit#law}
     */
    public NoisyQuadratic law() {
      return fit.law();
    }

    /**
     * Returns the best end of the law.
     *
     * @return the {@link NoisyQuadratic#bestScore}, confined to the range of the best possible
     *     score
     */
    public double end() {
      return range.nearest(law().bestScore());
    }

    /**
     * Returns where the regime starts.
     *
     * @return {@link TailChoice#threshold}
     */
    public double threshold() {
      return tail.threshold();
    }

    /**
     * Returns the best possible score.
     *
     * @return {@link Quantities#bestScore}
     */
    public Quantity bestScore() {
      return quantities.bestScore();
    }

    /**
     * Returns the residual standard deviation.
     *
     * @return {@link Quantities#noise}
     */
    public Quantity noise() {
      return quantities.noise();
    }

    /**
     * Returns the points of the tuning curve.
     *
     * @return {@link Quantities#tuningCurve}
     */
    public List<TuningPoint> tuningCurve() {
      return quantities.tuningCurve();
    }
  }

  /**
   * There are too few trials to fit anything.
   *
   * @param counts what the sample holds
   * @param observedBest the best score seen
   */
  record TooFewTrials(Counts counts, OptionalDouble observedBest) implements Estimate {
    @Override
    public List<Reason> flags() {
      return List.of(Reason.TOO_FEW);
    }

    @Override
    public Optional<String> obstacle() {
      int scored = counts.trials() - counts.failed();
      String all =
          "there are %d trials, %d of them with a score, %d distinct scores, %d scores in the tail;"
              + " needed are 24, 12, 6 and 12";
      return Optional.of(all.formatted(counts.trials(), scored, counts.distinct(), counts.tail()));
    }
  }

  /**
   * The scores do not identify a law.
   *
   * @param counts what the sample holds
   * @param observedBest the best score seen
   * @param detail what went wrong, with the values
   */
  record NotIdentifiable(Counts counts, OptionalDouble observedBest, String detail)
      implements Estimate {
    @Override
    public List<Reason> flags() {
      return List.of(Reason.NOT_IDENTIFIABLE);
    }

    @Override
    public Optional<String> obstacle() {
      return Optional.of(detail);
    }
  }

  /**
   * Something that only a bug of the program can cause: the scores are not to blame.
   *
   * @param counts what the sample holds
   * @param observedBest the best score seen
   * @param detail class and message of the error
   */
  record Failed(Counts counts, OptionalDouble observedBest, String detail) implements Estimate {
    /**
     * Makes the estimate of scores on which the program failed.
     *
     * @param scores the scores of all trials
     * @param direction which end of the score is the good one
     * @param error what was thrown
     * @return an estimate that says so
     */
    public static Failed of(Scores scores, Direction direction, RuntimeException error) {
      double[] finite =
          Arrays.stream(scores.sketched() ? scores.middles() : scores.each())
              .filter(Double::isFinite)
              .toArray();
      int distinct = (int) Arrays.stream(finite).distinct().count();
      return new Failed(
          new Counts(scores.trials(), scores.failed(), 0, distinct, 0),
          direction == Direction.MINIMIZE
              ? Arrays.stream(finite).min()
              : Arrays.stream(finite).max(),
          error.toString());
    }

    @Override
    public List<Reason> flags() {
      return List.of(Reason.INTERNAL_ERROR);
    }

    @Override
    public Optional<String> obstacle() {
      return Optional.of(detail);
    }
  }
}
