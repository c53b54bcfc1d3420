package org.lossfloor.decide.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lossfloor.distribution.EmpiricalDistribution;

class RanksTest {
  private static final double FAILED = Double.POSITIVE_INFINITY;
  private static final double[] LOSSES = {.1, .4, .4, .7, 1.3, 2.9};

  /** The best of every subset of a size. */
  private static double[] bests(double[] losses, int n) {
    return IntStream.range(0, 1 << losses.length)
        .filter(mask -> Integer.bitCount(mask) == n)
        .mapToDouble(mask -> losses[Integer.numberOfTrailingZeros(mask)])
        .toArray();
  }

  @Test
  void expectedBestIsTheMeanOverAllSubsets() {
    for (int n = 1; n <= LOSSES.length; n++) {
      double mean = Arrays.stream(bests(LOSSES, n)).average().orElseThrow();
      assertThat(SeenBest.of(LOSSES, n).estimate()).isCloseTo(mean, within(1e-12));
      assertThat(EmpiricalDistribution.of(LOSSES).uStatistic(n, true))
          .isCloseTo(mean, within(1e-12));
    }
  }

  @Test
  void subsetsThatFailAreLeftOutOfTheExpectedBest() {
    double[] losses = {.1, .4, .9, FAILED, FAILED, FAILED};
    double mean = Arrays.stream(bests(losses, 2)).filter(Double::isFinite).average().orElseThrow();
    assertThat(SeenBest.of(losses, 2).estimate()).isCloseTo(mean, within(1e-12));
  }

  @Test
  void smallerCountsAllPairsOfSubsets() {
    double[] other = {.2, .4, .8, FAILED, FAILED};
    double[] one = {.1, .4, .4, .7, FAILED, FAILED};
    for (int n = 1; n <= 5; n++) {
      double[] ofOne = bests(one, n);
      double[] ofOther = bests(other, n);
      double share =
          DoubleStream.of(ofOne)
              .map(
                  x ->
                      DoubleStream.of(ofOther)
                          .map(y -> x < y ? 1 : x == y ? .5 : 0)
                          .average()
                          .orElseThrow())
              .average()
              .orElseThrow();
      assertThat(Ranks.smaller(one, n, other, n)).isCloseTo(share, within(1e-12));
    }
  }

  /** The derivative is that of the expected best of n draws with replacement. */
  @Test
  void errorIsThatOfSlightlyReweightedTrials() {
    double[] losses = {.1, .4, .5, .7, 1.3, 2.9, FAILED, FAILED};
    for (int n : new int[] {1, 2, 3}) {
      double[] slopes = new double[losses.length];
      for (int i = 0; i < losses.length; i++) {
        slopes[i] = (weighted(losses, i, 1e-6, n) - weighted(losses, i, -1e-6, n)) / 2e-6;
      }
      double mean = Arrays.stream(slopes).average().orElseThrow();
      double squares = Arrays.stream(slopes).map(s -> (s - mean) * (s - mean)).sum();
      assertThat(SeenBest.of(losses, n).error())
          .isCloseTo(Math.sqrt(squares / 7 / 8), within(1e-6));
    }
  }

  /** The expected best of n where one trial is more likely than the others. */
  private static double weighted(double[] losses, int which, double more, int n) {
    double beyond = 1;
    double mean = 0;
    double power = 1;
    for (int k = 0; k < losses.length && Double.isFinite(losses[k]); k++) {
      beyond -= (1 - more) / losses.length + (k == which ? more : 0);
      double next = Math.pow(beyond, n);
      mean += (power - next) * losses[k];
      power = next;
    }
    return mean / (1 - power);
  }
}
