package org.lossfloor.estimate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lossfloor.sweep.Direction;

/** Level and power of the order tests by seeded simulation, and their moments by enumeration. */
class OrderTestTest {
  private static final double[] TIED = {.3, .1, .4, .1, .5, Double.NaN, Double.NaN};

  private static UniformRandomProvider random(long seed) {
    return RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
  }

  /** All orders of TIED, each as often as permutations give it. */
  private static List<double[]> allOrders() {
    List<double[]> orders = new ArrayList<>();
    permute(TIED.clone(), 0, orders);
    return orders;
  }

  private static void permute(double[] values, int from, List<double[]> orders) {
    if (from == values.length) {
      orders.add(values.clone());
      return;
    }
    for (int i = from; i < values.length; i++) {
      swap(values, from, i);
      permute(values, from + 1, orders);
      swap(values, from, i);
    }
  }

  private static void swap(double[] values, int i, int j) {
    double kept = values[i];
    values[i] = values[j];
    values[j] = kept;
  }

  @Test
  void theCorrelationOfNeighboursHasTheMomentsOfAllOrders() {
    List<double[]> orders = allOrders();
    double[] numbers = {-2, 0, 1, 0, 3, -1, -1};
    double[] moments = new double[4];
    for (double[] order : orders) {
      // The orders of TIED are those of these numbers, equal where TIED is.
      double[] x = Arrays.stream(order).map(y -> numbers[position(y)]).toArray();
      double sum = x[6] * x[0];
      for (int i = 0; i < 6; i++) {
        sum += x[i] * x[i + 1];
      }
      for (int k = 1; k <= 3; k++) {
        moments[k] += Math.pow(sum, k) / orders.size();
      }
    }
    double variance = moments[2] - moments[1] * moments[1];
    double third = moments[3] - 3 * moments[1] * moments[2] + 2 * Math.pow(moments[1], 3);
    NeighbourProduct law = NeighbourProduct.of(numbers);
    assertThat(orders).hasSize(5040);
    assertThat(law.mean()).isEqualTo(moments[1], within(1e-9));
    assertThat(law.deviation()).isEqualTo(Math.sqrt(variance), within(1e-9));
    assertThat(law.skewness()).isEqualTo(third / Math.pow(variance, 1.5), within(1e-9));
  }

  private static int position(double value) {
    return IntStream.range(0, TIED.length)
        .filter(i -> Double.compare(TIED[i], value) == 0)
        .findFirst()
        .orElseThrow();
  }

  /** Student's t with n - 2 degrees turns into a correlation whose square has the mean 1/(n-1). */
  @Test
  void aCorrelationWithThePositionHasTheVarianceOfThePermutations() {
    List<double[]> orders = allOrders();
    double squares = 0;
    for (double[] order : orders) {
      double p = RankedSequence.of(order).trend();
      double t =
          org.apache.commons.statistics.distribution.TDistribution.of(5)
              .inverseSurvivalProbability(p / 2);
      squares += t * t / (5 + t * t);
    }
    assertThat(squares / orders.size()).isEqualTo(1 / 6.0, within(1e-9));
  }

  /** Against all 10,626 sets of 4 positions of 24: twice the share with a sum as small. */
  @Test
  void thePositionOfTheBestIsCloseToTheExactRankSumTest() {
    double[] scores = IntStream.range(0, 24).mapToDouble(i -> 100 + (i * 7) % 24).toArray();
    int[] early = {0, 2, 3, 8};
    for (int i = 0; i < early.length; i++) {
      scores[early[i]] = i;
    }
    int sum = Arrays.stream(early).sum();
    int atMost = 0;
    int all = 0;
    for (int a = 0; a < 24; a++) {
      for (int b = a + 1; b < 24; b++) {
        for (int c = b + 1; c < 24; c++) {
          for (int d = c + 1; d < 24; d++) {
            all++;
            atMost += a + b + c + d <= sum ? 1 : 0;
          }
        }
      }
    }
    double exact = 2.0 * atMost / all;
    double p = RankedSequence.of(scores).positionOfSmallest(4 / 24.0);
    assertThat(p / exact).isBetween(.8, 1.05);
  }

  @Test
  void allEqualScoresTellNothing() {
    OrderTest test = OrderTest.of(new double[40], Direction.MINIMIZE).orElseThrow();
    assertThat(test.pValue()).isGreaterThan(.5);
  }

  @Test
  void fewTrialsAreNotTested() {
    assertThat(OrderTest.of(new double[OrderTest.LEAST_TRIALS - 1], Direction.MINIMIZE)).isEmpty();
  }

  @Test
  void onlyRanksCountAndTheMirrorImageGivesTheSameDigits() {
    UniformRandomProvider random = random(5);
    double[] scores =
        IntStream.range(0, 60)
            .mapToDouble(i -> random.nextDouble() < .2 ? Double.NaN : random.nextDouble())
            .toArray();
    OrderTest test = OrderTest.of(scores, Direction.MINIMIZE).orElseThrow();
    double[] mirrored = Arrays.stream(scores).map(y -> -y).toArray();
    assertThat(OrderTest.of(mirrored, Direction.MAXIMIZE)).contains(test);
    double[] curved = Arrays.stream(scores).map(y -> Math.exp(3 * y)).toArray();
    assertThat(OrderTest.of(curved, Direction.MINIMIZE)).contains(test);
    double[] infinite =
        Arrays.stream(scores).map(y -> Double.isNaN(y) ? Double.NEGATIVE_INFINITY : y).toArray();
    assertThat(OrderTest.of(infinite, Direction.MINIMIZE)).contains(test);
  }

  /** Independent draws, smooth, rounded or with 30 per cent failed, keep the nominal level. */
  @ParameterizedTest
  @CsvSource({
    "24, 0, 0", "48, 0, 0", "96, 0, 0", "512, 0, 0",
    "24, .3, 0", "48, .3, 0", "96, .3, 0", "512, .3, 0",
    "24, 0, 8", "48, .3, 8", "96, 0, 8", "512, .3, 8"
  })
  void falseAlarmsAreAsOftenAsTheLevelSays(int trials, double failed, int levels) {
    UniformRandomProvider random = random(1000 + trials);
    int sets = trials > 100 ? 4_000 : 10_000;
    int atFive = 0;
    int atOne = 0;
    for (int i = 0; i < sets; i++) {
      double[] scores = new double[trials];
      for (int j = 0; j < trials; j++) {
        double u = random.nextDouble();
        double score = levels > 0 ? Math.floor(u * u * levels) : u;
        scores[j] = random.nextDouble() < failed ? Double.NaN : score;
      }
      double p = OrderTest.of(scores, Direction.MINIMIZE).orElseThrow().pValue();
      atFive += p < .05 ? 1 : 0;
      atOne += p < .01 ? 1 : 0;
    }
    // Four Monte-Carlo standard errors, and the 6 per cent by which 20,000 sets were seen to
    // differ.
    assertThat(atFive / (double) sets)
        .isEqualTo(.05, within(.003 + 4 * Math.sqrt(.05 * .95 / sets)));
    assertThat(atOne / (double) sets)
        .isEqualTo(.01, within(.002 + 4 * Math.sqrt(.01 * .99 / sets)));
  }

  /** Rejections at one per cent; the least leave room below those of diagnostics.md. */
  @ParameterizedTest
  @CsvSource({
    "tpe, 48, .90",
    "tpe, 192, .95",
    "evolution, 48, .52",
    "evolution, 192, .65",
    "refinement, 48, .69",
    "refinement, 96, .95",
    "drift, 96, .30",
    "drift, 192, .68",
    "drift, 512, .97",
    "grid, 96, .97",
    "rungs, 48, .97"
  })
  void ordersThatAreNotRandomAreSeen(String how, int trials, double least) {
    int sets = 200;
    UniformRandomProvider random = random(77);
    long seen = IntStream.range(0, sets).filter(i -> pValue(how, trials, random) < .01).count();
    assertThat(seen / (double) sets).isGreaterThanOrEqualTo(least);
  }

  private static double pValue(String how, int trials, UniformRandomProvider random) {
    return OrderTest.of(OrderedSweeps.scores(how, trials, random), Direction.MINIMIZE)
        .orElseThrow()
        .pValue();
  }
}
