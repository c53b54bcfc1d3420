package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lossfloor-VERSION.tgz}, unpacked in a place of its own. */
class ArchiveIT {
  private static final List<String> DEMO =
      List.of("--config", "conf/demo.yaml", "--replicates", "2");

  /** The Spark that the build tests with. */
  private static final Path SPARK = Path.of(System.getProperty("lossfloor.spark.home"));

  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void unpack() throws Exception {
    Path target = Path.of(System.getProperty("lossfloor.jar")).getParent();
    String archive;
    try (Stream<Path> files = Files.list(target)) {
      archive =
          files.map(Path::toString).filter(name -> name.endsWith(".tgz")).findFirst().orElseThrow();
    }
    Commands.Done done = Commands.script(Map.of(), "tar", "-xzf", archive, "-C", folder.toString());
    assertThat(done.exitCode()).as(done.err()).isZero();
    try (Stream<Path> files = Files.list(folder)) {
      home = files.findFirst().orElseThrow();
    }
  }

  /** In the folder that was unpacked; without a network Maven takes what the build has fetched. */
  private Commands.Done lossfloor(Map<String, String> environment, List<String> arguments)
      throws Exception {
    String words = "'" + String.join("' '", arguments) + "'";
    String repository =
        Optional.ofNullable(System.getProperty("lossfloor.maven.repository"))
            .map(folder -> " -Dmaven.repo.local=" + folder)
            .orElse("");
    return Commands.script(
        environment,
        "bash",
        "-c",
        "cd '%s' && LOSSFLOOR_CACHE=none MAVEN_ARGS='-o%s' bin/lossfloor %s"
            .formatted(home, repository, words));
  }

  private static List<String> audit(Path output) {
    return Stream.of(
            List.of("audit"), DEMO, List.of("--output", output.toString(), "--run-id", "r"))
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void itRunsOnAJdkAlone() throws Exception {
    assertThat(home.resolve("LICENSE")).isNotEmptyFile();
    assertThat(home.resolve("NOTICE")).isNotEmptyFile();
    Commands.Done done = lossfloor(Map.of(), audit(folder.resolve("fetched")));
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.err()).contains("fetching Spark");
    assertThat(lossfloor(Map.of(), List.of("show", folder.resolve("fetched").toString())).out())
        .contains("6 can be acted on", "reviews cnn");
    Path fetched = home.resolve("lib").resolve(SPARK.getFileName());
    assertThat(names(fetched.resolve("jars"))).containsAll(names(SPARK.resolve("jars")));
  }

  private static List<String> names(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]+)[^)]*\\)");

  @Test
  void linksOfThePagesLeadToFiles() throws Exception {
    List<Path> pages;
    try (Stream<Path> files = Files.walk(home.resolve("share/doc"))) {
      pages = files.filter(file -> file.toString().endsWith(".md")).toList();
    }
    assertThat(pages).hasSizeGreaterThan(20);
    for (Path page : pages) {
      assertThat(LINK.matcher(Files.readString(page)).results().map(found -> found.group(1)))
          .as(page.toString())
          .allSatisfy(link -> assertThat(page.resolveSibling(link)).exists());
    }
  }
}
