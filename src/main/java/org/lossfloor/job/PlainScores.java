package org.lossfloor.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;

/** Reads plain numbers, one a line. An empty line that is not at the end is a failed trial. */
final class PlainScores {
  static final String FORMAT = "plain numbers";

  private PlainScores() {}

  static Scores read(String source, BufferedReader reader) throws IOException {
    ScoreColumn column = ScoreColumn.named(source, Optional.empty());
    int line = 0;
    int blanks = 0;
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      line++;
      if (text.isBlank()) {
        blanks++;
        continue;
      }
      for (; blanks > 0; blanks--) {
        column.add(line - blanks, "");
      }
      column.add(line, text);
    }
    return column.scores(FORMAT);
  }
}
