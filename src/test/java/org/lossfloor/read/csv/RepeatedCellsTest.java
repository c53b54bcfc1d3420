package org.lossfloor.read.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.text.LineReader;

/** A text is not made again where the record before has the same one in its place. */
class RepeatedCellsTest {
  private static final String[] CELLS = {
    "a", "b", "aa", "ab", "ba", "", "\u00e4", "a\u00e4", "a\0", "\"a\"", "\"a\"\"b\"", "0.1", "0.2"
  };

  private static final String[] TEXTS = {
    "a", "b", "aa", "ab", "ba", "", "\u00e4", "a\u00e4", "a\0", "a", "a\"b", "0.1", "0.2"
  };

  @Test
  void everyRecordHasItsOwnTexts() throws IOException {
    SplittableRandom random = new SplittableRandom(6);
    StringBuilder table = new StringBuilder();
    List<List<String>> expected = new ArrayList<>();
    for (int record = 0; record < 5_000; record++) {
      List<String> texts = new ArrayList<>();
      List<String> cells = new ArrayList<>();
      for (int cell = 0; cell < 3; cell++) {
        int chosen = random.nextInt(CELLS.length);
        cells.add(CELLS[chosen]);
        texts.add(TEXTS[chosen]);
      }
      table.append(String.join(",", cells)).append('\n');
      expected.add(texts);
    }
    byte[] bytes = table.toString().getBytes(StandardCharsets.UTF_8);
    List<List<String>> read = new ArrayList<>();
    try (CsvReader reader =
        new CsvReader(new LineReader(new ByteArrayInputStream(bytes)), TextLayout.DEFAULT)) {
      while (reader.next()) {
        read.add(reader.texts());
      }
    }
    assertThat(read).isEqualTo(expected);
  }
}
