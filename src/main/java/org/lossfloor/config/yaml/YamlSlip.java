package org.lossfloor.config.yaml;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lossfloor.config.yaml.YamlNode.Place;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Explains in plain words what is wrong with text that is not YAML: where, what, and how to fix it.
 *
 * @param what what is wrong
 * @param line its line, from 1
 * @param column its column, from 1
 * @param mend what to do about it
 */
record YamlSlip(String what, int line, int column, String mend) {
  private static final Pattern UNSPACED = Pattern.compile("\\s*(?:- +)?([\\w.]+:(?!//)[^\\s].*)");
  private static final Pattern INDENT = Pattern.compile("[\\s\\p{Z}]*");

  /** The meanings of the parser's messages; the first part that occurs in a message decides. */
  private record Meaning(String part, boolean atContext, String what, String mend) {}

  private static final Meaning[] MEANINGS = {
    new Meaning(
        "scanning an alias",
        true,
        "a text without quotes cannot start with `*`",
        "Put it in quotes, for example '*.csv'."),
    new Meaning(
        "unknown escape character",
        false,
        "in double quotes a backslash starts an escape, and this is not one",
        "Put regular expressions and paths of Windows in single quotes."),
    new Meaning(
        "quoted scalar", true, "the quote that opens here is not closed", "Close it on its line."),
    new Meaning(
        "parsing a flow",
        true,
        "the bracket that opens here is not closed, or a comma is missing in it",
        "Close it, and put a comma between its items."),
    new Meaning(
        "cannot start any token",
        false,
        "a text without quotes cannot start with this character",
        "Put the text in single quotes."),
    new Meaning(
        "but found '<scalar>'",
        false,
        "text follows a value that has ended",
        "Put the whole value in one pair of quotes."),
    new Meaning(
        "<block end>",
        false,
        "the indentation of this line matches no line above it",
        "Let all keys of a mapping, and all `-` of a list, start in the same column."),
    new Meaning(
        "mapping values are not allowed",
        false,
        "a `:` stands where no key can be",
        "Put a value with a colon in quotes, or give the line the indentation of its neighbours."),
    new Meaning(
        "could not find expected ':'",
        true,
        "this line is not a `key: value` pair",
        "Write a colon and a space after the key."),
  };

  /**
   * Explains what the parser threw.
   *
   * @param text what it read
   * @param thrown its exception
   * @return the explanation; nothing if there is nothing to add to the exception
   */
  static Optional<YamlSlip> of(String text, Throwable thrown) {
    if (thrown instanceof ReaderException reader) {
      return Optional.of(character(text, reader));
    }
    if (!(thrown instanceof MarkedYAMLException e) || e.getProblemMark() == null) {
      return Optional.empty();
    }
    String[] lines = text.split("\\R", -1);
    Mark at = e.getProblemMark();
    return tab(lines, at)
        .or(() -> indent(lines, at))
        .or(() -> unspaced(lines, e))
        .or(() -> meaning(e));
  }

  Place place(String file) {
    return new Place(file, line, column);
  }

  private static YamlSlip character(String text, ReaderException e) {
    String before = text.substring(0, Math.min(text.length(), e.getPosition()));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return new YamlSlip(
        String.format("the control character U+%04X is not allowed", e.getCodePoint()),
        line,
        before.length() - before.lastIndexOf('\n'),
        "Delete it, or write it as an escape in double quotes.");
  }

  private static Optional<YamlSlip> tab(String[] lines, Mark at) {
    String line = line(lines, at.getLine());
    boolean here = at.getColumn() < line.length() && line.charAt(at.getColumn()) == '\t';
    return here
        ? Optional.of(
            new YamlSlip(
                "a tab character stands where only spaces may",
                at.getLine() + 1,
                at.getColumn() + 1,
                "Replace tabs by spaces; YAML is indented by spaces only."))
        : Optional.empty();
  }

  /** The first line so far that is indented by something that only looks like a space. */
  private static Optional<YamlSlip> indent(String[] lines, Mark at) {
    for (int i = 0; i <= Math.min(at.getLine(), lines.length - 1); i++) {
      Matcher indent = INDENT.matcher(lines[i]);
      String blank = indent.lookingAt() ? indent.group() : "";
      int odd = (int) blank.chars().takeWhile(c -> c == ' ').count();
      if (odd < blank.length() && blank.length() < lines[i].length()) {
        String name = blank.charAt(odd) == '\t' ? "tab character" : "no-break or other odd space";
        return Optional.of(
            new YamlSlip(
                "a " + name + " stands in the indentation",
                i + 1,
                odd + 1,
                "Replace it by spaces; YAML is indented by plain spaces only."));
      }
    }
    return Optional.empty();
  }

  /** A key without a space after its colon, right before the place where the parser failed. */
  private static Optional<YamlSlip> unspaced(String[] lines, MarkedYAMLException e) {
    boolean fits =
        e.getProblem().contains("could not find expected ':'")
            || e.getProblem().contains("mapping values are not allowed");
    int last = e.getProblemMark().getLine();
    for (int i = last; fits && i >= Math.max(0, last - 2); i--) {
      Matcher unspaced = UNSPACED.matcher(line(lines, i));
      if (unspaced.matches()) {
        String key = unspaced.group(1).substring(0, unspaced.group(1).indexOf(':'));
        return Optional.of(
            new YamlSlip(
                "no space after the colon of `" + key + ":`",
                i + 1,
                unspaced.start(1) + key.length() + 2,
                "Write `" + key + ": ` and then the value."));
      }
    }
    return Optional.empty();
  }

  private static Optional<YamlSlip> meaning(MarkedYAMLException e) {
    String said = e.getContext() + " " + e.getProblem();
    for (Meaning meaning : MEANINGS) {
      if (said.contains(meaning.part())) {
        boolean context = meaning.atContext() && e.getContextMark() != null;
        Mark at = context ? e.getContextMark() : e.getProblemMark();
        return Optional.of(
            new YamlSlip(meaning.what(), at.getLine() + 1, at.getColumn() + 1, meaning.mend()));
      }
    }
    return Optional.empty();
  }

  private static String line(String[] lines, int index) {
    return index < lines.length ? lines[index] : "";
  }
}
