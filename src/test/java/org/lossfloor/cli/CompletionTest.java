package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The completion script as a real bash runs it. */
class CompletionTest {
  /** Completes the last of the words that it is given, as readline does it. */
  private static final String COMPLETE =
      """
      source ./script
      compopt() { echo "compopt $*"; }
      COMP_WORDS=("$@")
      COMP_CWORD=$(($# - 1))
      COMP_LINE="$*"
      COMP_POINT=${#COMP_LINE}
      "$(complete -p lossfloor | sed -E 's/.*-F ([^ ]+).*/\\1/')"
      printf '%s\\n' "${COMPREPLY[@]}"
      """;

  @TempDir private Path folder;

  @BeforeEach
  void writeTheScript() throws IOException {
    StringWriter out = new StringWriter();
    String[] typed = {"completion", "bash"};
    assertThat(Main.run(typed, new PrintWriter(out), new PrintWriter(new StringWriter()))).isZero();
    Files.writeString(folder.resolve("script"), out.toString());
    Files.writeString(folder.resolve("complete"), COMPLETE);
  }

  private List<String> bash(String... command) throws IOException, InterruptedException {
    Process bash =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(out).isZero();
    return out.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /** The words that are offered, and how the shell was told to go on. */
  private List<String> completed(String typed) throws IOException, InterruptedException {
    String[] words = typed.split(" ", -1);
    String[] command = new String[words.length + 2];
    command[0] = "bash";
    command[1] = "complete";
    System.arraycopy(words, 0, command, 2, words.length);
    return bash(command);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lossfloor au                         | audit",
        "lossfloor study re                   | regime",
        "lossfloor fit scores.csv --max       | --max-dimension",
        "lossfloor audit --outp               | --output",
        "lossfloor fit --direction maxi       | maximize",
        "lossfloor fit --intervals non        | nonparametric",
        "lossfloor study regime --intervals n | narrow nonparametric",
        "lossfloor bench ingest --format c    | csv",
        "lossfloor completion z               | zsh",
      })
  void wordsAreCompleted(String typed, String expected) throws IOException, InterruptedException {
    assertThat(completed(typed)).containsExactlyInAnyOrder(expected.split(" "));
  }

  /** Where a path belongs the script says nothing, and bash completes the names of files. */
  @Test
  void pathsAreLeftToTheShell() throws IOException, InterruptedException {
    assertThat(completed("lossfloor fit sc")).isEmpty();
    assertThat(completed("lossfloor audit --config co")).isEmpty();
    assertThat(bash("bash", "-c", "source ./script; complete -p lossfloor"))
        .singleElement()
        .asString()
        .contains("-o default");
  }

  @Test
  void theScriptKnowsEveryCommand() throws IOException, InterruptedException {
    assertThat(completed("lossfloor "))
        .contains("init", "audit", "check", "fit", "curve", "study", "bench", "completion");
  }
}
