package org.lossfloor.estimate.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.lossfloor.estimate.bins.Bins;
import org.lossfloor.estimate.fit.Ties;
import org.lossfloor.estimate.spacing.SpacingFit;

/** Drawing only the order statistics that are kept gives what drawing every trial gives. */
class GroupedTailTest {
  private static final SpacingFit LAW = new SpacingFit(2, 0, 1, .05, 0);
  private static final int TRIALS = 3_000;
  private static final double LIMIT = .4;
  private static final int DRAWS = 500;
  private static final int LEAST = 6;

  private final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(11);

  /** Scores at some ranks, the weight of the last bin, in every draw. */
  private double[][] numbers(IntFunction<Bins> draw) {
    double[][] numbers = new double[5][DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      Bins bins = draw.apply(i);
      numbers[0][i] = bins.edge(0);
      numbers[1][i] = bins.edge(20);
      numbers[2][i] = bins.edge(100);
      numbers[3][i] = bins.edge(bins.size() - 2);
      numbers[4][i] = bins.weight(bins.size());
    }
    return numbers;
  }

  /** The Kolmogorov distance of two samples, in the unit of its critical values. */
  private static double distance(double[] one, double[] other) {
    double[] a = one.clone();
    double[] b = other.clone();
    Arrays.sort(a);
    Arrays.sort(b);
    double largest = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      double at = Math.min(a[i], b[j]);
      while (i < a.length && a[i] <= at) {
        i++;
      }
      while (j < b.length && b[j] <= at) {
        j++;
      }
      largest = Math.max(largest, Math.abs((double) i / a.length - (double) j / b.length));
    }
    return largest * Math.sqrt(a.length / 2.0);
  }

  private static void assertAlike(List<Integer> compared, double[][] one, double[][] other) {
    for (int k : compared) {
      // Of five distances one is above 1.86 in half a per cent of the seeds.
      assertThat(distance(one[k], other[k])).as("number %d", k).isLessThan(1.86);
    }
  }

  @Test
  void orderStatisticsOfALawAreDistributedAsThoseOfItsTrials() {
    GroupedTail grouped = GroupedTail.of(LAW, TRIALS, LIMIT);

    assertAlike(
        List.of(0, 1, 2, 3, 4),
        numbers(i -> grouped.bins(LEAST, LIMIT, 1, random).orElseThrow()),
        numbers(
            i -> Bins.ofTail(SimulatedTail.draw(LAW, TRIALS, LIMIT, random), LIMIT, TRIALS, 1)));
  }

  @Test
  void orderStatisticsOfTrialsAreDistributedAsThoseOfTheirResamples() {
    double[] tail = SimulatedTail.draw(LAW, TRIALS, LIMIT, random);
    GroupedTail grouped = GroupedTail.of(TRIALS, tail.length, i -> tail[i]);

    // The scores at the ends are drawn again and again: they are spread in another way.
    assertAlike(
        List.of(2, 4),
        numbers(i -> grouped.bins(LEAST, LIMIT, 1, random).orElseThrow()),
        numbers(
            i -> {
              double[] drawn = SimulatedTail.resample(tail, TRIALS, random);
              double[] spread = Ties.spread(drawn);
              Ties.confine(spread, drawn, LIMIT);
              return Bins.ofTail(spread, LIMIT, TRIALS, 1);
            }));
  }

  @Test
  void aTailOfABillionTrialsTakesSomeHundredNumbers() {
    int billion = 1_000_000_000;
    Bins bins = GroupedTail.of(LAW, billion, LIMIT).bins(LEAST, LIMIT, 1, random).orElseThrow();

    assertThat(bins.size()).isLessThan(1_000);
    double tail = 0;
    for (int i = 1; i < bins.size(); i++) {
      tail += bins.weight(i);
    }
    double share = (tail - 1) / billion;
    double expected = GroupedTail.of(LAW, billion, LIMIT).share();
    double error = Math.sqrt(expected * (1 - expected) / billion);
    double most = NormalDistribution.of(0, 1).inverseSurvivalProbability(1e-6);
    assertThat(share).isCloseTo(expected, within(most * error));
  }

  @Test
  void aTailWithTooFewScoresHasNoBins() {
    assertThat(GroupedTail.of(LAW, 20, -.2).bins(LEAST, -.2, 1, random)).isEmpty();
  }
}
