package org.lossfloor.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lossfloor.LocalSpark;
import org.lossfloor.audit.AuditJob;
import org.lossfloor.audit.AuditResult;
import org.lossfloor.audit.run.RunTables;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.estimate.Reason;
import org.lossfloor.report.view.ExperimentView;

/** Every reason has a page, whose data raise it. */
class ReasonPagesIT {
  private static final Path FOLDER = Page.SITE.resolve("reasons");
  private static final String AUDIT = "lossfloor audit --config audit.yaml --output audits";
  private static final String HEAD = "name: example\nsources:\n";

  @TempDir Path folder;

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
  static Stream<Reason> withData() {
    return Stream.of(Reason.values()).filter(reason -> reason != Reason.INTERNAL_ERROR);
  }

  private static List<Page.Block> blocks(Reason reason) {
    List<Page.Block> blocks = page(reason).blocks("bash");
    assertThat(blocks).as(reason.name()).hasSizeBetween(1, 2).allMatch(Page.Block::runs);
    return blocks;
  }

  private static boolean audits(Reason reason) {
    return blocks(reason).get(0).text().endsWith("\n" + AUDIT + "\n");
  }

  static Stream<Reason> typed() {
    return withData().filter(reason -> !audits(reason) || reason == Reason.ADAPTIVE);
  }

  @ParameterizedTest
  @MethodSource("typed")
  void dataOfThePageRaiseIt(Reason reason) throws Exception {
    List<Page.Block> blocks = blocks(reason);
    assertThat(PageShell.shared().run(blocks.get(0))).containsPattern(named(reason));
    for (Page.Block mended : blocks.subList(1, blocks.size())) {
      assertThat(PageShell.shared().run(mended)).doesNotContainPattern(named(reason));
    }
  }

  /**
   * The other pages that audit show the same command, so it is answered once: by an audit of all
   * their sources.
   */
  @Test
  void sourcesOfThePagesRaiseThem() throws Exception {
    List<Reason> audited = withData().filter(ReasonPagesIT::audits).toList();
    assertThat(audited).hasSizeGreaterThan(15).contains(Reason.ADAPTIVE);
    StringBuilder yaml = new StringBuilder("name: reasons\nestimate: {replicates: 0}\nsources:\n");
    for (Reason reason : audited) {
      yaml.append(source(reason));
    }
    AuditResult result =
        new AuditJob(AuditConfig.parse("reasons.yaml", yaml.toString()), "r", null)
            .run(LocalSpark.session(), folder.resolve("out").toString());
    Map<String, List<Reason>> raised = new TreeMap<>();
    for (ExperimentView view :
        RunTables.open(LocalSpark.session(), result.published()).experiments()) {
      raised.put(view.key().get("source"), view.judgement().reasons());
    }
    assertThat(raised).hasSameSizeAs(audited);
    audited.forEach(
        reason -> assertThat(raised.get(reason.name())).as(reason.name()).contains(reason));
  }

  /** The only source of a page, named after it; its data are written to a folder of its own. */
  private String source(Reason reason) throws Exception {
    assertThat(blocks(reason)).hasSize(1);
    String text = blocks(reason).get(0).text();
    Path own = Files.createDirectory(folder.resolve(reason.name()));
    Process made =
        new ProcessBuilder("bash", "-euc", text.replace("\n" + AUDIT, ""))
            .directory(own.toFile())
            .inheritIO()
            .start();
    assertThat(made.waitFor()).as(text).isZero();
    String yaml = Files.readString(own.resolve("audit.yaml"));
    assertThat(yaml).startsWith(HEAD);
    String source = yaml.substring(HEAD.length());
    return source
        .replaceFirst("name: \\w+", "name: " + reason)
        .replaceFirst("path: ([\\w.]+)", "path: " + own + "/$1");
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
