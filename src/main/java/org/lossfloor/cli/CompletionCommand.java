package org.lossfloor.cli;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lossfloor completion}: the script by which a shell completes what is typed. */
@Command(
    name = "completion",
    description = {
      "Prints a script for bash or zsh, after which the tab key completes commands, options, their"
          + " values and paths.",
      "For bash put this line into ~/.bashrc:  source <(lossfloor completion bash)",
      "For zsh put this line into ~/.zshrc:    source <(lossfloor completion zsh)",
      "It speaks of the command `lossfloor`, so that name has to be on the PATH or an alias."
    },
    footer = "  lossfloor completion bash",
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Runnable {
  /** The shells that it is written for. One script serves both. */
  enum Shell {
    BASH,
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(index = "0", paramLabel = "SHELL", description = "bash or zsh.")
  private Shell shell;

  @Spec private CommandSpec spec;

  /** By this line commands keep the shell from completing paths; here they take paths as text. */
  private static final String NO_PATHS = "type compopt &>/dev/null && compopt +o default";

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    CommandLine root = Main.commandLine(out, spec.commandLine().getErr());
    out.print("# Completion of lossfloor for " + shell);
    out.print("\n" + AutoComplete.bash(root.getCommandName(), root).replace(NO_PATHS, ""));
    out.flush();
  }
}
