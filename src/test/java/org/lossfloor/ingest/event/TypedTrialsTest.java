package org.lossfloor.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TypedTrialsTest {
  @Test
  void aValueComesBackAsWhatItIs() {
    SplittableRandom random = new SplittableRandom(4);
    List<Object> values =
        new ArrayList<>(
            Arrays.asList(
                null, "", "a", "\u00e4", "\u0141a", "\ud83d\ude00", 0.0, -0.0, 1e22, -3L));
    values.addAll(List.of(Double.NaN, Double.NEGATIVE_INFINITY, Long.MIN_VALUE, Long.MAX_VALUE));
    for (int i = 0; i < 1_000; i++) {
      values.add(random.nextLong());
      values.add(Double.longBitsToDouble(random.nextLong()));
      values.add("x".repeat(random.nextInt(300)));
    }
    ByteSink sink = new ByteSink();
    values.forEach(sink::value);
    ByteSource source = new ByteSource(sink.toBytes());

    values.forEach(value -> assertThat(source.value()).isEqualTo(value));
    assertThat(source.hasMore()).isFalse();
  }
}
