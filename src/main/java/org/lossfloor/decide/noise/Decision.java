package org.lossfloor.decide.noise;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A run of a search that keeps or discards changes one by one.
 *
 * @param trial the trial's id
 * @param number its position in the order of the decisions
 * @param word what became of it
 * @param score its score, smaller is better; NaN for a crash
 */
public record Decision(String trial, long number, Word word, double score) {
  private static final Set<String> KEEPS =
      Set.of("keep", "kept", "accept", "accepted", "improved", "best", "baseline");
  private static final Set<String> DISCARDS =
      Set.of("discard", "discarded", "revert", "reverted", "reject", "rejected", "neutral", "tie");

  /** What became of a change. */
  public enum Word {
    /** It is part of what the next change starts from. */
    KEEP,
    /** It was taken back. */
    DISCARD,
    /** The run gave no score, or its word is none of a decision. */
    OTHER
  }

  /**
   * Lists the words of decisions.
   *
   * @return in lower case, sorted
   */
  public static List<String> words() {
    return Stream.concat(KEEPS.stream(), DISCARDS.stream()).sorted().toList();
  }

  /**
   * Reads a word.
   *
   * @param state the state of a trial as logged
   * @return keep or discard; nothing for a word that is no decision
   */
  public static Optional<Word> word(String state) {
    String lower = state.toLowerCase(Locale.ROOT);
    return KEEPS.contains(lower)
        ? Optional.of(Word.KEEP)
        : DISCARDS.contains(lower) ? Optional.of(Word.DISCARD) : Optional.empty();
  }
}
