package org.lossfloor.study;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.regime.TailTest;
import org.lossfloor.math.Seeds;

/**
 * Tails that follow the law, fitted: the distribution of the Anderson-Darling statistic of a fit
 * when nothing is wrong.
 *
 * <p>Scores follow the convex law on [0, 1] with dimension 1 to {@value #MAX_DIMENSION} in turn and
 * a noise that is log-uniform on (0.003, 1.5) times the noise-free quantile at the tail's share.
 *
 * @param tail the number of scores in the tail
 * @param share the tail as a share of all trials
 */
public record NullCell(int tail, double share) implements Serializable {
  private static final int MAX_DIMENSION = 5;
  private static final double LEAST_NOISE = .003;
  private static final double MOST_NOISE = 1.5;
  private static final int SMALLEST = 12;
  private static final int LARGEST = 800;

  /** The tail sizes of the regime selector. */
  private static final double LADDER = 4.0 / 3;

  /**
   * The result of one tail.
   *
   * @param cell the name of the cell
   * @param number its number in the cell, from 0
   * @param trueDimension the dimension of the law
   * @param fit the fit; empty if there was none
   */
  public record Result(String cell, long number, int trueDimension, Optional<TailTest> fit) {}

  /**
   * The cells of a full table.
   *
   * @return every size of the ladder from 12 to 800, times .15, .3 and .6
   */
  public static List<NullCell> all() {
    List<NullCell> cells = new ArrayList<>();
    for (double share : new double[] {.15, .3, .6}) {
      for (double size = SMALLEST; size <= LARGEST; size *= LADDER) {
        cells.add(new NullCell((int) Math.round(size), share));
      }
    }
    return cells;
  }

  /**
   * Returns the name.
   *
   * @return unique among {@link #all}
   */
  public String name() {
    return String.format(Locale.ROOT, "k=%d,share=%s", tail, share);
  }

  /**
   * Draws and fits a tail.
   *
   * @param seed the seed of the study
   * @param number the tail's number, from 0
   * @return a function of the cell, the seed and the number
   */
  public Result run(long seed, long number) {
    long own = Seeds.replicate(Seeds.base(seed, name(), "null-table"), number);
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(own);
    int dimension = 1 + (int) (number % MAX_DIMENSION);
    double noise = Math.exp(random.nextDouble(Math.log(LEAST_NOISE), Math.log(MOST_NOISE)));
    double depth = Math.pow(share, 2.0 / dimension);
    NoisyQuadratic law = NoisyQuadratic.convex(0, 1, dimension, noise * depth);
    double[] scores = new double[Math.max(24, (int) Math.round(tail / share))];
    Arrays.setAll(scores, i -> law.sample(random));
    return new Result(name(), number, dimension, TailTest.of(scores, tail));
  }
}
