package org.lossfloor.read.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PrefixedValuesTest {
  /** Records mostly have the same names in the same order; some lack some or have one twice. */
  @Test
  void recordAfterRecordItHoldsWhatAMapWould() {
    SplittableRandom random = new SplittableRandom(7);
    PrefixedValues values = new PrefixedValues();
    for (int record = 0; record < 5_000; record++) {
      TreeMap<String, String> map = new TreeMap<>();
      values.clear();
      boolean plain = random.nextInt(3) > 0;
      for (int i = 0; i < 4; i++) {
        String name = "p" + (plain ? 3 - i : random.nextInt(5));
        String text = Integer.toString(random.nextInt());
        if (random.nextInt(4) > 0) {
          values.put(name, text);
          map.put(name, text);
        } else {
          values.putIfAbsent(name, text);
          map.putIfAbsent(name, text);
        }
      }
      assertThat(values.texts()).isEqualTo(map);
      assertThat(values.has("p3")).isEqualTo(map.containsKey("p3"));
      assertThat(values.has("q")).isFalse();
    }
  }
}
