package org.lossfloor.study.compare;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.lossfloor.decide.compare.BestOfTest;
import org.lossfloor.decide.compare.CompareSettings;
import org.lossfloor.decide.compare.Comparison;
import org.lossfloor.decide.compare.Contestant;
import org.lossfloor.estimate.Interval;
import org.lossfloor.math.MonotoneRoot;
import org.lossfloor.math.Seeds;
import org.lossfloor.sweep.Direction;

/**
 * Pairs of one kind.
 *
 * @param name the name of the kind
 * @param a the first experiment
 * @param b the second one
 * @param shift by how much the scores of the second are worse
 */
public record PairCell(String name, PairSide a, PairSide b, double shift) implements Serializable {
  private static final Interval UNBOUNDED =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  private static final int TRIALS = 96;
  private static final double HALF = .5;
  private static final String HALF_NAME = "half,";

  /**
   * Pairs without a difference: both have one distribution, or only the probability that is tested
   * is the same.
   *
   * @return the kinds
   */
  public static List<PairCell> withoutDifference() {
    List<PairCell> cells = new ArrayList<>();
    for (int c = 1; c <= 4; c++) {
      PairSide side = new PairSide(c, .05, 0, TRIALS);
      cells.add(new PairCell("same,c=" + c, side, side, 0));
    }
    PairSide failing = new PairSide(2, .2, .35, TRIALS);
    cells.add(new PairCell("same,failing", failing, failing, 0));
    PairSide plain = new PairSide(2, .05, 0, TRIALS);
    cells.add(even("other-noise", plain, new PairSide(2, .5, 0, TRIALS)));
    cells.add(even("other-curvature", plain, new PairSide(4, .05, 0, TRIALS)));
    cells.add(even("other-failures", plain, new PairSide(2, .05, .35, TRIALS)));
    cells.add(even("all-other", new PairSide(1, .05, .3, TRIALS), new PairSide(4, .3, 0, TRIALS)));
    cells.add(even("more-trials", plain, new PairSide(3, .2, .1, 4 * TRIALS)));
    cells.add(even("few-trials", new PairSide(3, .2, 0, 32), new PairSide(1, .05, .2, 48)));
    return cells;
  }

  /**
   * Pairs whose best scores differ by half of the regime's spread.
   *
   * @return the kinds, with 96 trials each
   */
  public static List<PairCell> withDifference() {
    List<PairCell> cells = new ArrayList<>();
    for (int c = 1; c <= 4; c++) {
      for (double noise : new double[] {0, .05, .2}) {
        PairSide side = new PairSide(c, noise, 0, TRIALS);
        cells.add(
            new PairCell(
                (HALF_NAME + "c=%d,s=%s").formatted(c, noise), side, side, HALF * side.spread()));
      }
    }
    PairSide failing = new PairSide(2, .05, .35, TRIALS);
    cells.add(new PairCell(HALF_NAME + "failing", failing, failing, HALF * failing.spread()));
    return cells;
  }

  /** Moves the second one so that the probability that is tested is a half. */
  private static PairCell even(String name, PairSide a, PairSide b) {
    double n = BestOfTest.budget(a.trials(), b.trials());
    double shift = MonotoneRoot.find(x -> a.beats(b, x, n) - HALF, -1, 1, 0);
    return new PairCell(name, a, b, shift);
  }

  /**
   * Draws a pair and compares it by its trials alone.
   *
   * @param seed the seed of the study
   * @param number the pair's number, from 0
   * @return a function of the cell, the seed and the number
   */
  public Comparison run(long seed, long number) {
    long own = Seeds.replicate(Seeds.base(seed, name, "pairs"), number);
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(own);
    return Comparison.of(
        contestant("a" + number, a.draw(0, random)),
        contestant("b" + number, b.draw(shift, random)),
        CompareSettings.withSeed(own));
  }

  private static Contestant contestant(String id, double[] scores) {
    return new Contestant(
        id, Direction.MINIMIZE, scores, UNBOUNDED, Optional.empty(), Optional.empty());
  }

  /**
   * Returns whether the tested probability is a half.
   *
   * @return true for the kinds of {@link #withoutDifference}
   */
  public boolean isNull() {
    return !name.startsWith(HALF_NAME);
  }

  /**
   * Returns the true difference of the expected best scores.
   *
   * @param n the number of trials of each
   * @return that of the first minus that of the second
   * @throws IllegalStateException where trials fail
   */
  public double difference(double n) {
    return a.expected(0, n) - b.expected(shift, n);
  }
}
