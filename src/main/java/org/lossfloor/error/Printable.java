package org.lossfloor.error;

import java.util.Locale;

/**
 * Text that may come from a log, made safe to show. A character that a terminal obeys or hides
 * (control, escape, text direction, zero width, half of a surrogate pair) is shown as its escape,
 * for example {@code \u001b}, so that no value moves the cursor, forges a line or looks like
 * another one.
 */
public final class Printable {
  private static final String GAP = "…";

  private Printable() {}

  /**
   * Makes text of several lines safe.
   *
   * @param text any text
   * @return the text with every unsafe character but line feed and tab escaped
   */
  public static String text(String text) {
    return escaped(text, true);
  }

  /**
   * Makes a value safe that is shown within a line.
   *
   * @param value any text
   * @return the value with every unsafe character escaped, line feed and tab among them
   */
  public static String line(String value) {
    return escaped(value, false);
  }

  /**
   * Takes the middle out of what is too long.
   *
   * @param value any text
   * @param limit how many characters to show, at least 3
   * @return the value if it is short enough; else its start and its end, joined by an ellipsis
   */
  public static String cut(String value, int limit) {
    int length = value.codePointCount(0, value.length());
    if (length <= limit) {
      return value;
    }
    int tail = (limit - 1) / 2;
    int start = value.offsetByCodePoints(0, limit - 1 - tail);
    int end = value.offsetByCodePoints(value.length(), -tail);
    return value.substring(0, start) + GAP + value.substring(end);
  }

  private static String escaped(String text, boolean lines) {
    if (text.codePoints().noneMatch(c -> unsafe(c, lines))) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(out, c, lines));
    return out.toString();
  }

  private static void append(StringBuilder out, int character, boolean lines) {
    if (!unsafe(character, lines)) {
      out.appendCodePoint(character);
      return;
    }
    switch (character) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        for (char unit : Character.toChars(character)) {
          out.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        }
      }
    }
  }

  private static boolean unsafe(int character, boolean lines) {
    if (character >= ' ' && character < 0x7f) {
      return false;
    }
    if (lines && (character == '\n' || character == '\t')) {
      return false;
    }
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> blank(character);
    };
  }

  /** Letters and marks by name that show nothing: joiners, fillers, selectors. */
  private static boolean blank(int character) {
    return switch (character) {
      case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x3164, 0xffa0 -> true;
      default -> character >= 0xe0100 && character <= 0xe01ef;
    };
  }
}
