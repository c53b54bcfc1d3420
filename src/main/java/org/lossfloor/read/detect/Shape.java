package org.lossfloor.read.detect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lossfloor.config.LogFormat;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.text.Head;

/**
 * What tells logs of one format apart that are a file each: the header of a table, the keys of an
 * object.
 */
final class Shape {
  private static final Pattern KEY = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*:");

  private Shape() {}

  static String of(LogReader reader, Head head) {
    boolean known = !reader.mapping().isBlank();
    if (reader.is(LogFormat.Trait.TABLE) || (known && reader.is(LogFormat.Trait.DELIMITED))) {
      return head.line();
    }
    return !known && reader.is(LogFormat.Trait.TEXT) && reader.is(LogFormat.Trait.NESTED)
        ? keys(head.line())
        : "";
  }

  /** The first key of an object; others come and go with what was drawn. */
  private static String keys(String line) {
    Matcher key = KEY.matcher(line);
    return key.find() ? key.group(1) : "";
  }
}
