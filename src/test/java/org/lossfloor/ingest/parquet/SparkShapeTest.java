package org.lossfloor.ingest.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lossfloor.sweep.NamedTexts;

class SparkShapeTest {
  private final SparkShape shape = new SparkShape();

  private void isSpelled(Object value, String text) {
    assertThat(NamedTexts.spelled(shape.value(value))).as("%s", value).isEqualTo(text);
  }

  @Test
  void aNumberIsSpelledAsJavaSpellsIt() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 10_000; i++) {
      long bits = random.nextLong();
      int half = (int) bits;
      double real = Double.longBitsToDouble(bits);
      isSpelled(real, Double.toString(real));
      isSpelled(Float.intBitsToFloat(half), Double.toString(Float.intBitsToFloat(half)));
      isSpelled(bits, Long.toString(bits));
      isSpelled(half, Integer.toString(half));
      isSpelled((short) half, Integer.toString((short) half));
      isSpelled((byte) half, Integer.toString((byte) half));
    }
  }

  @Test
  void whatIsNoNumberIsTheTextThatALogInTextWouldHave() {
    isSpelled(null, null);
    isSpelled("a", "a");
    isSpelled(true, "true");
    isSpelled(new BigDecimal("12.500"), "12.500");
    isSpelled("ä".getBytes(StandardCharsets.UTF_8), "ä");
    isSpelled(Date.valueOf("2026-11-30"), "2026-11-30");
    isSpelled(Timestamp.from(Instant.ofEpochSecond(1, 5000)), "1970-01-01T00:00:01.000005Z");
  }
}
