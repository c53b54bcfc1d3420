package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The help of every command: what it says, in which order, with an example that can be typed. */
class HelpTest {
  private static final String FIRST = "lossfloor";

  private static CommandLine root() {
    return Main.commandLine(
        new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
  }

  static Stream<String> commands() {
    return names(root());
  }

  private static Stream<String> names(CommandLine command) {
    return Stream.concat(
        Stream.of(command.getCommandSpec().qualifiedName()),
        command.getSubcommands().values().stream().flatMap(HelpTest::names));
  }

  private static CommandLine command(String name) {
    CommandLine at = root();
    for (String word : Arrays.asList(name.split(" ")).subList(1, name.split(" ").length)) {
      at = at.getSubcommands().get(word);
    }
    return at;
  }

  /** Each is set up by its name alone. */
  @Test
  void aCommandSaysOfItselfWhatAllOfThemSayOfIt() {
    Main.COMMANDS.forEach(
        (name, type) -> {
          assertThat(type.getAnnotation(CommandLine.Command.class).name()).isEqualTo(name);
          StringWriter alone = new StringWriter();
          Main.run(
              new String[] {name, "--help"},
              new PrintWriter(alone),
              new PrintWriter(new StringWriter()));
          assertThat(alone.toString()).isEqualTo(command(FIRST + " " + name).getUsageMessage());
        });
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theExampleOfACommandCanBeTyped(String name) {
    String[] footer = command(name).getCommandSpec().usageMessage().footer();
    List<String> examples =
        Arrays.stream(footer).map(String::strip).filter(line -> line.startsWith(FIRST)).toList();
    assertThat(examples).as("examples of %s", name).isNotEmpty();
    for (String example : examples) {
      assertThat(example).startsWith(name);
      List<String> words = List.of(example.split("\\s+"));
      root().parseArgs(words.subList(1, words.size()).toArray(String[]::new));
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void requiredOptionsComeFirstAndThoseOfEveryCommandLast(String name) {
    CommandLine command = command(name);
    List<String> shown =
        command
            .getUsageMessage()
            .lines()
            .filter(line -> line.matches("  (    |-\\w, )--.*"))
            .map(line -> line.strip().replaceFirst("^-\\w, ", "").split("[= ,]", 2)[0])
            .toList();
    List<OptionSpec> options = command.getCommandSpec().options();
    List<OptionSpec> required = options.stream().filter(CommandHelp::isRequired).toList();
    assertThat(shown.subList(0, required.size()))
        .as("first options of %s", name)
        .allMatch(first -> required.stream().anyMatch(o -> List.of(o.names()).contains(first)));
    assertThat(shown).endsWith("--help", "--log-level", "--stacktrace", "--version");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionAndParameterIsDescribedByASentence(String name) {
    command(name)
        .getCommandSpec()
        .args()
        .forEach(
            arg ->
                assertThat(String.join(" ", arg.description()).strip())
                    .as("%s of %s", arg, name)
                    .matches("(?s)[A-Z$a-z].*[.]"));
  }

  @Test
  void theFirstLineShowsOnlyWhatHasToBeTyped() {
    String[] lines = command("lossfloor audit").getUsageMessage().split("\n", 2);
    assertThat(lines[0])
        .isEqualTo("Usage: lossfloor audit --output=DIR [OPTIONS] (--config=FILE | PATH...)");
    assertThat(command("lossfloor fit").getUsageMessage())
        .startsWith("Usage: lossfloor fit [OPTIONS] FILE...\n");
  }

  @Test
  void theDirectionOfAFitIsNotRequired() {
    String help = command("lossfloor fit").getUsageMessage().replaceAll("\\s+", " ");
    assertThat(help)
        .contains("(default: as the name of the field says, else minimize; the answer says that it")
        .contains("is assumed)");
    assertThat(help).contains("(default: 10, 100)");
  }
}
