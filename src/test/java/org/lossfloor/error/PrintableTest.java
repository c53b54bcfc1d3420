package org.lossfloor.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** No character that a terminal obeys or hides is shown as it is. */
class PrintableTest {
  @Test
  void everyUnsafeCharacterIsEscaped() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      boolean unsafe =
          c < 0x20
              || (c >= 0x7f && c <= 0x9f)
              || (c >= 0x200b && c <= 0x200f)
              || (c >= 0x2028 && c <= 0x202e)
              || (c >= 0x2060 && c <= 0x2069)
              || c == 0xfeff
              || c == 0xad
              || (c >= 0xd800 && c <= 0xdfff)
              || (c >= 0xe0020 && c <= 0xe007f);
      String one = new String(Character.toChars(c));
      String shown = Printable.line("a" + one + "b");
      if (unsafe && c != 0x2065) {
        assertThat(shown).as("%x", c).matches("a(\\\\[ntr]|(\\\\u[0-9a-f]{4})+)b");
      }
      if (c >= 0x20 && c < 0x7f) {
        assertThat(shown).isEqualTo("a" + one + "b");
      }
    }
  }

  @Test
  void anyTextStaysOneLineOfWholeCharacters() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      random
          .ints(40, 0, 0x3000)
          .forEach(c -> text.append((char) (random.nextInt(9) == 0 ? 0xd800 + c % 0x800 : c)));
      String shown = Printable.cut(Printable.line(text.toString()), 30);
      assertThat(shown.codePointCount(0, shown.length())).isLessThanOrEqualTo(30);
      assertThat(Printable.line(shown)).isEqualTo(shown);
    }
  }

  @Test
  void textKeepsItsLines() {
    assertThat(Printable.text("a\n\tb\r\u001b[1m\u202e😀é"))
        .isEqualTo("a\n\tb\\r\\u001b[1m\\u202e😀é");
    assertThat(Printable.line("a\nb")).isEqualTo("a\\nb");
  }

  @Test
  void theMiddleOfWhatIsTooLongGoes() {
    assertThat(Printable.cut("abcdefghij", 10)).isEqualTo("abcdefghij");
    assertThat(Printable.cut("abcdefghijk", 5)).isEqualTo("ab…jk");
    assertThat(Printable.cut("😀😀😀😀😀", 3)).isEqualTo("😀…😀");
  }
}
