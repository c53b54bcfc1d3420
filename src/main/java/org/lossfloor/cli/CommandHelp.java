package org.lossfloor.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgGroupSpec;
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
    return Comparator.comparing((OptionSpec option) -> !isRequired(option))
        .thenComparing(CommandHelp::ofEveryCommand)
        .thenComparing(OptionSpec::longestName);
  }

  /** What a group requires has to be typed only with a group that has to be typed. */
  static boolean isRequired(OptionSpec option) {
    return option.required() && (option.group() == null || option.group().multiplicity().min() > 0);
  }

  private static boolean ofEveryCommand(OptionSpec option) {
    return option.usageHelp()
        || option.versionHelp()
        || option.inherited()
        || option.scopeType() == ScopeType.INHERIT;
  }

  /** Groups that need not be typed are among the options. */
  @Override
  protected Ansi.Text createDetailedSynopsisGroupsText(Set<ArgSpec> shown) {
    Ansi.Text text = ansi().text("");
    for (ArgGroupSpec group : commandSpec().argGroups()) {
      Ansi.Text own = group.synopsisText(colorScheme(), shown);
      text = group.multiplicity().min() > 0 ? text.concat(" ").concat(own) : text;
    }
    return text;
  }

  @Override
  protected Ansi.Text createDetailedSynopsisOptionsText(
      Collection<ArgSpec> done,
      List<OptionSpec> options,
      Comparator<OptionSpec> order,
      boolean clustered) {
    List<OptionSpec> required =
        options.stream().filter(option -> isRequired(option) && !done.contains(option)).toList();
    return super.createDetailedSynopsisOptionsText(done, required, order, clustered)
        .concat(ansi().text(" [OPTIONS]"));
  }
}
