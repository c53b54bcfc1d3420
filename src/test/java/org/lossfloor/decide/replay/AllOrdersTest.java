package org.lossfloor.decide.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Means over all orders, against the orders of a small sweep played one by one. */
class AllOrdersTest {
  private static final double[] RANKED = {1, 1.5, 3, 3, 7};

  private static List<double[]> orders(double... losses) {
    List<double[]> all = new ArrayList<>();
    permute(losses.clone(), 0, all);
    return all;
  }

  private static void permute(double[] losses, int from, List<double[]> all) {
    if (from == losses.length) {
      all.add(losses.clone());
    }
    for (int i = from; i < losses.length; i++) {
      swap(losses, from, i);
      permute(losses, from + 1, all);
      swap(losses, from, i);
    }
  }

  private static void swap(double[] losses, int i, int j) {
    double kept = losses[i];
    losses[i] = losses[j];
    losses[j] = kept;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void aFixedBudgetHasTheMeanRegretOfAllOrders(int budget) {
    double mean =
        orders(RANKED).stream()
            .mapToDouble(o -> Arrays.stream(o, 0, budget).min().orElseThrow() - 1)
            .average()
            .orElseThrow();
    assertThat(AllOrders.fixed(RANKED, budget)).isCloseTo(mean, within(1e-12));
  }

  /** Without ties the first score up to a constant is the first of the best so many. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5, 3.5, 4, 7})
  void theOracleStopsAtTheFirstScoreBeyondAConstant(double constant) {
    double[] ranked = {1, 1.5, 3.5, 4, 7};
    double trials = 0;
    double regret = 0;
    List<double[]> all = orders(ranked);
    for (double[] order : all) {
      int at = 0;
      while (order[at] > constant) {
        at++;
      }
      trials += at + 1.0;
      regret += order[at] - 1;
    }
    assertThat(AllOrders.oracle(ranked, trials / all.size()))
        .isCloseTo(regret / all.size(), within(1e-12));
  }

  @Test
  void betweenTwoConstantsTheOracleMixesThem() {
    // The best two of five come first after 2 trials, the best three after 1.5.
    double two = AllOrders.oracle(RANKED, 2);
    double three = AllOrders.oracle(RANKED, 1.5);
    assertThat(two).isEqualTo(.25);
    assertThat(AllOrders.oracle(RANKED, 1.75)).isCloseTo((two + three) / 2, within(1e-12));
  }

  @Test
  void whoRunsAllTrialsHasNoRegret() {
    assertThat(AllOrders.oracle(RANKED, 5)).isZero();
    assertThat(AllOrders.fixed(RANKED, 5)).isZero();
  }
}
