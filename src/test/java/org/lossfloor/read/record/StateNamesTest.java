package org.lossfloor.read.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StateNamesTest {
  private static final Pattern PART = Pattern.compile("(?i)stat|outcome|conclusion");

  private static final String[] PIECES = {
    "s",
    "st",
    "Sta",
    "stat",
    "t",
    "o",
    "out",
    "OUTCOM",
    "outcome",
    "con",
    "conclusio",
    "conclusion",
    "\"",
    "{",
    "x",
    "[",
    "1",
    "\u00e4",
    "e",
    "n",
    "STATE"
  };

  @Test
  void aNameIsFoundWhereverItStands() {
    SplittableRandom random = new SplittableRandom(8);
    int found = 0;
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(6); piece >= 0; piece--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      int from = random.nextInt(bytes.length + 1);
      int length = random.nextInt(bytes.length - from + 1);
      String part = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
      boolean there = PART.matcher(part).find();
      assertThat(StateNames.mayBeIn(bytes, from, length)).as(part).isEqualTo(there);
      found += there ? 1 : 0;
    }
    assertThat(found).isBetween(5_000, 95_000);
  }
}
