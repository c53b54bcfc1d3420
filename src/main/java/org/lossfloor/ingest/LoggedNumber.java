package org.lossfloor.ingest;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Numbers as logs spell them.
 *
 * <table>
 * <caption>What a text stands for, case ignored</caption>
 * <tr><th>text</th><th>meaning</th></tr>
 * <tr><td>decimal number, also as a JSON string</td><td>the number at full precision</td></tr>
 * <tr><td>{@code nan}, {@code null} in quotes (Ray's NaN)</td><td>NaN</td></tr>
 * <tr><td>{@code inf}, {@code infinity}, with or without a sign; numbers beyond a double</td>
 *     <td>infinite</td></tr>
 * <tr><td>absent, JSON null, empty, {@code none}, {@code na}, {@code n/a}</td><td>missing</td></tr>
 * <tr><td>anything else</td><td>the record is rejected</td></tr>
 * </table>
 */
final class LoggedNumber {
  private static final Set<String> NAN = Set.of("nan", "+nan", "-nan", "null");
  private static final Set<String> POSITIVE = Set.of("inf", "+inf", "infinity", "+infinity");
  private static final Set<String> NEGATIVE = Set.of("-inf", "-infinity");
  private static final Set<String> MISSING = Set.of("", "none", "na", "n/a", "<na>");

  private LoggedNumber() {}

  /**
   * Reads a number.
   *
   * @param field the field's name, for the message
   * @param text the text, or null when the field is absent or null
   * @return the number, which may be NaN or infinite, or nothing when it is missing
   * @throws UnreadableRecord when the text is no number
   */
  static OptionalDouble parse(String field, String text) throws UnreadableRecord {
    if (text == null) {
      return OptionalDouble.empty();
    }
    return isDecimal(text) ? decimal(field, text) : word(field, text.strip());
  }

  private static boolean isDecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static OptionalDouble decimal(String field, String text) throws UnreadableRecord {
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      throw noNumber(field, text);
    }
  }

  private static OptionalDouble word(String field, String text) throws UnreadableRecord {
    String word = text.toLowerCase(Locale.ROOT);
    if (MISSING.contains(word)) {
      return OptionalDouble.empty();
    }
    if (NAN.contains(word)) {
      return OptionalDouble.of(Double.NaN);
    }
    if (POSITIVE.contains(word)) {
      return OptionalDouble.of(Double.POSITIVE_INFINITY);
    }
    if (NEGATIVE.contains(word)) {
      return OptionalDouble.of(Double.NEGATIVE_INFINITY);
    }
    if (isDecimal(text)) {
      return decimal(field, text);
    }
    throw noNumber(field, text);
  }

  static UnreadableRecord noNumber(String field, String text) {
    String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
    return new UnreadableRecord("`" + field + "` is not a number: " + shown);
  }
}
