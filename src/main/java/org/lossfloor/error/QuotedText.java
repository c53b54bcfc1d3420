package org.lossfloor.error;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values of conditions, with or without quotes; within quotes the same quote is doubled. */
public final class QuotedText {
  private QuotedText() {}

  /** The text in single quotes; {@link #value} reads it back whatever it holds. */
  public static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** A value without its quotes, or nothing when a quote is not closed at its end. */
  public static Optional<String> value(String text) {
    String value = text.strip();
    if (!startsQuoted(value)) {
      return Optional.of(value);
    }
    char quote = value.charAt(0);
    String inner = value.substring(1);
    int end = close(inner, quote);
    String mark = String.valueOf(quote);
    return end == inner.length() - 1
        ? Optional.of(inner.substring(0, end).replace(mark + mark, mark))
        : Optional.empty();
  }

  private static boolean startsQuoted(String value) {
    return value.startsWith("'") || value.startsWith("\"");
  }

  /** Where the quote closes, or -1. */
  private static int close(String inner, char quote) {
    for (int i = 0; i < inner.length(); i++) {
      if (inner.charAt(i) == quote) {
        boolean doubled = i + 1 < inner.length() && inner.charAt(i + 1) == quote;
        if (!doubled) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  /** Values separated by commas outside of quotes, or nothing when a quote is not closed. */
  public static Optional<List<String>> list(String text) {
    List<String> values = new ArrayList<>();
    String rest = text;
    while (true) {
      int comma = comma(rest);
      Optional<String> value = value(comma < 0 ? rest : rest.substring(0, comma));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
      if (comma < 0) {
        return Optional.of(values);
      }
      rest = rest.substring(comma + 1);
    }
  }

  /** The first comma outside of quotes, or -1; a quote counts where a value starts. */
  private static int comma(String rest) {
    int from = 0;
    while (from < rest.length() && Character.isWhitespace(rest.charAt(from))) {
      from++;
    }
    if (!startsQuoted(rest.substring(from))) {
      return rest.indexOf(',');
    }
    int end = close(rest.substring(from + 1), rest.charAt(from));
    return end < 0 ? -1 : rest.indexOf(',', from + 1 + end);
  }
}
