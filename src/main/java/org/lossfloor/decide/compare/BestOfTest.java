package org.lossfloor.decide.compare;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Tests whether the best of m trials of one experiment beats the best of m of another more often
 * than the other way round: a studentised permutation test (Neubert and Brunner 2007; Chung and
 * Romano 2013) of {@code p = P(A's best < B's best) + P(equal) / 2 = 1/2}. The statistic is the
 * logit of p by its standard error (Pauly, Asendorf and Konietschke 2016): by p itself small
 * p-values are too small where the experiments differ in other things, because a large p comes with
 * a small error.
 *
 * <p>With S the share of the trials of an experiment that are worse than y, the best of m is worse
 * with probability S^m. The p-value is exact where both experiments have one distribution, and
 * holds asymptotically where they share that probability only: noise, curvature and failures may
 * differ. Failed trials take part as worse than every score; between themselves they are equal. The
 * permutations are a function of the seed.
 *
 * @param trials m
 * @param probability the estimate of that probability, in [0, 1]
 * @param pValue two-sided, in (0, 1]: twice the smaller one
 */
public record BestOfTest(int trials, double probability, double pValue) {
  /**
   * The budget that is tested is the number of trials that were run divided by this. With 12, small
   * p-values still hold where the experiments differ in all but the tested probability; with 8 they
   * are several times too small, because a few trials decide (coverage.md).
   */
  private static final int SHARE = 12;

  /** After so many permutations that are as extreme the p-value is known well enough. */
  private static final int ENOUGH = 20;

  /** A smaller probability of winning or losing is none: its error would be one of rounding. */
  private static final double SURE = 1e-12;

  /** What may be left out of a probability. */
  private static final double NEGLIGIBLE = 21;

  /**
   * Chooses the budget that is tested, without a look at the scores: the larger it is, the more it
   * says about tuned models, and the fewer trials decide about it.
   *
   * @param trialsOfA how many trials of the first were run
   * @param trialsOfB how many of the second
   * @return a twelfth of the smaller number, at least 1
   */
  public static int budget(int trialsOfA, int trialsOfB) {
    return Math.max(1, Math.min(trialsOfA, trialsOfB) / SHARE);
  }

  /**
   * Tests two experiments.
   *
   * @param a the losses of the first, ascending; infinite ones failed
   * @param b those of the second
   * @param trials m, at least 1
   * @param permutations the most permutations, at least 1; the smallest p-value is 2 / (this + 1)
   * @param seed the seed of the permutations
   * @return the result
   */
  static BestOfTest of(double[] a, double[] b, int trials, int permutations, long seed) {
    Pooled pooled = new Pooled(a, b, trials);
    double seen = pooled.statistic();
    double probability = pooled.probability;
    if (seen == 0) {
      return new BestOfTest(trials, probability, 1);
    }
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    int extreme = 0;
    int drawn = 0;
    while (drawn < permutations && extreme < ENOUGH) {
      pooled.shuffle(random);
      drawn++;
      double there = pooled.statistic();
      extreme += seen > 0 ? (there >= seen ? 1 : 0) : (there <= seen ? 1 : 0);
    }
    double oneSided =
        extreme == ENOUGH ? (double) extreme / drawn : (extreme + 1.0) / (drawn + 1.0);
    return new BestOfTest(trials, probability, Math.min(1, 2 * oneSided));
  }

  /** The scores of both in one order, and which of them are whose. */
  private static final class Pooled {
    private final int sizeOfA;
    private final int sizeOfB;
    private final int trials;

    /** The ranks at which groups of equal scores end, as far as they matter. */
    private final int[] ends;

    private final boolean[] first;

    /** S^m and S^(m-1) by the number of trials that are not worse. */
    private final double[] powerOfA;

    private final double[] lowerOfA;
    private final double[] powerOfB;
    private final double[] lowerOfB;

    /** Of the last statistic. */
    private double probability;

    Pooled(double[] a, double[] b, int trials) {
      sizeOfA = a.length;
      sizeOfB = b.length;
      this.trials = trials;
      int wanted =
          (int)
              Math.min(
                  sizeOfA + sizeOfB, Math.ceil(NEGLIGIBLE * Math.max(sizeOfA, sizeOfB) / trials));
      first = new boolean[sizeOfA + sizeOfB];
      ends = merge(a, b, wanted);
      powerOfA = powers(sizeOfA, trials);
      lowerOfA = powers(sizeOfA, trials - 1);
      powerOfB = powers(sizeOfB, trials);
      lowerOfB = powers(sizeOfB, trials - 1);
    }

    private static double[] powers(int size, int exponent) {
      double[] powers = new double[size + 1];
      for (int k = 0; k <= size; k++) {
        powers[k] = Math.pow((double) (size - k) / size, exponent);
      }
      return powers;
    }

    /** Marks the scores of the first and finds the ends of the groups up to a rank. */
    private int[] merge(double[] a, double[] b, int wanted) {
      int[] found = new int[first.length];
      int groups = 0;
      int i = 0;
      int j = 0;
      while (i + j < wanted) {
        double y = j == b.length || (i < a.length && a[i] <= b[j]) ? a[i] : b[j];
        while (i < a.length && a[i] == y) {
          first[i + j] = true;
          i++;
        }
        while (j < b.length && b[j] == y) {
          j++;
        }
        found[groups++] = i + j;
      }
      return Arrays.copyOf(found, groups);
    }

    /** Every subset of the ranks is as likely to be that of the first. */
    void shuffle(UniformRandomProvider random) {
      int last = ends[ends.length - 1];
      int left = sizeOfA;
      for (int i = 0; i < last; i++) {
        boolean isFirst = random.nextDouble() * (first.length - i) < left;
        first[i] = isFirst;
        left -= isFirst ? 1 : 0;
      }
    }

    /**
     * The logit of the probability in standard errors; positive where the first is better. Infinite
     * where nothing varies.
     */
    double statistic() {
      Influence ofA = new Influence();
      Influence ofB = new Influence();
      int a = 0;
      int b = 0;
      double won = 0;
      double lost = 0;
      int rank = 0;
      for (int end : ends) {
        int fromA = a;
        int fromB = b;
        for (; rank < end; rank++) {
          a += first[rank] ? 1 : 0;
        }
        b = end - a;
        double stepOfA = powerOfA[fromA] - powerOfA[a];
        double stepOfB = powerOfB[fromB] - powerOfB[b];
        won += stepOfA * (powerOfB[b] + stepOfB / 2);
        lost += stepOfB * (powerOfA[a] + stepOfA / 2);
        ofA.add(a - fromA, stepOfB, lowerOfA[fromA], lowerOfA[a]);
        ofB.add(b - fromB, stepOfA, lowerOfB[fromB], lowerOfB[b]);
      }
      double undecided = powerOfA[a] * powerOfB[b] / 2;
      probability = won + undecided;
      double variance = ofA.variance(sizeOfA, trials) + ofB.variance(sizeOfB, trials);
      return standardised(probability, lost + undecided, variance);
    }

    /** By the delta method the logit of p has the error of p divided by p (1 - p). */
    private static double standardised(double won, double lost, double variance) {
      if (won == lost) {
        return 0;
      }
      if (variance == 0 || Math.min(won, lost) < SURE) {
        return won > lost ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
      }
      return Math.log(won / lost) * won * lost / Math.sqrt(variance);
    }
  }

  /** What each trial of one experiment adds to the probability, and how much that varies. */
  private static final class Influence {
    private double up;
    private int seen;
    private double mean;
    private double squares;

    void add(int trials, double othersStep, double before, double after) {
      if (trials > 0) {
        take(trials, up + othersStep * before);
      }
      up += othersStep * (before + after);
    }

    /** Keeps the mean and the squares about it, so that small differences are not lost. */
    private void take(int trials, double each) {
      seen += trials;
      double apart = each - mean;
      mean += apart * trials / seen;
      squares += trials * apart * (each - mean);
    }

    /** The trials beyond the ranks that matter all add the same. */
    double variance(int size, int exponent) {
      if (seen < size) {
        take(size - seen, up);
      }
      double half = exponent / 2.0;
      return size < 2 ? 0 : half * half * Math.max(0, squares) / (size - 1.0) / size;
    }
  }
}
