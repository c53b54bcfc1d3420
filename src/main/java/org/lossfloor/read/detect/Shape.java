package org.lossfloor.read.detect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lossfloor.config.LogFormat;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.text.Head;

/** What tells home-made logs of one format apart: the header of a table, the keys of an object. */
final class Shape {
  private static final Pattern KEY = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*:");

  private Shape() {}

  static String of(LogReader reader, Head head) {
    if (reader.is(LogFormat.Trait.TABLE)) {
      return head.line();
    }
    return reader.is(LogFormat.Trait.TEXT) && reader.is(LogFormat.Trait.NESTED)
        ? keys(head.line())
        : "";
  }

  /** The first key of an object; others come and go with what was drawn. */
  private static String keys(String line) {
    Matcher key = KEY.matcher(line);
    return key.find() ? key.group(1) : "";
  }
}
