package org.lossfloor.estimate.regime;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.lossfloor.distribution.StandardQuadratic;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.spacing.Constraints;
import org.lossfloor.estimate.spacing.Kernels;
import org.lossfloor.estimate.spacing.ParameterBox;
import org.lossfloor.estimate.spacing.SpacingFit;
import org.lossfloor.estimate.spacing.SpacingSolver;

/**
 * The fits of one tail, one per effective dimension, made as they are needed (method.md, section
 * 5). On the standard scale. Holds work space: not for use by two threads at once.
 */
public final class TailFits {
  /** Where the walk starts when nothing is known: dimension 2 is the most common. */
  private static final int FIRST_DIMENSION = 2;

  private final Tail tail;
  private final SpacingSolver solver;
  private final int minDimension;
  private final SpacingFit[] fits;

  /** The neighbour that the first run of a dimension began from; null if there was none. */
  private final SpacingFit[] begun;

  /**
   * A tail to be fitted.
   *
   * @param tail the tail
   * @param bound smallest value of the best score, or {@code -Infinity}
   * @param minDimension smallest dimension tried
   * @param maxDimension largest dimension tried
   */
  TailFits(Tail tail, double bound, int minDimension, int maxDimension) {
    this.tail = tail;
    this.minDimension = minDimension;
    ParameterBox box = ParameterBox.recipe(tail.bins());
    double end = Math.min(Math.max(bound, box.aLow()), box.aHigh());
    solver = new SpacingSolver(tail.bins(), box.withEndBound(end));
    fits = new SpacingFit[maxDimension - minDimension + 1];
    begun = new SpacingFit[fits.length];
  }

  public Tail tail() {
    return tail;
  }

  public SpacingSolver solver() {
    return solver;
  }

  public int minDimension() {
    return minDimension;
  }

  public int maxDimension() {
    return minDimension + fits.length - 1;
  }

  /**
   * Fits dimensions outward from the best one of another tail until the objective is well above the
   * smallest.
   *
   * @param previous fits of another tail, or null for the first
   */
  void walk(TailFits previous) {
    int start = previous == null ? FIRST_DIMENSION : previous.best().c();
    start = Math.min(maxDimension(), Math.max(minDimension, start));
    fit(start, previous);
    for (int c = start + 1; c <= maxDimension() && fit(c - 1, previous) <= limit(); c++) {
      fit(c, previous);
    }
    for (int c = start - 1; c >= minDimension && fit(c + 1, previous) <= limit(); c--) {
      fit(c, previous);
    }
  }

  private double limit() {
    return lowest() + SpacingSolver.OUTWARD_MARGIN;
  }

  /**
   * Fits every dimension, then improves each from its neighbours.
   *
   * @param previous fits of another tail, or null
   */
  public void fitEvery(TailFits previous) {
    walk(previous);
    for (int c = minDimension; c <= maxDimension(); c++) {
      fit(c, previous);
    }
    for (int c = maxDimension() - 1; c >= minDimension; c--) {
      improve(c, of(c + 1));
    }
    for (int c = minDimension + 1; c <= maxDimension(); c++) {
      improve(c, of(c - 1));
    }
  }

  /** From a neighbour, unless that run would be the very first one again. */
  private void improve(int c, SpacingFit neighbour) {
    if (!neighbour.equals(begun[c - minDimension])) {
      improve(solver.refit(c, neighbour));
    }
  }

  /** Fits a dimension unless it is fitted already; returns its objective. */
  private double fit(int c, TailFits previous) {
    int i = c - minDimension;
    if (fits[i] == null) {
      SpacingFit[] starts =
          IntStream.of(c - 1, c + 1)
              .mapToObj(this::of)
              .filter(Objects::nonNull)
              .toArray(SpacingFit[]::new);
      begun[i] = starts.length > 0 && starts[0].isFound() ? starts[0] : null;
      SpacingFit same = previous == null ? null : previous.of(c);
      if (same != null) {
        starts = Arrays.copyOf(starts, starts.length + 1);
        starts[starts.length - 1] = same;
      }
      fits[i] = solver.fit(c, starts);
    }
    return fits[i].objective();
  }

  /**
   * Replaces the fit of a dimension by a better one.
   *
   * @param candidate another fit of these bins
   */
  void improve(SpacingFit candidate) {
    int i = candidate.c() - minDimension;
    fits[i] = SpacingFit.better(fits[i], candidate);
  }

  /** The fit of a dimension; null if it is out of range or was not needed. */
  public SpacingFit of(int c) {
    return c < minDimension || c > maxDimension() ? null : fits[c - minDimension];
  }

  /** The fits made so far, by ascending dimension. */
  public List<SpacingFit> all() {
    return Arrays.stream(fits).filter(Objects::nonNull).toList();
  }

  /** The best fit so far; of equal ones that of the smallest dimension. */
  public SpacingFit best() {
    return all().stream().min(Comparator.comparingDouble(SpacingFit::objective)).orElseThrow();
  }

  /** Whether some law of some dimension explains the tail. */
  boolean isFound() {
    return best().isFound();
  }

  /** The smallest objective so far. */
  public double lowest() {
    return best().objective();
  }

  /** The fits whose objective exceeds the smallest by less than half a critical value. */
  public List<SpacingFit> within(double critical) {
    double lowest = lowest();
    return all().stream().filter(f -> 2 * (f.objective() - lowest) < critical).toList();
  }

  /**
   * Whether the best fit has the largest dimension and one of the next two fits clearly better.
   *
   * @param critical the value that twice the gain in the objective has to exceed
   */
  public boolean beatenAbove(double critical) {
    SpacingFit last = best();
    int largest = Math.min(maxDimension() + 2, Constraints.MAX_DIMENSION);
    for (int c = maxDimension() + 1; last.c() == c - 1 && c <= largest; c++) {
      last = solver.refit(c, last);
      if (2 * (lowest() - last.objective()) > critical) {
        return true;
      }
    }
    return false;
  }

  /** The objective of these bins at a law that was fitted to other bins. */
  double objectiveAt(SpacingFit fit) {
    return solver.objective(fit.c()).value(fit.a(), fit.h(), fit.s());
  }

  /** How well the best fit follows the scores of the tail. */
  public Estimate.GoodnessOfFit goodness() {
    SpacingFit fit = best();
    int m = tail.size() - 1;
    StandardQuadratic law = Kernels.of(fit.c(), fit.s());
    double statistic = tail.statistic(score -> probability(law, fit, score));
    double noise = fit.o() / (tail.score(m) - fit.a());
    return new Estimate.GoodnessOfFit(statistic, AndersonDarling.pValue(statistic, fit.c(), noise));
  }

  /** The probability that a trial is in the tail, by the best fit. */
  public double regimeProbability() {
    SpacingFit fit = best();
    return probability(Kernels.of(fit.c(), fit.s()), fit, tail.threshold());
  }

  private static double probability(StandardQuadratic law, SpacingFit fit, double score) {
    double[] out = new double[3];
    law.evaluate((score - fit.a()) / fit.h(), fit.s(), out);
    return out[0];
  }
}
