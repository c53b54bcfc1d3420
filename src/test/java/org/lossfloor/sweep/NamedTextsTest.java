package org.lossfloor.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lossfloor.sweep.NamedTexts.Names;

class NamedTextsTest {
  private static final Names NAMES = Names.of(List.of("b", "a", "c", "a"));

  private static NamedTexts texts(Object... values) {
    return NamedTexts.of(NAMES, values);
  }

  @Test
  void itIsTheMapOfItsTexts() {
    NamedTexts texts = texts("x", 1e-5, 7L);
    TreeMap<String, String> same = new TreeMap<>(Map.of("a", "x", "b", "1.0E-5", "c", "7"));

    assertThat(texts).isEqualTo(same).hasSameHashCodeAs(same).hasToString(same.toString());
    assertThat(same).isEqualTo(texts);
    assertThat(NamedTexts.of(same)).isEqualTo(texts);
    assertThat(texts.keySet()).containsExactly("a", "b", "c");
    assertThat(texts.values()).containsExactly("x", "1.0E-5", "7");
    assertThat(texts.tailMap("b")).isEqualTo(same.tailMap("b"));
    assertThat(texts.headMap("b")).isEqualTo(same.headMap("b"));
    assertThat(texts.subMap("a", "c")).isEqualTo(same.subMap("a", "c"));
    assertThat(texts.firstKey() + texts.lastKey() + texts.get("b")).isEqualTo("ac1.0E-5");
    assertThat(texts.get("d")).isNull();
    TreeMap<String, String> visited = new TreeMap<>();
    texts.forEach(visited::put);
    assertThat(visited).isEqualTo(same);
  }

  @Test
  void aNumberIsEqualToItsText() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 10_000; i++) {
      double real = Double.longBitsToDouble(random.nextLong());
      long whole = random.nextLong();
      NamedTexts typed = texts(real, whole, "t");
      NamedTexts spelled = texts(Double.toString(real), Long.toString(whole), "t");
      assertThat(typed).isEqualTo(spelled).hasSameHashCodeAs(spelled);
    }
    assertThat(texts(0.0, 1L, "")).isNotEqualTo(texts(-0.0, 1L, ""));
    assertThat(texts(1.0, 1L, "")).isNotEqualTo(texts(1L, 1L, ""));
  }

  @Test
  void ofTwoTheSecondCounts() {
    NamedTexts others = NamedTexts.of(Names.of(List.of("c", "d")), new Object[] {"new", 2L});

    assertThat(texts("x", "y", "old").with(others))
        .isEqualTo(Map.of("a", "x", "b", "y", "c", "new", "d", "2"));
    assertThat(NamedTexts.NONE.with(others)).isSameAs(others);
    assertThat(others.with(NamedTexts.NONE)).isSameAs(others);
  }

  @Test
  void nothingChangesIt() {
    NamedTexts texts = texts("x", "y", "z");

    assertThatThrownBy(() -> texts.put("a", "")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> texts.remove("a")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(texts::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> texts("x")).isInstanceOf(IllegalArgumentException.class);
  }
}
