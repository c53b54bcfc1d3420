package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published jars: the library with what Maven brings along and nothing else, and the app. */
class LibraryIT {
  private static final String LIBRARY = System.getProperty("lossfloor.library");
  private static final String LIBRARY_JARS = System.getProperty("lossfloor.library.jars");
  private static final Pattern SNIPPET = Pattern.compile("(?ms)^```java\n(.*?)^```$");

  @TempDir Path folder;

  private static Commands.Done java(Path source, String... arguments) throws Exception {
    String[] command = {
      System.getProperty("java.home") + "/bin/java",
      "-Xmx256m",
      "-cp",
      LIBRARY + File.pathSeparator + LIBRARY_JARS + "/*",
      source.toString()
    };
    return Commands.script(
        Map.of(), Stream.of(command, arguments).flatMap(Stream::of).toArray(String[]::new));
  }

  @Test
  void theLibraryNeedsNoEngine() throws Exception {
    Commands.Done done =
        java(
            Commands.ROOT.resolve("src/test/java/org/lossfloor/LibraryTour.java"),
            LIBRARY,
            folder.toString());
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.out())
        .contains("error", "math", "sweep", "distribution", "estimate", "decide", "study", "config")
        .contains("decide: 0.02", "read: 80", "fit: 5 files, one answer")
        .containsPattern("estimate: (OK|CAUTION)")
        .containsPattern("report: .+")
        .containsPattern("pictures: \\[[1-9]\\d*, [1-9]\\d*, [1-9]\\d*\\]");
  }

  private static List<String> snippets() throws IOException {
    return SNIPPET
        .matcher(Files.readString(Commands.ROOT.resolve("src/site/markdown/library.md")))
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  /** A snippet as the body of a program, with what it takes for granted declared before it. */
  private Path program(String name, String given, String snippet) throws IOException {
    Predicate<String> isImport = line -> line.startsWith("import ");
    String imports = snippet.lines().filter(isImport).collect(Collectors.joining("\n"));
    String body = snippet.lines().filter(isImport.negate()).collect(Collectors.joining("\n"));
    return Files.writeString(
        folder.resolve(name + ".java"),
        imports
            + "\npublic class "
            + name
            + " {\n  public static void main(String[] args) {\n"
            + given
            + body
            + "\n  }\n}\n");
  }

  @Test
  void theSnippetOfThePageRuns() throws Exception {
    List<String> ours = snippets().stream().filter(s -> !s.contains("SearchLaw")).toList();
    assertThat(ours).hasSize(1);
    Path program =
        program(
            "Library",
            "double[] scores = new java.util.Random(1).doubles(60).map(u -> 0.1 + u * u).toArray();\n",
            ours.get(0));
    Commands.Done done = java(program);
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.out()).containsPattern("OK|CAUTION").containsPattern("Interval\\[.*0[.]");
  }

  /** It needs a session; that it runs is the matter of SearchLawIT. */
  @Test
  void theSnippetForPipelinesCompiles() throws Exception {
    List<String> ours = snippets().stream().filter(s -> s.contains("SearchLaw")).toList();
    assertThat(ours).hasSize(1);
    Path program =
        program(
            "Pipeline",
            "org.apache.spark.sql.Dataset<org.apache.spark.sql.Row> trials = null;\n",
            ours.get(0));
    StringWriter said = new StringWriter();
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-cp",
              LIBRARY + File.pathSeparator + System.getProperty("java.class.path"),
              "-proc:none",
              "-d",
              folder.toString());
      assertThat(
              javac
                  .getTask(said, files, null, options, null, files.getJavaFileObjects(program))
                  .call())
          .as(said.toString())
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lossfloor.jar", "lossfloor.library"})
  void aJarHasItsLicense(String property) throws Exception {
    try (JarFile jar = new JarFile(System.getProperty(property))) {
      assertThat(text(jar, "META-INF/LICENSE"))
          .isEqualTo(Files.readString(Commands.ROOT.resolve("LICENSE")));
      assertThat(text(jar, "META-INF/NOTICE")).contains("Lossfloor", "Apache Commons", "JNA");
    }
  }

  private static String text(JarFile jar, String entry) throws Exception {
    return new String(
        jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
  }

  private static List<String> foreign(String property) throws Exception {
    try (JarFile jar = new JarFile(System.getProperty(property))) {
      return jar.stream()
          .map(Object::toString)
          .filter(entry -> entry.endsWith(".class") && !entry.startsWith("org/lossfloor/"))
          .toList();
    }
  }

  @Test
  void theLibraryHoldsOurClassesAlone() throws Exception {
    assertThat(foreign("lossfloor.library")).isEmpty();
  }

  /**
   * Else a class of another version that a cluster has might be taken in place of ours. Native code
   * finds its classes by their own names.
   */
  @Test
  void whatTheApplicationBringsGoesByNamesOfItsOwn() throws Exception {
    assertThat(foreign("lossfloor.jar"))
        .isNotEmpty()
        .allMatch(entry -> entry.startsWith("com/sun/jna/") || entry.startsWith("org/sqlite/"));
  }
}
