package org.lossfloor.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * The help of a command: what is required comes first, what every command takes comes last, and the
 * first line shows only what has to be typed.
 */
final class CommandHelp extends Help {
  CommandHelp(CommandSpec command, ColorScheme colors) {
    super(command, colors);
  }

  @Override
  public Comparator<OptionSpec> createDefaultOptionSort() {
    return Comparator.comparing((OptionSpec option) -> !option.required())
        .thenComparing(CommandHelp::ofEveryCommand)
        .thenComparing(OptionSpec::longestName);
  }

  private static boolean ofEveryCommand(OptionSpec option) {
    return option.usageHelp()
        || option.versionHelp()
        || option.inherited()
        || option.scopeType() == ScopeType.INHERIT;
  }

  @Override
  protected Ansi.Text createDetailedSynopsisOptionsText(
      Collection<ArgSpec> done,
      List<OptionSpec> options,
      Comparator<OptionSpec> order,
      boolean clustered) {
    List<OptionSpec> required =
        options.stream().filter(option -> option.required() && !done.contains(option)).toList();
    return super.createDetailedSynopsisOptionsText(done, required, order, clustered)
        .concat(ansi().text(" [OPTIONS]"));
  }
}
