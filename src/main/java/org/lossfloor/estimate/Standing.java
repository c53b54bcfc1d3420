package org.lossfloor.estimate;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a reader can do with an answer: its verdict and its precision in one word. Declared from the
 * most useful to the least.
 */
public enum Standing {
  /** It can be believed and is narrow. */
  ACT("can be acted on", "The answer can be believed and is narrow enough to act on."),
  /** It is narrow, and its reasons may undo it. */
  CHECK(
      "to be checked first",
      "The answer is narrow enough to act on, but read its reasons first: one of them may undo it."),
  /** It may be believed, but says too little. */
  TOO_WIDE(
      "too wide to act on",
      "The interval of the best possible score is wider than the tail of the scores: too wide to"
          + " act on."),
  /** There is no answer, none that may be used, or none with an interval. */
  NOT_JUDGED(
      "cannot be judged",
      "There is no answer that may be used, or it has no interval: how good this can get is not"
          + " known.");

  private final String words;
  private final String sentence;

  Standing(String words, String sentence) {
    this.words = words;
    this.sentence = sentence;
  }

  /**
   * Returns the standing of an answer.
   *
   * @param verdict whether to believe it
   * @param precision how narrow it is
   * @return the standing
   */
  public static Standing of(Verdict verdict, Precision precision) {
    if (verdict == Verdict.INVALID || precision == Precision.NONE) {
      return NOT_JUDGED;
    }
    if (precision == Precision.WIDE) {
      return TOO_WIDE;
    }
    return verdict == Verdict.OK ? ACT : CHECK;
  }

  /**
   * Says how many experiments have which standing.
   *
   * @param experiments how many there are
   * @param standings how many have which; those that none has may be missing
   * @return such as {@code 9 experiments: 6 can be acted on, ...}
   */
  public static String counted(long experiments, Map<Standing, Long> standings) {
    return Arrays.stream(values())
        .map(standing -> standings.getOrDefault(standing, 0L) + " " + standing.words)
        .collect(Collectors.joining(", ", experiments + " experiments: ", ""));
  }

  /**
   * Returns the words that follow a number of experiments.
   *
   * @return such as {@code can be acted on}
   */
  public String words() {
    return words;
  }

  /**
   * Returns what it means.
   *
   * @return one sentence in plain English
   */
  public String sentence() {
    return sentence;
  }
}
