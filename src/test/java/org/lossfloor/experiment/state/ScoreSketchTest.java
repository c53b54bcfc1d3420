package org.lossfloor.experiment.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lossfloor.estimate.Pruned;
import org.lossfloor.estimate.regime.Sample;
import org.lossfloor.estimate.regime.Scores;
import org.lossfloor.sweep.Direction;

/** The sketch of many scores: a function of the scores alone, and exact in what it counts. */
class ScoreSketchTest {
  private static final ScoreSketch.Room SMALL = new ScoreSketch.Room(400, 100, 64);
  private static final int MANY = 5_000;

  /** Where scores lie. */
  @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
  enum Kind {
    AROUND_ZERO(Random::nextGaussian),
    FAR_FROM_ZERO(random -> 1e6 + 1e-3 * random.nextDouble()),
    OF_ALL_SIZES(random -> Math.exp(12 * random.nextGaussian())),
    ROUNDED(random -> Math.rint(20 * random.nextGaussian()) / 20),
    MOSTLY_AT_A_LIMIT(random -> random.nextInt(3) > 0 ? 0 : random.nextDouble()),
    ZEROS_OF_BOTH_SIGNS(random -> random.nextBoolean() ? 0.0 : -0.0),
    ALL_EQUAL(random -> .25);

    private final ToDoubleFunction<Random> draw;

    Kind(ToDoubleFunction<Random> draw) {
      this.draw = draw;
    }

    double[] draw(int n, long seed) {
      Random random = new Random(seed);
      return DoubleStream.generate(() -> draw.applyAsDouble(random)).limit(n).toArray();
    }
  }

  static ScoreSketch sketch(ScoreSketch.Room room, double... scores) {
    ScoreSketch sketch = new ScoreSketch(room);
    Arrays.stream(scores).forEach(sketch::add);
    return sketch;
  }

  private static byte[] bytes(ScoreSketch sketch) {
    StateWriter out = new StateWriter();
    sketch.write(out);
    return out.toBytes();
  }

  private static double resolution(Scores scores) {
    int finite = scores.trials() - scores.failed();
    return Sample.of(scores, Direction.MINIMIZE, Pruned.NONE).counts(finite).resolution();
  }

  /** Some parts of very different sizes, put together two by two in any order. */
  private static ScoreSketch inParts(double[] scores, Random random) {
    List<ScoreSketch> parts = new ArrayList<>();
    for (int from = 0; from < scores.length; ) {
      int to = Math.min(scores.length, from + 1 + random.nextInt(1 << (1 + random.nextInt(12))));
      parts.add(sketch(SMALL, Arrays.copyOfRange(scores, from, to)));
      from = to;
    }
    while (parts.size() > 1) {
      Collections.shuffle(parts, random);
      ScoreSketch last = parts.remove(parts.size() - 1);
      if (random.nextBoolean()) {
        last.compact();
      }
      parts.get(0).add(last);
    }
    return parts.get(0);
  }

  @ParameterizedTest
  @EnumSource
  void neitherOrderNorPartsChangeAByte(Kind kind) {
    double[] scores = kind.draw(MANY, 3);
    byte[] whole = bytes(sketch(SMALL, scores));
    for (int i = 0; i < 30; i++) {
      Random random = new Random(i);
      List<Double> shuffled = new ArrayList<>(Arrays.stream(scores).boxed().toList());
      Collections.shuffle(shuffled, random);
      double[] other = shuffled.stream().mapToDouble(y -> y).toArray();

      assertThat(bytes(inParts(other, random))).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyCellHoldsAsManyScoresAsItCounts(Kind kind) {
    double[] scores = kind.draw(MANY, 4);
    Scores known = sketch(SMALL, scores).scores(7);
    Arrays.setAll(scores, i -> scores[i] + 0.0);
    Arrays.sort(scores);

    assertThat(known.sketched()).isTrue();
    assertThat(known.trials()).isEqualTo(MANY + 7);
    assertThat(known.failed()).isEqualTo(7);
    assertThat(LongStream.of(known.counts()).sum()).isEqualTo(MANY);
    double[] middles = known.middles();
    assertThat(middles).isSorted().startsWith(Arrays.copyOf(scores, 100));
    assertThat(middles).endsWith(Arrays.copyOfRange(scores, MANY - 100, MANY));
    double widest = resolution(known);
    double[] each = known.each();
    for (int i = 0; i < MANY; i++) {
      assertThat(each[i]).isBetween(scores[i] - widest, scores[i] + widest);
    }
    assertThat(Arrays.copyOfRange(each, MANY, each.length)).containsOnly(Double.NaN);
  }

  @Test
  void fewScoresAreKeptAsTheyAre() {
    double[] scores = Kind.AROUND_ZERO.draw(400, 5);
    ScoreSketch sketch = inParts(scores, new Random(1));
    Scores known = sketch.scores(1);
    Arrays.sort(scores);

    assertThat(sketch.sketched()).isFalse();
    assertThat(known.sketched()).isFalse();
    assertThat(resolution(known)).isZero();
    assertThat(Arrays.copyOf(known.each(), 400)).containsExactly(scores);
    assertThat(sketch.size()).isEqualTo(400);
  }

  @ParameterizedTest
  @EnumSource(names = {"ROUNDED", "MOSTLY_AT_A_LIMIT", "ALL_EQUAL", "ZEROS_OF_BOTH_SIGNS"})
  void fewDistinctValuesLoseNothing(Kind kind) {
    double[] rounded = kind.draw(MANY, 6);
    Arrays.setAll(rounded, i -> Math.rint(50 * rounded[i]) / 50 + 0.0);
    Scores known = sketch(new ScoreSketch.Room(400, 100, 300), rounded).scores(0);
    Arrays.sort(rounded);

    assertThat(known.each()).containsExactly(rounded);
  }

  @Test
  void bucketsAreAsNarrowAsTheirNumberAllows() {
    Scores unit = sketch(SMALL, new Random(7).doubles(MANY, 1, 2).toArray()).scores(0);
    // 64 buckets between 1 and 2 are a 64th wide.
    assertThat(resolution(unit)).isBetween(1 / 65.0, 1 / 64.0);
    Scores zero = sketch(SMALL, Kind.AROUND_ZERO.draw(MANY, 8)).scores(0);
    assertThat(zero.counts()).hasSizeBetween(200 + 32, 200 + 64);
  }

  @Test
  void theMirrorImageHasTheMirroredCells() {
    for (Kind kind : Kind.values()) {
      double[] scores = kind.draw(MANY, 9);
      double[] middles = sketch(SMALL, scores).scores(0).middles();
      double[] mirrored =
          sketch(SMALL, Arrays.stream(scores).map(y -> -y).toArray()).scores(0).middles();
      for (int i = 0; i < middles.length; i++) {
        assertThat(mirrored[middles.length - 1 - i] + 0.0)
            .as("%s", kind)
            .isEqualTo(-middles[i] + 0.0);
      }
    }
  }
}
