package org.lossfloor.read.detect;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lossfloor.error.Printable;

/** Writes values as YAML that means the same text again, whatever it holds. */
final class Yaml {
  private static final Pattern PLAIN =
      Pattern.compile("(\\.{0,2}/)?([A-Za-z_][\\w./-]*[\\w/]|[A-Za-z_])");
  private static final Pattern WORD = Pattern.compile("(?i)null|true|false|yes|no|on|off|y|n");

  private Yaml() {}

  static String text(String text) {
    if (PLAIN.matcher(text).matches() && !WORD.matcher(text).matches()) {
      return text;
    }
    return Printable.line(text).equals(text) ? "'" + text.replace("'", "''") + "'" : escaped(text);
  }

  /** In double quotes, every character that is not plain to see as an escape of its code. */
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              String shown = Character.toString(c);
              if (c == '"' || c == '\\') {
                out.append('\\').append(shown);
              } else if (Printable.line(shown).equals(shown)) {
                out.append(shown);
              } else {
                out.append(String.format(c > Character.MAX_VALUE ? "\\U%08x" : "\\u%04x", c));
              }
            });
    return out.append('"').toString();
  }

  static String list(List<String> texts) {
    return texts.stream().map(Yaml::text).collect(Collectors.joining(", ", "[", "]"));
  }

  static String mapping(Map<String, String> entries) {
    return entries.entrySet().stream()
        .map(entry -> text(entry.getKey()) + ": " + text(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
