package org.lossfloor.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command that a page shows runs, and prints the lines that the page shows, but for those
 * that are marked.
 */
class PagesIT {
  /** Those of {@link ReasonPagesIT} run there. */
  static List<Page> pages() {
    Path reasons = Page.SITE.resolve("reasons");
    return Page.all().stream()
        .filter(page -> !page.path().startsWith(reasons))
        .filter(page -> page.blocks("bash").stream().anyMatch(Page.Block::runs))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void commandsRunAndPrintWhatThePageShows(Page page) throws IOException {
    List<String> printed = lines(PageShell.shared().run(page)).toList();
    Stream<String> shown = page.shownBelow("bash").stream().flatMap(PagesIT::lines);
    assertThat(printed).containsAll(shown.filter(line -> !line.equals("...")).toList());
  }

  /**
   * The picture in the README is the one that its command draws. Letters are outlines of this
   * machine's font, so only what the picture says of itself is compared.
   */
  @Test
  void thePictureOfTheReadmeIsTheOneThatItsCommandDraws() throws IOException {
    PageShell.shared().run(Page.of(Path.of("README.md")));
    Path drawn = PageShell.shared().folder().resolve("tuning-curves.svg");
    assertThat(description(drawn))
        .contains("baseline: 200 trials", "model: 200 trials")
        .isEqualTo(description(Path.of("src/site/resources/images/tuning-curves.svg")));
  }

  private static String description(Path picture) throws IOException {
    return Files.readString(picture).replaceAll("(?s).*<title(.*)</desc.*", "$1");
  }

  /** Columns are as wide as their values, which a page may show fewer of. */
  private static Stream<String> lines(String text) {
    return text.lines().map(line -> line.strip().replaceAll(" {2,}", "  "));
  }
}
