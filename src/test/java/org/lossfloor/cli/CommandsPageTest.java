package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code commands.md} ends with the help of every command, as picocli prints it. */
class CommandsPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/commands.md");
  private static final String START = "\n<!-- from here on printed by CommandsPageTest -->\n";

  /** The help of all commands below one, which is a heading of that level. */
  private static String below(CommandLine command, String heading) {
    StringBuilder text = new StringBuilder();
    for (CommandLine one : command.getSubcommands().values()) {
      text.append("\n%s %s\n\n".formatted(heading, one.getCommandSpec().qualifiedName()));
      String help = one.getUsageMessage(CommandLine.Help.Ansi.OFF).replaceAll("(?m) +$", "");
      text.append("<!-- printed from the code -->\n```text\n" + help.strip() + "\n```\n");
      text.append(below(one, heading + "#"));
    }
    return text.toString();
  }

  private static String printed() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return START + below(Main.commandLine(nowhere, nowhere), "##");
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
    assertThat(printed()).contains("\n## lossfloor audit\n", "\n### lossfloor study regime\n");
    assertThat(PAGE).content().isEqualTo(written + printed());
  }
}
