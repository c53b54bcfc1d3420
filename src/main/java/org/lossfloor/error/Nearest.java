package org.lossfloor.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that a misspelt one most likely stands for. */
public final class Nearest {
  private Nearest() {}

  /**
   * The nearest known word by edits of single characters, case ignored.
   *
   * @param word the word as written
   * @param known the known words
   * @return the nearest one within a third of the longer word's length (at least 2 edits), the
   *     first in alphabetical order among equals; nothing when all are further away
   */
  public static Optional<String> to(String word, Collection<String> known) {
    return known.stream()
        .filter(k -> distance(word, k) <= Math.max(2, Math.max(word.length(), k.length()) / 3))
        .min(Comparator.comparingInt((String k) -> distance(word, k)).thenComparing(k -> k));
  }

  /**
   * Asks for the nearest known word, as messages do.
   *
   * @param word the word as written
   * @param known the known words
   * @return the question; nothing when no known word is near
   */
  public static Optional<String> question(String word, Collection<String> known) {
    return to(word, known).map(near -> "Did you mean `" + near + "`?");
  }

  /**
   * Says how to mend a word: asks for the nearest known one, if there is one, before all that hold.
   *
   * @param word the word as written
   * @param known the known words
   * @param all what to do in any case, such as {@code The tables are a, b}
   * @return the question and then {@code all}
   */
  public static String mend(String word, Collection<String> known, String all) {
    return question(word, known).map(near -> near + " ").orElse("") + all;
  }

  /** Levenshtein's distance. */
  public static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
