package org.lossfloor.estimate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pairs of equal configurations: counted, and as many as independent draws give. */
class ChanceRepeatsTest {
  private static final int TRIALS = 60;

  private static Hyperparameters.Column column(long[] values) {
    long[] levels = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      levels[i] =
          values[i] < 0 ? Hyperparameters.ABSENT : Double.doubleToLongBits((double) values[i]);
    }
    return new Hyperparameters.Column(levels, true);
  }

  /** Trials whose pairs all differ otherwise. */
  private static ChanceRepeats repeats(List<long[]> columns) {
    int trials = columns.get(0).length;
    long[] codes = new long[trials];
    for (int i = 0; i < trials; i++) {
      for (long[] column : columns) {
        codes[i] = 1_000_003 * codes[i] + column[i] + 1;
      }
    }
    return ChanceRepeats.of(
        new Hyperparameters(trials, columns.stream().map(ChanceRepeatsTest::column).toList()),
        codes,
        IntStream.range(0, trials).asLongStream().toArray(),
        IntStream.range(0, trials).toArray());
  }

  private static long[] drawn(int trials, Random random, ToLongFunction<Random> draw) {
    return IntStream.range(0, trials).mapToLong(i -> draw.applyAsLong(random)).toArray();
  }

  private static long uneven(Random random) {
    double x = -Math.log(random.nextDouble());
    return Math.min(3, (long) x);
  }

  private static void shuffle(long[] values, Random random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      long kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }

  @Test
  void meanAndVarianceAreThoseOfAllPermutations() {
    Random random = new Random(7);
    long[] uneven = drawn(TRIALS, random, r -> uneven(r));
    long[] even = drawn(TRIALS, random, r -> r.nextInt(5));
    long[] rare = drawn(TRIALS, random, r -> r.nextInt(10) == 0 ? 1 : 0);
    List<long[]> columns = List.of(uneven, even, rare);
    ChanceRepeats law = repeats(columns);
    int times = 20_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < times; i++) {
      columns.forEach(column -> shuffle(column, random));
      double observed = repeats(columns).observed();
      sum += observed;
      squares += observed * observed;
    }
    double mean = sum / times;
    double variance = squares / times - mean * mean;
    // Four standard errors.
    assertThat(mean).isEqualTo(law.expected(), within(4 * Math.sqrt(variance / times)));
    assertThat(variance).isEqualTo(law.variance(), within(.08 * variance));
  }

  /** A space and how often chance is not believed in it. */
  private static long alarms(double level, int sweeps, ToDoubleFunction<Random> sweep) {
    Random random = new Random(level < .001 ? 11 : 12);
    return IntStream.range(0, sweeps).filter(i -> sweep.applyAsDouble(random) < level).count();
  }

  private static double p(List<long[]> columns) {
    return repeats(columns).pValue();
  }

  private static double unevenSpace(Random random) {
    return p(
        List.of(
            drawn(400, random, r -> r.nextInt(10) == 0 ? 1 : 0),
            drawn(400, random, r -> r.nextInt(10) == 0 ? 1 : 0),
            drawn(400, random, r -> uneven(r))));
  }

  private static double smallSpace(Random random) {
    return p(
        List.of(
            drawn(80, random, r -> r.nextInt(4)),
            drawn(80, random, r -> r.nextInt(5)),
            drawn(80, random, r -> r.nextInt(6))));
  }

  /** One kind of trial has two hyperparameters that the other lacks. */
  private static double conditionalSpace(Random random) {
    List<long[]> columns = new ArrayList<>();
    Collections.addAll(columns, new long[120], new long[120], new long[120], new long[120]);
    for (int i = 0; i < 120; i++) {
      boolean kind = random.nextBoolean();
      columns.get(0)[i] = kind ? 1 : 0;
      columns.get(1)[i] = random.nextInt(3);
      columns.get(2)[i] = kind ? random.nextInt(4) : -1;
      columns.get(3)[i] = kind ? random.nextInt(4) : -1;
    }
    return p(columns);
  }

  /** Two of its five columns say again what others say. */
  private static double spaceWithCopies(Random random) {
    long[] width = drawn(100, random, r -> 16L << r.nextInt(8));
    long[] depth = drawn(100, random, r -> 1 + r.nextInt(9));
    return p(
        List.of(
            width,
            depth,
            IntStream.range(0, 100).mapToLong(i -> width[i] * width[i]).toArray(),
            IntStream.range(0, 100).mapToLong(i -> 20 - depth[i]).toArray(),
            drawn(100, random, r -> r.nextInt(2))));
  }

  @Test
  void chanceIsRarelyTakenForMore() {
    for (ToDoubleFunction<Random> space :
        List.<ToDoubleFunction<Random>>of(
            ChanceRepeatsTest::unevenSpace,
            ChanceRepeatsTest::smallSpace,
            ChanceRepeatsTest::conditionalSpace,
            ChanceRepeatsTest::spaceWithCopies)) {
      assertThat(alarms(1e-6, 1_000, space)).isZero();
      assertThat(alarms(.01, 1_000, space)).isLessThan(25);
    }
  }

  @Test
  void repetitionsInAContinuousSpaceAreNotChance() {
    Random random = new Random(3);
    long[] rate = drawn(20, random, r -> r.nextInt(1 << 30));
    long[] decay = drawn(20, random, r -> r.nextInt(1 << 30));
    long[] twice = IntStream.range(0, 40).mapToLong(i -> rate[i % 20]).toArray();
    long[] again = IntStream.range(0, 40).mapToLong(i -> decay[i % 20]).toArray();
    assertThat(repeats(List.of(twice, again)).observed()).isEqualTo(20);
    assertThat(repeats(List.of(twice, again)).pValue()).isLessThan(1e-6);
    assertThat(repeats(List.of(twice)).pValue()).isGreaterThan(.1);
    assertThat(repeats(List.of(rate, decay)).pValue()).isEqualTo(1);
  }
}
