package org.lossfloor.decide.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.lossfloor.distribution.NoisyQuadratic;

/** Luck against the law that drew the scores, and the rule that rests on it on real sweeps. */
class LuckTest {
  private static final int FEW = 40;
  private static final int ORDERS = Integer.getInteger("replay.orders", FEW);

  private static Luck seen(double... losses) {
    Luck luck = new Luck(losses.length);
    Arrays.stream(losses).forEach(luck::add);
    return luck;
  }

  @Test
  void itDependsNeitherOnOrderNorOnScaleButOnTheBestScore() {
    double[] losses = new double[40];
    Arrays.setAll(losses, i -> Math.sqrt(1 + (i * 17) % 40));
    double luck = seen(losses).expected().orElseThrow();
    double[] moved = Arrays.stream(losses).sorted().map(y -> 5 + 3 * y).toArray();
    assertThat(seen(moved).expected().orElseThrow()).isCloseTo(luck, within(1e-12));
    Arrays.sort(losses);
    losses[0] -= 2;
    assertThat(seen(losses).expected().orElseThrow()).isLessThan(luck);
  }

  @Test
  void whereMostTrialsFailedNothingIsSaid() {
    double[] losses = new double[40];
    Arrays.setAll(losses, i -> i < 12 ? i : Double.POSITIVE_INFINITY);
    assertThat(seen(losses).expected()).isPresent();
    Arrays.setAll(losses, i -> i < 9 ? i : Double.POSITIVE_INFINITY);
    assertThat(seen(losses).expected()).isEmpty();
    Arrays.setAll(losses, i -> i < 8 ? i : Double.POSITIVE_INFINITY);
    assertThat(new LuckStop(24).of(losses)).isEqualTo(40);
  }

  /** Regressed on what is expected, the true luck has a slope of about one. */
  @Test
  void itIsCalibratedOnSweepsOfTheLaw() {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(3);
    double[] told = new double[1500];
    double[] real = new double[told.length];
    for (int i = 0; i < told.length; i++) {
      double dimension = 2 * Math.pow(5, random.nextDouble());
      double noise = .001 * Math.pow(100, random.nextDouble());
      NoisyQuadratic law = NoisyQuadratic.convex(0, 1, dimension, noise);
      double[] losses = new double[24 + random.nextInt(300)];
      Arrays.setAll(losses, j -> law.sample(random));
      told[i] = seen(losses).expected().orElseThrow();
      double best = Arrays.stream(losses).min().orElseThrow();
      real[i] = Math.log(losses.length * law.cdf(best));
    }
    double meanTold = Arrays.stream(told).average().orElseThrow();
    double meanReal = Arrays.stream(real).average().orElseThrow();
    double both = 0;
    double squares = 0;
    for (int i = 0; i < told.length; i++) {
      both += (told[i] - meanTold) * (real[i] - meanReal);
      squares += (told[i] - meanTold) * (told[i] - meanTold);
    }
    assertThat(meanTold).isCloseTo(meanReal, within(.15));
    assertThat(both / squares).isBetween(.6, 1.4);
  }

  /**
   * On real sweeps it is nowhere clearly worse than a fixed budget of as many trials; {@code
   * -Dreplay.orders=2000} prints the table of replay.md.
   */
  @Test
  void onRealSweepsLuckIsNeverClearlyWorseThanAFixedBudget() throws IOException {
    List<Integer> means = ORDERS > FEW ? List.of(48, 96, 192) : List.of(96);
    for (int mean : means) {
      List<StopResult> all = new ArrayList<>();
      for (PastSweep sweep : RealSweeps.all()) {
        StopResult result = spending(mean, sweep);
        all.add(result);
        print(sweep.id(), result);
        assertThat(result.trials()).isCloseTo(mean, within(.1 * mean));
        assertThat(result.regret() - result.fixedRegret())
            .as("%s, %d trials", sweep.id(), mean)
            .isLessThan(3.5 * result.error().orElseThrow());
      }
      print("all " + all.size(), all);
    }
  }

  /** The rule with the budget at which it spends so many trials in the mean. */
  private static StopResult spending(int mean, PastSweep sweep) {
    List<PastOrder> orders = new ArrayList<>();
    for (int number = 0; number < ORDERS; number++) {
      orders.add(sweep.order(number, new ReplaySettings(ORDERS, List.of(), 11)));
    }
    Budgets budgets = Budgets.of(sweep, orders, true);
    int low = 12;
    int high = 4 * mean;
    while (high - low > 1) {
      int budget = (low + high) / 2;
      double spent = Arrays.stream(stops(budget, orders)).average().orElseThrow();
      low = spent > mean ? low : budget;
      high = spent > mean ? budget : high;
    }
    return budgets.result(StopRule.LUCK, OptionalInt.of(low), stops(low, orders));
  }

  private static int[] stops(int budget, List<PastOrder> orders) {
    LuckStop rule = new LuckStop(budget);
    return orders.stream().mapToInt(order -> rule.of(order.losses())).toArray();
  }

  private static void print(String name, List<StopResult> results) {
    double fixed = results.stream().mapToDouble(r -> 1).sum();
    double squares =
        results.stream()
            .mapToDouble(r -> Math.pow(r.error().orElseThrow() / r.fixedRegret(), 2))
            .sum();
    System.out.printf(
        Locale.ROOT,
        "| %s | | | %+.1f ± %.1f %% | %.1f %% |%n",
        name,
        100 * results.stream().mapToDouble(r -> r.spared().orElseThrow()).sum() / fixed,
        100 * Math.sqrt(squares) / fixed,
        100
            * results.stream()
                .mapToDouble(r -> 1 - r.oracleRegret().orElseThrow() / r.fixedRegret())
                .sum()
            / fixed);
  }

  private static void print(String name, StopResult result) {
    double fixed = result.fixedRegret();
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.0f | %+.1f ± %.1f %% | %.1f %% |%n",
        name,
        result.budget().orElseThrow(),
        result.trials(),
        100 * (1 - result.regret() / fixed),
        100 * result.error().orElseThrow() / fixed,
        100 * (1 - result.oracleRegret().orElseThrow() / fixed));
  }
}
