package org.lossfloor.sweep;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Numbers as logs and score files spell them: the one table of words and limits, used by the audit
 * and by {@code lossfloor fit}. By default NaN, infinite (on either side) and missing all make a
 * trial a failed one; {@link OutcomeRules} can say otherwise.
 *
 * <table>
 * <caption>What a text stands for, case and surrounding blanks ignored</caption>
 * <tr><th>text</th><th>meaning</th></tr>
 * <tr><td>decimal number, also as a JSON string</td><td>the number at full precision</td></tr>
 * <tr><td>{@code nan} with or without a sign, {@code null} in quotes (Ray's NaN)</td>
 *     <td>NaN</td></tr>
 * <tr><td>{@code inf}, {@code infinity}, with or without a sign; numbers of the size of {@link
 *     #INFINITE_FROM} or beyond</td><td>infinite</td></tr>
 * <tr><td>absent, JSON null, empty, {@code none}, {@code na}, {@code n/a}, {@code <na>}</td>
 *     <td>missing</td></tr>
 * <tr><td>anything else: hexadecimal digits, a suffix such as {@code 1d} or {@code 5%}, a decimal
 *     comma, separated thousands, digits and signs beyond ASCII, booleans</td>
 *     <td>the record is rejected</td></tr>
 * </table>
 */
public final class LoggedNumber {
  /**
   * From this size on a number stands for infinity: MLflow's database stores infinities as the
   * largest double, 1.7976931348623157e308, and tools that export it round that.
   */
  public static final double INFINITE_FROM = 1.797e308;

  /** Up to here a double holds every whole number. */
  private static final long EXACT = 1L << 53;

  /** The powers of ten that a double holds exactly. */
  private static final double[] TENS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final Set<String> NAN = Set.of("nan", "+nan", "-nan", "null");
  private static final Set<String> POSITIVE = Set.of("inf", "+inf", "infinity", "+infinity");
  private static final Set<String> NEGATIVE = Set.of("-inf", "-infinity");
  private static final Set<String> MISSING = Set.of("", "none", "na", "n/a", "<na>");

  /** A text that is neither a number nor one of the words. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 60;

    /** Without a stack trace: a log can hold millions of them. */
    private Unreadable(String text) {
      super(text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text, null, false, false);
    }
  }

  private LoggedNumber() {}

  /**
   * Reads a number.
   *
   * @param text the text, or null when the field is absent or null
   * @return the number, which may be NaN or infinite, or nothing when it is missing
   * @throws Unreadable when the text is neither a number nor a word of the table; its message is
   *     the beginning of the text
   */
  public static OptionalDouble parse(String text) throws Unreadable {
    if (text == null) {
      return OptionalDouble.empty();
    }
    return isDecimal(text) ? decimal(text) : word(text, text.strip());
  }

  /**
   * Distinguishes infinity from numbers.
   *
   * @param number any double, as a log holds it
   * @return the number; infinite, with its sign, where it stands for infinity
   */
  public static double of(double number) {
    return Math.abs(number) >= INFINITE_FROM
        ? Math.copySign(Double.POSITIVE_INFINITY, number)
        : number;
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

  private static OptionalDouble decimal(String text) throws Unreadable {
    double plain = plain(text);
    if (!Double.isNaN(plain)) {
      return OptionalDouble.of(plain);
    }
    try {
      return OptionalDouble.of(of(Double.parseDouble(text)));
    } catch (NumberFormatException e) {
      throw new Unreadable(text);
    }
  }

  /**
   * The number of a text of few digits with at most one sign and one point; NaN for any other. Of
   * two numbers that a double holds exactly the quotient is rounded once, so it is the double next
   * to the text, as {@link Double#parseDouble} finds it in three times the time.
   */
  private static double plain(String text) {
    char sign = text.charAt(0);
    long whole = 0;
    int digits = 0;
    int point = text.length() - 1;
    for (int i = sign == '-' || sign == '+' ? 1 : 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && point == text.length() - 1) {
        point = i;
      } else if (c >= '0' && c <= '9' && whole < EXACT / 10) {
        whole = 10 * whole + (c - '0');
        digits++;
      } else {
        return Double.NaN;
      }
    }
    int behind = text.length() - 1 - point;
    if (digits == 0 || behind >= TENS.length) {
      return Double.NaN;
    }
    double size = whole / TENS[behind];
    return sign == '-' ? -size : size;
  }

  private static OptionalDouble word(String text, String stripped) throws Unreadable {
    String word = stripped.toLowerCase(Locale.ROOT);
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
    if (isDecimal(stripped)) {
      return decimal(stripped);
    }
    throw new Unreadable(text);
  }
}
