package org.lossfloor.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param path the file, from the project's root
 * @param text its Markdown
 */
record Page(Path path, String text) {
  static final Path ROOT = Path.of("").toAbsolutePath();
  static final Path SITE = Path.of("src/site/markdown");

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^(?:<!-- ([^\n]*) -->\n)?^```([a-z]+)\n(.*?)^```$");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*?) *$");
  private static final Pattern ANCHOR = Pattern.compile("<a (?:id|name)=\"([^\"]+)\">");
  private static final Pattern LINK = Pattern.compile("(?<!\\\\)\\]\\(([^)\\s]+)\\)");

  /**
   * A fenced block.
   *
   * @param page where it stands
   * @param mark the comment on the line before it, or an empty text
   * @param language what the fence says
   * @param text what is between the fences
   */
  record Block(Path page, String mark, String language, String text) {
    /** Nothing is left out without a reason that a reader of the source sees. */
    boolean runs() {
      return !mark.startsWith("not run: ");
    }

    boolean is(String wanted) {
      return language.equals(wanted);
    }
  }

  static Page of(Path path) {
    try {
      return new Page(path, Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every page that a user reads: the README and the site. */
  static List<Page> all() {
    try (Stream<Path> pages = Files.walk(SITE)) {
      return Stream.concat(
              Stream.of(Path.of("README.md")),
              pages.filter(path -> path.toString().endsWith(".md")).sorted())
          .map(Page::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      String mark = matcher.group(1) == null ? "" : matcher.group(1);
      blocks.add(new Block(path, mark, matcher.group(2), matcher.group(3)));
    }
    return blocks;
  }

  List<Block> blocks(String language) {
    return blocks().stream().filter(block -> block.is(language)).toList();
  }

  /** What the page shows right below blocks of a language as what they print. */
  List<String> shownBelow(String language) {
    List<Block> blocks = blocks();
    return IntStream.range(1, blocks.size())
        .filter(i -> blocks.get(i).is("text") && blocks.get(i).mark().isEmpty())
        .filter(i -> blocks.get(i - 1).is(language))
        .mapToObj(i -> blocks.get(i).text())
        .toList();
  }

  private String prose() {
    return BLOCK.matcher(text).replaceAll("").replaceAll("`[^`\n]*`", "``");
  }

  List<String> headings() {
    return HEADING
        .matcher(BLOCK.matcher(text).replaceAll(""))
        .results()
        .map(heading -> heading.group(1))
        .toList();
  }

  /** What can be linked to on this page, as GitHub and the site name it. */
  Set<String> anchors() {
    Set<String> anchors = new TreeSet<>();
    headings().forEach(heading -> anchors.add(anchor(heading)));
    ANCHOR.matcher(text).results().forEach(found -> anchors.add(found.group(1)));
    return anchors;
  }

  /** As GitHub makes it: lower case, spaces to hyphens, other punctuation left out. */
  static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  /** All targets of links. */
  List<String> links() {
    return LINK.matcher(prose()).results().map(link -> link.group(1)).toList();
  }
}
