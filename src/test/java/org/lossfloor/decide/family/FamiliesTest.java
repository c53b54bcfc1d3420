package org.lossfloor.decide.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class FamiliesTest {
  private static double rate(Random random) {
    return Math.pow(10, -5 + 4 * random.nextDouble());
  }

  private static Axis.Numbers drawn(ToDoubleFunction<Random> draw, int trials, Random random) {
    double[] sorted =
        random.doubles(trials).map(u -> draw.applyAsDouble(random)).sorted().toArray();
    return new Axis.Numbers(trials, sorted[0], sorted[trials / 2], sorted[trials - 1]);
  }

  private static Axis.Words words(String... counted) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    for (String word : counted) {
      counts.merge(word, 1, Integer::sum);
    }
    return new Axis.Words(counts);
  }

  private static SearchRanges of(String id, Map<String, Axis> axes) {
    return new SearchRanges(id, new TreeMap<>(axes));
  }

  /** Samples of one space are recognised, up to exp(-9) for each of four ends. */
  @Test
  void samplesOfOneRangeMayBeEqual() {
    Random random = new Random(1);
    for (ToDoubleFunction<Random> draw :
        List.<ToDoubleFunction<Random>>of(
            FamiliesTest::rate, Random::nextDouble, r -> 1 + r.nextInt(8))) {
      int apart = 0;
      for (int i = 0; i < 500; i++) {
        Axis one = drawn(draw, 20 + random.nextInt(200), random);
        Axis other = drawn(draw, 20 + random.nextInt(200), random);
        apart += one.mayBe(other) ? 0 : 1;
        assertThat(other.mayBe(one)).isEqualTo(one.mayBe(other));
      }
      assertThat(apart).isLessThanOrEqualTo(3);
    }
  }

  @Test
  void otherRangesAreTold() {
    Random random = new Random(2);
    Axis rate = drawn(FamiliesTest::rate, 200, random);
    assertThat(rate.mayBe(drawn(r -> 10 * rate(r), 200, random))).isFalse();
    assertThat(rate.mayBe(drawn(r -> Math.pow(10, -4 + 3 * r.nextDouble()), 200, random)))
        .isFalse();
    assertThat(rate.mayBe(words("adam", "sgd"))).isFalse();
    assertThat(words("adam", "sgd").mayBe(rate)).isFalse();
    Axis constant = new Axis.Numbers(50, .1, .1, .1);
    assertThat(constant.mayBe(new Axis.Numbers(50, .1, .1, .1))).isTrue();
    assertThat(constant.mayBe(new Axis.Numbers(50, .1, .1, .2))).isFalse();
    assertThat(constant.mayBe(new Axis.Numbers(50, .2, .2, .2))).isFalse();
  }

  /** A word may lack where fewer than nine trials would have had it. */
  @Test
  void aRareWordMayBeMissed() {
    String[] often = new String[100];
    Arrays.setAll(often, i -> i < 30 ? "a" : i < 60 ? "b" : "c");
    String[] lacking = new String[100];
    Arrays.setAll(lacking, i -> i < 50 ? "a" : "b");
    assertThat(words(often).mayBe(words(lacking))).isFalse();
    assertThat(words(often).mayBe(words("a", "b", "a", "b"))).isTrue();
    assertThat(words("a", "a").mayBe(words("a"))).isTrue();
    assertThat(words("a", "a").mayBe(words("b"))).isFalse();
    assertThat(words("a", "a").mayBe(words("a", "b"))).isFalse();
  }

  /** Two spaces, one of them with another range: found in any order. */
  @Test
  void familiesAreFoundInAnyOrder() {
    Random random = new Random(3);
    List<SearchRanges> all = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int trials = 60 + random.nextInt(100);
      Axis axis =
          i < 8
              ? drawn(Random::nextDouble, trials, random)
              : drawn(r -> 2 * r.nextDouble(), trials, random);
      all.add(of("e" + (10 + i), Map.of("lr", axis, "optimizer", words("adam"))));
    }
    all.add(of("e90", Map.of("momentum", drawn(Random::nextDouble, 80, random))));
    all.add(of("e91", Map.of()));
    Families found = Families.recognised(all);
    assertThat(found.members().values().stream().map(List::size).sorted()).containsExactly(1, 4, 8);
    assertThat(found.founders()).doesNotContainKey("e91");
    assertThat(new TreeSet<>(found.founders().keySet())).hasSize(13);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(all, random);
      assertThat(Families.recognised(all)).isEqualTo(found);
    }
  }

  @Test
  void declaredFamiliesShareValues() {
    TreeMap<String, List<String>> declared = new TreeMap<>();
    declared.put("b", List.of("mlp"));
    declared.put("a", List.of("cnn"));
    declared.put("c", List.of("mlp"));
    assertThat(Families.declared(declared).members())
        .isEqualTo(new TreeMap<>(Map.of("a", List.of("a"), "b", List.of("b", "c"))));
  }

  @Test
  void rangesWithoutTrialsAreRefused() {
    assertThatThrownBy(() -> new Axis.Numbers(0, 0, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Axis.Numbers(9, 0, 2, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Axis.Words(new TreeMap<>()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
