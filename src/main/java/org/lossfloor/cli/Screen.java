package org.lossfloor.cli;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What standard output is.
 *
 * @param terminal whether a person looks at it; else it is a file or a pipe
 * @param colours whether that person wants colours
 * @param columns how many characters a line has, if that was said
 */
record Screen(boolean terminal, boolean colours, OptionalInt columns) {
  /** No terminal, and lines of any length. */
  static final Screen NONE = new Screen(false, false, OptionalInt.empty());

  /**
   * Looks at the surroundings of the process.
   *
   * @param terminal whether standard output is a terminal; jobs/lib.sh says so
   * @param environment its variables: {@code NO_COLOR} and {@code TERM=dumb} forbid colours, {@code
   *     COLUMNS} is the width
   */
  static Screen of(boolean terminal, Map<String, String> environment) {
    boolean plain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "").equals("dumb");
    return new Screen(
        terminal, terminal && !plain, columns(environment.getOrDefault("COLUMNS", "")));
  }

  private static OptionalInt columns(String text) {
    return Optional.of(text)
        .filter(number -> number.matches("[1-9][0-9]{1,4}"))
        .map(number -> OptionalInt.of(Integer.parseInt(number)))
        .orElse(OptionalInt.empty());
  }

  /**
   * Returns how many characters of a line can be seen.
   *
   * @param measured the width of the terminal, as it says itself
   * @return a large number where nobody looks
   */
  int width(int measured) {
    return columns.orElse(terminal ? measured : Integer.MAX_VALUE);
  }
}
