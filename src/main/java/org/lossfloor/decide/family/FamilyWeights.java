package org.lossfloor.decide.family;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.DirichletSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.lossfloor.estimate.Interval;

/**
 * How often each effective dimension occurs among the experiments of one family, from the relative
 * support w<sub>ec</sub> that the scores of experiment e give to dimension c.
 *
 * <p>The model is a mixture: dimension c occurs with probability pi<sub>c</sub>, and the likelihood
 * of an experiment is sum<sub>c</sub> pi<sub>c</sub> w<sub>ec</sub>. With {@value #PRIOR} as every
 * parameter of a Dirichlet distribution for pi, its posterior is drawn by turns: the dimension of
 * each experiment with probabilities in proportion to pi<sub>c</sub> w<sub>ec</sub>, and pi from
 * the Dirichlet distribution of {@value #PRIOR} plus the counts (method.md, section 14).
 */
public final class FamilyWeights {
  /** What each dimension is counted with before any experiment is. */
  public static final double PRIOR = .3;

  /** Draws that are left out at the start. */
  public static final int FIRST_DRAWS = 200;

  /** Draws that are kept. */
  public static final int DRAWS = 1_000;

  /**
   * An experiment that has the family's commonest dimension with a probability less than this is
   * told.
   */
  public static final double STRANGE = .05;

  /** A dimension that occurs in the family less often than this need not be tried. */
  public static final double HARDLY = .1;

  private final int[] dimensions;
  private final double[][] support;
  private final double[][] drawn = new double[DRAWS][];

  /** How often each experiment was of which dimension, over the draws that are kept. */
  private final double[][] shares;

  private final double[] sums;

  /**
   * Draws the posterior.
   *
   * @param experiments the weights of each experiment by dimension, summing to 1; a dimension that
   *     is not there was not tried, and has none
   * @param seed of the draws
   * @throws IllegalArgumentException if there is no experiment
   */
  public FamilyWeights(List<? extends SortedMap<Integer, Double>> experiments, long seed) {
    if (experiments.isEmpty()) {
      throw new IllegalArgumentException("Cannot weigh the dimensions of no experiment");
    }
    TreeSet<Integer> all = new TreeSet<>();
    experiments.forEach(one -> all.addAll(one.keySet()));
    dimensions = all.stream().mapToInt(c -> c).toArray();
    support =
        experiments.stream()
            .map(one -> Arrays.stream(dimensions).mapToDouble(c -> of(one, c)).toArray())
            .toArray(double[][]::new);
    shares = new double[support.length][dimensions.length];
    draw(RandomSource.XO_SHI_RO_256_PP.create(seed));
    sums = new double[dimensions.length];
    Arrays.setAll(sums, c -> Arrays.stream(shares).mapToDouble(share -> share[c]).sum());
  }

  private static double of(SortedMap<Integer, Double> one, int dimension) {
    return one.getOrDefault(dimension, 0.0);
  }

  private void draw(UniformRandomProvider random) {
    double[] weights = new double[dimensions.length];
    Arrays.fill(weights, 1.0 / weights.length);
    for (int draw = -FIRST_DRAWS; draw < DRAWS; draw++) {
      double[] counts = new double[weights.length];
      Arrays.fill(counts, PRIOR);
      for (int e = 0; e < support.length; e++) {
        int c = drawn(weights, support[e], random);
        counts[c]++;
        if (draw >= 0) {
          shares[e][c] += 1.0 / DRAWS;
        }
      }
      weights = weights.length == 1 ? weights : DirichletSampler.of(random, counts).sample();
      if (draw >= 0) {
        drawn[draw] = weights;
      }
    }
  }

  /** A dimension with probability in proportion to weight and support. */
  private static int drawn(double[] weights, double[] support, UniformRandomProvider random) {
    double sum = 0;
    for (int c = 0; c < weights.length; c++) {
      sum += weights[c] * support[c];
    }
    double left = random.nextDouble() * sum;
    int last = 0;
    for (int c = 0; c < weights.length; c++) {
      double share = weights[c] * support[c];
      last = share > 0 ? c : last;
      left -= share;
      if (left < 0) {
        return c;
      }
    }
    return last;
  }

  /**
   * Returns the weights, means of the posterior.
   *
   * @return by dimension, summing to 1
   */
  public SortedMap<Integer, Double> weights() {
    SortedMap<Integer, Double> weights = new TreeMap<>();
    double[] counted = smoothed(sums, support.length);
    for (int c = 0; c < dimensions.length; c++) {
      weights.put(dimensions[c], counted[c]);
    }
    return weights;
  }

  private static double[] smoothed(double[] sums, double experiments) {
    double all = PRIOR * sums.length + experiments;
    return Arrays.stream(sums).map(sum -> (PRIOR + sum) / all).toArray();
  }

  /**
   * Returns intervals of the weights, percentiles of the posterior.
   *
   * @param confidence in (0, 1)
   * @return by dimension
   */
  public SortedMap<Integer, Interval> intervals(double confidence) {
    SortedMap<Integer, Interval> intervals = new TreeMap<>();
    int out = (int) Math.floor((1 - confidence) / 2 * DRAWS);
    for (int i = 0; i < dimensions.length; i++) {
      int c = i;
      double[] sorted = Arrays.stream(drawn).mapToDouble(w -> w[c]).sorted().toArray();
      intervals.put(dimensions[c], new Interval(sorted[out], sorted[DRAWS - 1 - out]));
    }
    return intervals;
  }

  /**
   * Returns the dimension that occurs most often.
   *
   * @return that with the largest of the {@link #weights}, of equals the smallest
   */
  public int commonest() {
    return dimensions[largest()];
  }

  private int largest() {
    int largest = 0;
    for (int c = 1; c < sums.length; c++) {
      largest = sums[c] > sums[largest] ? c : largest;
    }
    return largest;
  }

  /**
   * Returns how probably an experiment has the family's commonest dimension, given its scores and
   * its siblings.
   *
   * @param experiment its position
   * @return in [0, 1]
   */
  public double hasCommonest(int experiment) {
    return shares[experiment][largest()];
  }

  /**
   * Returns up to which dimension laws have to be fitted to experiments of the family.
   *
   * @return the largest one whose weight may be {@link #HARDLY} or more: the upper end of its
   *     interval at 95 per cent
   */
  public int largestNeeded() {
    SortedMap<Integer, Interval> intervals = intervals(.95);
    return intervals.keySet().stream()
        .filter(c -> intervals.get(c).upper() >= HARDLY)
        .max(Integer::compare)
        .orElseGet(this::commonest);
  }
}
