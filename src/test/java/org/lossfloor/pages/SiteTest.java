package org.lossfloor.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The site, which this test writes to {@code target/site}, has no dead links. */
class SiteTest {
  private static final Path FOLDER = Path.of("target/site");
  private static final Pattern TARGET = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

  private static List<Path> written;

  @BeforeAll
  static void write() throws IOException {
    written = Site.write(FOLDER);
  }

  static List<Path> files() {
    return written;
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyLinkLeadsSomewhere(Path file) throws IOException {
    List<String> dead = new ArrayList<>();
    for (String link :
        TARGET.matcher(Files.readString(file)).results().map(m -> m.group(1)).toList()) {
      if (!link.matches("(https?|mailto):.*") && !leads(file, link)) {
        dead.add(link);
      }
    }
    assertThat(dead).as(file.toString()).isEmpty();
  }

  private static boolean leads(Path file, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
    if (!Files.isRegularFile(target)) {
      return false;
    }
    return parts.length == 1
        || Pattern.compile(" (?:id|name)=\"" + Pattern.quote(parts[1]) + "\"")
            .matcher(Files.readString(target))
            .find();
  }

  @Test
  void deadLinksAreFound() throws IOException {
    Path index = FOLDER.resolve("index.html");
    assertThat(leads(index, "reasons/ORDER.html#what-to-do")).isTrue();
    assertThat(leads(index, "reasons/ORDER.html#what-not-to-do")).isFalse();
    assertThat(leads(index, "reasons/NONE.html")).isFalse();
  }

  /** The menu leads to every page but those of single reasons. */
  @Test
  void theMenuIsComplete() {
    List<Path> listed =
        Page.of(Page.SITE.resolve("index.md")).links().stream()
            .map(link -> Page.SITE.resolve(link).normalize())
            .toList();
    assertThat(Page.all().stream().map(Page::path))
        .filteredOn(path -> !path.startsWith(Page.SITE.resolve("reasons")))
        .filteredOn(path -> !path.endsWith("index.md"))
        .allMatch(listed::contains);
  }

  @Test
  void tablesAndCodeAreRendered() throws IOException {
    assertThat(FOLDER.resolve("tables.html"))
        .content()
        .contains("<td><code>best_score</code></td>", "<code>map&lt;int,double&gt;</code>");
    assertThat(FOLDER.resolve("cookbook.html")).content().contains("<code class=\"language-sql\">");
    assertThat(FOLDER.resolve("index.html")).content().contains("<img src=\"files/src/site/");
  }
}
