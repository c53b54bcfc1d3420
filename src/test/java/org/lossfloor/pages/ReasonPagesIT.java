package org.lossfloor.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lossfloor.estimate.Reason;

/** Every reason has a page, whose data raise it. */
class ReasonPagesIT {
  private static final Path FOLDER = Page.SITE.resolve("reasons");

  private static Page page(Reason reason) {
    return Page.of(FOLDER.resolve(reason.name() + ".md"));
  }

  private static Pattern named(Reason reason) {
    return Pattern.compile("(?<![A-Z_])" + reason.name() + "(?![A-Z_])");
  }

  @ParameterizedTest
  @EnumSource
  void pageSaysWhatTheCodeSays(Reason reason) {
    assertThat(page(reason).text())
        .startsWith("# " + reason.name() + "\n")
        .contains("Verdict: **" + reason.verdict() + "**. " + reason.sentence() + "\n")
        .contains("\n## What it means\n", "\n## Why\n", "\n## What to do\n");
  }

  /** Nothing that a log holds raises INTERNAL_ERROR, as far as is known. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INTERNAL_ERROR")
  void dataOfThePageRaiseIt(Reason reason) throws Exception {
    List<Page.Block> blocks = page(reason).blocks("bash");
    assertThat(blocks).hasSizeBetween(1, 2).allMatch(Page.Block::runs);
    assertThat(PageShell.shared().run(blocks.get(0))).containsPattern(named(reason));
    for (Page.Block mended : blocks.subList(1, blocks.size())) {
      assertThat(PageShell.shared().run(mended)).doesNotContainPattern(named(reason));
    }
  }

  @Test
  void listNamesAllOfThemInTheirGroups() {
    String list = Page.of(Page.SITE.resolve("reasons.md")).text();
    Stream.of(Reason.values())
        .forEach(
            reason ->
                assertThat(list)
                    .containsPattern(
                        "(?s)\n## "
                            + reason.verdict()
                            + ":(?:(?!\n## ).)*"
                            + Pattern.quote(
                                "| [%1$s](reasons/%1$s.md) | %2$s |"
                                    .formatted(reason, reason.sentence()))));
  }
}
