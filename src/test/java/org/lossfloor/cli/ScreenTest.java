package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenTest {
  @ParameterizedTest
  @CsvSource({
    "true, '', '', true",
    "false, '', '', false",
    "true, 1, '', false",
    "true, '', dumb, false",
    "true, '', xterm, true"
  })
  void coloursAreForTerminalsOfPeopleWhoWantThem(
      boolean terminal, String noColour, String term, boolean colours) {
    Map<String, String> environment = Map.of("NO_COLOR", noColour, "TERM", term);
    assertThat(Screen.of(terminal, environment).colours()).isEqualTo(colours);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "x", "99999999999999"})
  void aWidthThatIsNoneIsMeasured(String columns) {
    Screen screen = Screen.of(true, Map.of("COLUMNS", columns));
    assertThat(screen.width(93)).isEqualTo(93);
    assertThat(Screen.of(false, Map.of("COLUMNS", columns)).width(93)).isGreaterThan(10_000);
  }

  @Test
  void aWidthThatIsGivenHolds() {
    assertThat(Screen.of(true, Map.of("COLUMNS", "71")).width(93)).isEqualTo(71);
    assertThat(Screen.of(false, Map.of("COLUMNS", "71")).width(93)).isEqualTo(71);
  }

  @Test
  void onlyVerdictsAreColoured() {
    StringWriter text = new StringWriter();
    List<List<String>> rows =
        List.of(List.of("model", "verdict "), List.of("OK   ", "OK C_OPEN"), List.of("x    ", "-"));
    new Terminal(text, new Screen(true, true, OptionalInt.empty())).table(rows, "  ");
    assertThat(text.toString())
        .isEqualTo("model  verdict\nOK     \u001b[32mOK C_OPEN\u001b[0m\nx      -\n");
  }
}
