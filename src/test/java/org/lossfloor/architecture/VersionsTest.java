package org.lossfloor.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** {@code pom.xml} says which releases of Spark are served; no other file says otherwise. */
class VersionsTest {
  private static final Path ROOT = Path.of("").toAbsolutePath();
  private static final Pattern IMAGE = Pattern.compile("apache/spark:(4[.0-9]*[0-9])");
  private static final Pattern RELEASE = Pattern.compile("(?i)spark[ -](4[.][0-9]+[.][0-9]+)");

  private static List<String> pom(String path) throws Exception {
    Document pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(ROOT.resolve("pom.xml").toFile());
    NodeList found =
        (NodeList)
            XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> found.item(i).getTextContent().strip())
        .toList();
  }

  private static String built() throws Exception {
    return pom("/project/properties/spark.version").get(0);
  }

  private static List<String> served() throws Exception {
    return pom("/project/profiles/profile/properties/spark.version");
  }

  /** What a user, an image or a script goes by. Reports of measurements keep their versions. */
  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve(".ci/run")));
    for (String folder : List.of("conf", "docker", "jobs")) {
      try (Stream<Path> paths = Files.walk(ROOT.resolve(folder))) {
        paths.filter(Files::isRegularFile).forEach(files::add);
      }
    }
    return files;
  }

  /** Each mention of a version for which the condition does not hold. */
  private static List<String> mentions(Pattern pattern, Predicate<String> wrong)
      throws IOException {
    List<String> mentions = new ArrayList<>();
    for (Path file : files()) {
      Matcher matcher = pattern.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
      while (matcher.find()) {
        if (wrong.test(matcher.group(1))) {
          mentions.add(ROOT.relativize(file) + ": " + matcher.group());
        }
      }
    }
    return mentions;
  }

  @Test
  void everyImageIsOfTheReleaseThatIsBuilt() throws Exception {
    String built = built();
    assertThat(mentions(IMAGE, version -> true)).hasSizeGreaterThan(2);
    assertThat(mentions(IMAGE, version -> !version.equals(built))).isEmpty();
  }

  @Test
  void onlyReleasesThatAreTriedAreNamed() throws Exception {
    List<String> all = Stream.concat(Stream.of(built()), served().stream()).toList();
    assertThat(mentions(RELEASE, version -> !all.contains(version))).isEmpty();
  }

  @Test
  void theReadmeNamesEveryReleaseThatIsTried() throws Exception {
    String readme = Files.readString(ROOT.resolve("README.md")).replaceAll("\\s+", " ");
    assertThat(readme)
        .contains("Built and tested against Spark " + built() + " ")
        .contains(String.join(" and ", served()));
  }

  @Test
  void thePageForProgramsGivesTheCoordinatesOfThisBuild() throws Exception {
    assertThat(Files.readString(ROOT.resolve("src/site/markdown/library.md")))
        .contains("<version>" + pom("/project/version").get(0) + "</version>");
  }

  @Test
  void profilesAreNamedAfterTheirRelease() throws Exception {
    assertThat(pom("/project/profiles/profile[properties/spark.version]/id"))
        .isEqualTo(served().stream().map(version -> "spark-" + version).toList())
        .isNotEmpty();
  }

  @Test
  void noDependencyWritesItsVersionItself() throws Exception {
    assertThat(pom("//dependency/version")).allMatch(version -> version.matches("[$]\\{.*}"));
  }

  @Test
  void scriptsTakeTheJarsOfTheReleaseThatIsBuilt() throws Exception {
    Process bash =
        new ProcessBuilder("bash", "-c", ". jobs/lib.sh; printf %s \"$fetched\"")
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).isZero();
    assertThat(said).isEqualTo(ROOT.resolve("target/spark-" + built()).toString());
  }
}
