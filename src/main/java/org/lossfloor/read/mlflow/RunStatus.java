package org.lossfloor.read.mlflow;

import java.util.List;

/** The states of a run: words, which the file store writes as numbers. */
final class RunStatus {
  private static final List<String> WORDS =
      List.of("RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED");

  private RunStatus() {}

  /**
   * Returns the word for a state.
   *
   * @param text a number from 1 to 5, or the word
   * @return the word; the text itself if it is another
   */
  static String word(String text) {
    String status = text.strip();
    boolean digit = status.length() == 1 && status.charAt(0) >= '1' && status.charAt(0) <= '5';
    return digit ? WORDS.get(status.charAt(0) - '1') : status;
  }
}
