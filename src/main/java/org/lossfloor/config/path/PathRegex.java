package org.lossfloor.config.path;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression over file paths whose named groups become fields. Group names may hold
 * underscores and may be written the Python way, {@code (?P<name>...)}; Java's own allow neither.
 *
 * @param text the expression as written
 * @param names the names of its groups, in order
 * @param plain the expression with plain group names, as Java takes them
 */
public record PathRegex(String text, List<String> names, String plain) implements Serializable {
  private static final Pattern GROUP = Pattern.compile("(?<!\\\\)\\(\\?P?<([A-Za-z_]\\w*)>");

  /** Copies the names. */
  public PathRegex {
    names = List.copyOf(names);
  }

  /**
   * Reads an expression.
   *
   * @param text the expression
   * @return the compiled expression, or nothing when it is malformed or names no group
   */
  public static Optional<PathRegex> parse(String text) {
    List<String> names = new ArrayList<>();
    Matcher matcher = GROUP.matcher(text);
    StringBuilder plain = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(plain, Matcher.quoteReplacement("(?<g" + names.size() + ">"));
      names.add(matcher.group(1));
    }
    matcher.appendTail(plain);
    try {
      Pattern pattern = Pattern.compile(plain.toString());
      return names.isEmpty()
          ? Optional.empty()
          : Optional.of(new PathRegex(text, names, pattern.pattern()));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads the fields of a path.
   *
   * @param path a file's full URI
   * @return name to value, a group without a part in the match being empty; nothing when the
   *     expression is not found in the path
   */
  public Optional<Map<String, String>> fields(String path) {
    Matcher matcher = Pattern.compile(plain).matcher(path);
    if (!matcher.find()) {
      return Optional.empty();
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String value = matcher.group("g" + i);
      fields.put(names.get(i), value == null ? "" : value);
    }
    return Optional.of(fields);
  }
}
