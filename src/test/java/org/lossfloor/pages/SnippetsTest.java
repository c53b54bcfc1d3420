package org.lossfloor.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java of the page for people who migrate compiles, runs and prints what the page shows. */
class SnippetsTest {
  private static final Page PAGE = Page.of(Page.SITE.resolve("migration.md"));

  @TempDir Path folder;

  /** A snippet and the lines that stand below it. */
  record Shown(String snippet, List<String> lines) {}

  static Stream<Shown> snippets() {
    List<Page.Block> blocks = PAGE.blocks();
    return IntStream.range(0, blocks.size() - 1)
        .filter(i -> blocks.get(i).is("java") && blocks.get(i + 1).is("text"))
        .mapToObj(i -> new Shown(blocks.get(i).text(), blocks.get(i + 1).text().lines().toList()));
  }

  @Test
  void everySnippetShowsWhatItPrints() {
    assertThat(snippets()).hasSameSizeAs(PAGE.blocks("java")).hasSizeGreaterThan(3);
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void printsWhatThePageShows(Shown shown) throws Exception {
    compile(program(shown.snippet()));
    assertThat(printed().lines()).containsAll(shown.lines());
  }

  private Path program(String snippet) throws Exception {
    Predicate<String> isImport = line -> line.startsWith("import ");
    String imports = snippet.lines().filter(isImport).collect(Collectors.joining("\n"));
    String body = snippet.lines().filter(isImport.negate()).collect(Collectors.joining("\n"));
    return Files.writeString(
        folder.resolve("Snippet.java"),
        imports
            + "\npublic class Snippet {\n  public static void main(String[] args) {\n"
            + body
            + "\n  }\n}\n");
  }

  private void compile(Path program) throws Exception {
    StringWriter said = new StringWriter();
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of(
            "-proc:none", "-cp", System.getProperty("java.class.path"), "-d", folder.toString());
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      boolean done =
          javac.getTask(said, files, null, options, null, files.getJavaFileObjects(program)).call();
      assertThat(done).as(said.toString()).isTrue();
    }
  }

  private String printed() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = System.out;
    Locale locale = Locale.getDefault();
    Locale.setDefault(Locale.ROOT);
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      loader
          .loadClass("Snippet")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(out);
      Locale.setDefault(locale);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
