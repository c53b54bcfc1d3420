package org.lossfloor.read.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.Place;

/** The scores of several runs of a trial, as logs spell arrays. */
class ExecutionsReaderTest {
  private final FileTally tally = new FileTally("log", new long[1]);

  private List<Double> read(String text) {
    return new ExecutionsReader("runs", new Ref.Constant(text))
        .scores(null, new Place("log", Map.of(), 7), tally);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[0.5, 0.25] | [0.5, 0.25]",
        "' [1,2e-3] ' | [1.0, 0.002]",
        "[0.5, NaN, null, \"nan\", \"\", \"0.1\"] | [0.5, NaN, NaN, NaN, NaN, 0.1]",
        "[0.5, nan, None, np.float64(0.25)] | [0.5, NaN, NaN, 0.25]",
        "(1, 2) | [1.0, 2.0]",
        "[Infinity, -1e999, 1.7976931348623157e308] | [NaN, NaN, NaN]",
        "0.5 | [0.5]",
        "nan | [NaN]",
        "[] | []",
        "none | []",
        "'  ' | []",
      })
  void arraysOfNumbersAreRead(String text, String scores) {
    assertThat(read(text)).hasToString(scores);
    assertThat(tally.hasNote(NoteKind.UNREAD_EXECUTIONS)).isFalse();
  }

  @Test
  void noFieldIsNoExecutions() {
    assertThat(read(null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[0.5, high]", "[true, 0.5]", "[[1, 2]]", "{\"a\": 1}", "0.5;0.6", "[0.5", "x"})
  void whatIsNoArrayOfNumbersIsToldAndCostsNoTrial(String text) {
    assertThat(read(text)).isEmpty();
    assertThat(tally.hasNote(NoteKind.UNREAD_EXECUTIONS)).isTrue();
  }
}
