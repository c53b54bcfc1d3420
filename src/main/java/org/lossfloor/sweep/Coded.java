package org.lossfloor.sweep;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A word that is written in lower case in configurations and tables: {@code quasi_random}. */
public interface Coded {
  /**
   * The constant's name.
   *
   * @return the name as declared
   */
  String name();

  /**
   * The word as configurations and tables write it.
   *
   * @return the name in lower case
   */
  default String code() {
    return CodeWords.of(this);
  }

  /**
   * Reads a word; case and the choice of {@code -} or {@code _} do not matter.
   *
   * @param <E> the enum
   * @param type the enum's class
   * @param text the word
   * @return the constant, or nothing when the enum has no such word
   */
  static <E extends Enum<E> & Coded> Optional<E> parse(Class<E> type, String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(type.getEnumConstants()).filter(e -> e.code().equals(wanted)).findFirst();
  }
}
