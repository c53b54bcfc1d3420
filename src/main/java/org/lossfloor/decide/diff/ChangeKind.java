package org.lossfloor.decide.diff;

import java.util.Arrays;
import java.util.List;
import org.lossfloor.sweep.Coded;

/** What can change between two runs. Declared from the most costly to the least. */
public enum ChangeKind implements Coded {
  /** A source that could be read cannot be any more, or a new one cannot. */
  BROKEN_SOURCES("source broken"),
  /** An experiment is not there any more. */
  VANISHED_EXPERIMENTS("experiment vanished"),
  /** A verdict is worse than it was. */
  WORSE_VERDICTS("verdict worse"),
  /** The best possible score is worse, and each estimate is outside of the other's interval. */
  WORSE_BEST_SCORES("best score worse"),
  /** A source has more records that are no trials. */
  NEW_REJECTIONS("more rejected records"),
  /** The best possible score is better, and each estimate is outside of the other's interval. */
  BETTER_BEST_SCORES("best score better"),
  /** A verdict is better than it was. */
  BETTER_VERDICTS("verdict better"),
  /** An experiment was not there before. */
  NEW_EXPERIMENTS("new experiment"),
  /** A source that could not be read can be again. */
  MENDED_SOURCES("source mended");

  private final String words;

  ChangeKind(String words) {
    this.words = words;
  }

  /**
   * Returns what one change of this kind is called.
   *
   * @return two or three words
   */
  public String words() {
    return words;
  }

  /**
   * Returns what conditions call the kinds.
   *
   * @return the codes, in the order of declaration
   */
  public static List<String> codes() {
    return Arrays.stream(values()).map(ChangeKind::code).toList();
  }
}
