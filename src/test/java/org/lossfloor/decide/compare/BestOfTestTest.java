package org.lossfloor.decide.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BestOfTestTest {
  private static final double FAILED = Double.POSITIVE_INFINITY;
  private static final int MANY = 99_999;

  /** All ways to take m of the losses, one after the other and back again. */
  private static double[] bests(double[] losses, int m) {
    int ways = (int) Math.pow(losses.length, m);
    return IntStream.range(0, ways)
        .mapToDouble(
            way -> {
              double best = FAILED;
              for (int i = 0, rest = way; i < m; i++, rest /= losses.length) {
                best = Math.min(best, losses[rest % losses.length]);
              }
              return best;
            })
        .toArray();
  }

  @Test
  void probabilityIsThatOfAllWaysToDraw() {
    double[] a = {1, 2, 2, 5, FAILED};
    double[] b = {2, 3, 4, FAILED, FAILED, FAILED};
    double sum = 0;
    double[] ofA = bests(a, 3);
    double[] ofB = bests(b, 3);
    for (double x : ofA) {
      for (double y : ofB) {
        sum += x < y ? 1 : x == y ? .5 : 0;
      }
    }
    assertThat(BestOfTest.of(a, b, 3, 99, 1).probability())
        .isCloseTo(sum / ofA.length / ofB.length, within(1e-12));
  }

  @Test
  void separateExperimentsHaveTheSmallestPValueThereIs() {
    double[] a = {1, 2, 3, 4, 5};
    double[] b = {11, 12, 13, 14, 15};
    // 252 ways to choose 5 of 10, one of which is as extreme to this side.
    assertThat(BestOfTest.of(a, b, 1, MANY, 1).pValue()).isCloseTo(2.0 / 252, within(4e-3));
  }

  @Test
  void pValueIsUniformOverAllWaysToLabelOnePool() {
    double[] pool = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    int small = 0;
    int ways = 0;
    for (int mask = 0; mask < 1 << pool.length; mask++) {
      if (Integer.bitCount(mask) == 6) {
        int chosen = mask;
        double[] a =
            IntStream.range(0, 12)
                .filter(i -> (chosen >> i & 1) == 1)
                .mapToDouble(i -> pool[i])
                .toArray();
        double[] b =
            IntStream.range(0, 12)
                .filter(i -> (chosen >> i & 1) == 0)
                .mapToDouble(i -> pool[i])
                .toArray();
        small += BestOfTest.of(a, b, 2, 199, mask).pValue() <= .1 ? 1 : 0;
        ways++;
      }
    }
    assertThat(ways).isEqualTo(924);
    assertThat(small / 924.0).isBetween(.06, .12);
  }

  @Test
  void equalExperimentsAreEqual() {
    double[] a = {1, 2, 3, FAILED};
    BestOfTest test = BestOfTest.of(a, a.clone(), 2, 999, 1);
    assertThat(test.probability()).isCloseTo(.5, within(1e-15));
    assertThat(test.pValue()).isEqualTo(1);
  }

  @Test
  void twoExperimentsThatFailedAreEqual() {
    double[] a = {FAILED, FAILED, FAILED};
    BestOfTest test = BestOfTest.of(a, a, 1, 999, 1);
    assertThat(test.probability()).isEqualTo(.5);
    assertThat(test.pValue()).isEqualTo(1);
  }

  @Test
  void failuresCountAsWorse() {
    double[] a = IntStream.range(0, 48).mapToDouble(i -> i / 48.0).toArray();
    double[] b = a.clone();
    Arrays.fill(b, 12, 48, FAILED);
    double[] every =
        IntStream.range(0, 48).mapToDouble(i -> i < 12 ? i * 4 / 48.0 : FAILED).toArray();
    // The same best scores, so that nothing differs but what is beyond them.
    assertThat(BestOfTest.of(a, b, 4, 999, 1).pValue()).isGreaterThan(.5);
    assertThat(BestOfTest.of(a, every, 4, 999, 1).pValue()).isLessThan(.02);
  }

  @Test
  void ranksThatDoNotMatterAreLeftOut() {
    double[] a = IntStream.range(0, 3000).mapToDouble(i -> i * i).toArray();
    double[] b = IntStream.range(0, 3000).mapToDouble(i -> 7 + i * i * 1.01).toArray();
    double whole = 0;
    for (int i = 0; i < 3000; i++) {
      double survives = Math.pow((2999.0 - i) / 3000, 250);
      double before = Math.pow((3000.0 - i) / 3000, 250);
      int better = Arrays.binarySearch(b, a[i]);
      double others = Math.pow((3000.0 - (better < 0 ? -better - 1 : better)) / 3000, 250);
      whole += (before - survives) * others;
    }
    assertThat(BestOfTest.of(a, b, 250, 99, 1).probability()).isCloseTo(whole, within(1e-8));
  }
}
