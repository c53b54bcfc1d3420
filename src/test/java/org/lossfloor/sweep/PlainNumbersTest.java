package org.lossfloor.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Numbers of few digits are read without the JDK's parser, to the same bits. */
class PlainNumbersTest {
  private static void isParsed(String text) throws LoggedNumber.Unreadable {
    assertThat(Double.doubleToRawLongBits(LoggedNumber.parse(text).orElseThrow()))
        .as(text)
        .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
  }

  @Test
  void digitsWithAPointAreTheNearestDouble() throws LoggedNumber.Unreadable {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      text.append(new String[] {"", "", "-", "+"}[random.nextInt(4)]);
      int digits = random.nextInt(1, 26);
      int point = random.nextInt(-2, digits + 1);
      for (int digit = 0; digit < digits; digit++) {
        text.append(digit == point ? "." : "").append(random.nextInt(10));
      }
      isParsed(text.append(point == digits ? "." : "").toString());
    }
  }

  @Test
  void soAreThoseAtTheEdges() throws LoggedNumber.Unreadable {
    for (String text :
        new String[] {
          "0",
          "-0",
          "+0.0",
          "-0.0",
          ".5",
          "5.",
          "-.5",
          "9007199254740991",
          "9007199254740992",
          "9007199254740993",
          "900719925474099",
          "0.9007199254740993",
          "1e5",
          "1E-7",
          "-1.5e308",
          "0.0000000000000000000001",
          "0.00000000000000000000001",
          "000000000000000000000000012.50"
        }) {
      isParsed(text);
    }
  }

  @Test
  void whatIsNoNumberIsRefused() {
    for (String text : new String[] {".", "-", "+.", "1.2.3", "1..", "..1", "1-", "--1", "+-1"}) {
      assertThat(catchUnreadable(text)).as(text).isTrue();
    }
  }

  private static boolean catchUnreadable(String text) {
    try {
      LoggedNumber.parse(text);
      return false;
    } catch (LoggedNumber.Unreadable e) {
      return true;
    }
  }
}
