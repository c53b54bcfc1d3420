package org.lossfloor.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lossfloor.config.key.Settings;
import org.lossfloor.error.ConfigException;
import org.lossfloor.error.Nearest;
import org.lossfloor.sweep.Coded;

/**
 * The part of a condition behind what it limits.
 *
 * @param comparison {@code <}, {@code <=}, {@code >} or {@code >=}
 * @param value the number that is compared with
 */
record Limit(String comparison, double value) {
  private static final Pattern FORM = Pattern.compile("\\s*([\\w-]+)\\s*(<=|>=|<|>)\\s*(\\S+)\\s*");

  /** A condition in its parts. */
  record Parsed<E>(E limited, Limit limit) {}

  /** Reads a condition on one of the words of an enum. */
  static <E extends Enum<E> & Coded> Parsed<E> parse(
      Class<E> words, String what, String example, String text, String where) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new ConfigException(
          "`" + text + "` is no condition",
          where,
          "Write metric, one of < <= > >=, and a number: " + example + ".");
    }
    double value =
        Settings.finite(parts.group(3))
            .orElseThrow(
                () ->
                    new ConfigException(
                        "`" + parts.group(3) + "` in the condition `" + text + "` is no number",
                        where,
                        "Compare with a finite number: " + example + "."));
    return new Parsed<>(word(words, what, parts.group(1), where), new Limit(parts.group(2), value));
  }

  private static <E extends Enum<E> & Coded> E word(
      Class<E> words, String what, String word, String where) {
    List<String> known = List.of(words.getEnumConstants()).stream().map(Coded::code).toList();
    return Coded.parse(words, word)
        .orElseThrow(
            () ->
                new ConfigException(
                    "there is no metric `" + word + "` of " + what,
                    where,
                    Nearest.question(word, known)
                        .orElse("Known metrics: " + String.join(", ", known) + ".")));
  }

  boolean holds(double number) {
    return switch (comparison) {
      case "<" -> number < value;
      case "<=" -> number <= value;
      case ">" -> number > value;
      default -> number >= value;
    };
  }

  String text(String limited) {
    String shown =
        value == Math.rint(value) && Math.abs(value) < 1e15
            ? String.format(Locale.ROOT, "%.0f", value)
            : Double.toString(value);
    return limited + comparison + shown;
  }
}
