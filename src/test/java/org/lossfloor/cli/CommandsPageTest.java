package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code commands.md} ends with the help of every command, as picocli prints it. */
class CommandsPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/commands.md");
  private static final String START = "\n<!-- from here on printed by CommandsPageTest -->\n";
  private static final Pattern COMMANDS = Pattern.compile("(?ms)^Commands:\\R((?:  .*\\R)+)");
  private static final Pattern NAME = Pattern.compile("(?m)^  ([a-z][a-z-]*) ");

  private static String help(String... command) {
    StringWriter out = new StringWriter();
    String[] asked = Stream.concat(Stream.of(command), Stream.of("--help")).toArray(String[]::new);
    assertThat(Main.run(asked, new PrintWriter(out), new PrintWriter(out))).isZero();
    return out.toString();
  }

  private static List<String> subcommands(String help) {
    return COMMANDS
        .matcher(help)
        .results()
        .flatMap(list -> NAME.matcher(list.group(1)).results())
        .map(name -> name.group(1))
        .toList();
  }

  private static String section(String heading, String help) {
    String text = help.replaceAll("(?m) +$", "").strip();
    return "\n" + heading + "\n\n<!-- printed from the code -->\n```text\n" + text + "\n```\n";
  }

  private static String printed() {
    StringBuilder text = new StringBuilder(START);
    for (String command : subcommands(help())) {
      String help = help(command);
      text.append(section("## lossfloor " + command, help));
      for (String inner : subcommands(help)) {
        text.append(section("### lossfloor " + command + " " + inner, help(command, inner)));
      }
    }
    return text.toString();
  }

  /** Written anew by {@code mvn test -Dtest=CommandsPageTest -Dlossfloor.write=true}. */
  @Test
  void thePageHasTheHelpOfEveryCommand() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(START);
    String written = start < 0 ? page : page.substring(0, start);
    if (Boolean.getBoolean("lossfloor.write")) {
      Files.writeString(PAGE, written + printed());
    }
    assertThat(PAGE).content().isEqualTo(written + printed());
  }

  @Test
  void everyCommandIsFound() {
    assertThat(subcommands(help())).contains("init", "audit", "check", "fit", "curve", "study");
    assertThat(subcommands(help("study"))).contains("coverage", "null-table");
  }
}
