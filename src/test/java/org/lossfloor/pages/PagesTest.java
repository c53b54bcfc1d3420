package org.lossfloor.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.yaml.Variables;

/** The pages hang together, and what they show as a configuration is one. */
class PagesTest {
  /** What a fence may say; each is run, compared or checked by a test, or is a picture. */
  /** Variables of the pages have defaults. */
  private static final Variables NONE_SET = new Variables(Map.of());

  private static final Set<String> LANGUAGES =
      Set.of("bash", "text", "yaml", "java", "sql", "python", "xml");

  static List<Page> pages() {
    return Page.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Page page) {
    List<String> dead = new ArrayList<>();
    for (String link : page.links()) {
      if (!link.matches("(https?|mailto):.*") && !leads(page, link)) {
        dead.add(link);
      }
    }
    assertThat(dead).as(page.path().toString()).isEmpty();
  }

  private static boolean leads(Page page, String link) {
    String[] parts = link.split("#", 2);
    Path folder = page.path().toAbsolutePath().getParent();
    Path target = parts[0].isEmpty() ? page.path() : folder.resolve(parts[0]).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    return parts.length == 1 || Page.of(target).anchors().contains(parts[1]);
  }

  @Test
  void deadLinksAreFound() {
    Page page =
        new Page(Path.of("README.md"), "# One\n[a](#one) [b](#two) [c](pom.xml) [d](no.md)");
    assertThat(page.links()).containsExactly("#one", "#two", "pom.xml", "no.md");
    assertThat(page.anchors()).containsExactly("one");
    assertThat(page.links().stream().map(link -> leads(page, link)))
        .containsExactly(false, false, true, false);
  }

  /** From the README a reader comes to every page. */
  @Test
  void everyPageIsReached() {
    Set<Path> reached = new TreeSet<>();
    follow(Page.of(Path.of("README.md")), reached);
    assertThat(pages().stream().map(page -> page.path().toAbsolutePath()))
        .allMatch(reached::contains);
  }

  private static void follow(Page page, Set<Path> reached) {
    if (reached.add(page.path().toAbsolutePath())) {
      Path folder = page.path().toAbsolutePath().getParent();
      page.links().stream()
          .map(link -> link.replaceFirst("#.*", ""))
          .filter(link -> link.endsWith(".md") && !link.startsWith("http"))
          .map(link -> folder.resolve(link).normalize())
          .filter(Files::exists)
          .forEach(path -> follow(Page.of(Path.of("").toAbsolutePath().relativize(path)), reached));
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyFenceSaysWhatItHolds(Page page) {
    assertThat(page.blocks()).allMatch(block -> LANGUAGES.contains(block.language()));
    long fences = page.text().lines().filter(line -> line.startsWith("```")).count();
    assertThat(2L * page.blocks().size()).as("blocks of " + page.path()).isEqualTo(fences);
  }

  @Test
  void everyConfigurationIsAnAudit() {
    TreeMap<String, Integer> sources = new TreeMap<>();
    for (Page page : pages()) {
      for (Page.Block block : page.blocks("yaml")) {
        String name = page.path().toString();
        AuditConfig audit = AuditConfig.parse(name, block.text(), NONE_SET);
        sources.merge(name, audit.sources().size(), Integer::sum);
      }
    }
    assertThat(sources).isNotEmpty().allSatisfy((page, count) -> assertThat(count).isPositive());
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo.yaml", "field-sweeps.yaml", "audit.example.yaml"})
  void everyShippedConfigurationLoads(String name) {
    assertThat(AuditConfig.load(Path.of("conf", name)).sources()).isNotEmpty();
  }

  @Test
  void theReadmeIsShort() {
    assertThat(Page.of(Path.of("README.md")).text().lines()).hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void nothingIsLeftOutWithoutAReason() {
    Stream<Page.Block> left =
        pages().stream().flatMap(page -> page.blocks("bash").stream()).filter(b -> !b.runs());
    assertThat(left).allMatch(block -> block.mark().length() > "not run: ".length() + 10);
  }
}
