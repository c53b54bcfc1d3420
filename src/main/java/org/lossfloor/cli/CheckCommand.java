package org.lossfloor.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lossfloor.audit.CheckJob;
import org.lossfloor.audit.CheckJob.SourceCheck;
import org.lossfloor.audit.CostSample;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.Overrides;
import org.lossfloor.config.key.KeyValues;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code lossfloor check}: what an audit would read, before it runs. */
@Command(
    name = "check",
    description = {
      "Reads a sample of the logs of an audit and shows what would be read, kept out and why.",
      "Ends with exit code 2 if a source cannot be used, 1 if the output cannot be written."
    },
    footer = "  lossfloor check --config conf/demo.yaml",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  private static final double MEGABYTE = 1e6;

  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private ConfigOrPaths wanted;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Also try whether this directory can be written to.")
  private String output;

  @Mixin private ConfigOrPaths.Replacements replaced;

  @Option(
      names = "--megabytes",
      defaultValue = "16",
      paramLabel = "N",
      description =
          "How much to read of each source; whole files, at least one"
              + " (default ${DEFAULT-VALUE}).")
  private int megabytes;

  @Override
  public Integer call() {
    ConfigOrPaths.Loaded loaded =
        wanted.load(
            new Overrides(replaced.inputs(), KeyValues.NONE, List.of()),
            replaced,
            Optional.ofNullable(output));
    AuditConfig audit = loaded.config();
    CheckJob job =
        new CheckJob(
            audit, (long) (Math.max(1, megabytes) * MEGABYTE), Optional.ofNullable(output));
    PrintWriter out = spec.commandLine().getOut();
    List<SourceCheck> sources =
        Sessions.whenNeeded(
            "lossfloor check " + audit.name(),
            main.logLevel(),
            spark -> {
              if (output != null) {
                CheckJob.writable(output);
              }
              return job.sources(spark, source -> print(out, source));
            });
    loaded.left().forEach(line -> out.println("note: in no source: " + line));
    if (output != null) {
      out.println("output " + output + ": can be written");
    }
    out.flush();
    boolean usable = sources.stream().allMatch(source -> source.problem().isEmpty());
    return usable ? ExitCode.DONE : ExitCode.INPUT;
  }

  private void print(PrintWriter out, SourceCheck source) {
    out.println("source " + source.source());
    source.extent().ifPresent(extent -> out.println("  files:       " + extent));
    if (source.problem().isPresent()) {
      out.flush();
      Frame.print(spec.commandLine().getErr(), source.problem().get());
      source.warnings().forEach(line -> out.println("  note: " + line));
      out.flush();
      return;
    }
    out.printf(
        Locale.ROOT,
        "  sample:      %d trials in %d experiments; all files: about %.0f trials%n",
        source.trials(),
        source.experiments(),
        source.trials() * source.factor());
    source.counts().forEach(line -> out.println("  records:     " + line));
    source.keys().forEach(line -> out.println("  experiment:  " + line));
    out.println("  sampler:     " + String.join(", ", source.samplers()));
    if (!source.hyperparameters().isEmpty()) {
      out.println("  parameters:  " + String.join(", ", source.hyperparameters()));
    }
    source.cost().ifPresent(cost -> out.println("  cost:        " + cost(source, cost)));
    source.examples().forEach(line -> out.println("  " + line));
    source.warnings().forEach(line -> out.println("  note: " + line));
    out.flush();
  }

  /** Experiments are assumed to lie in separate files, so that more files hold more of them. */
  private static String cost(SourceCheck source, CostSample cost) {
    double experiments = source.experiments() * source.factor();
    return String.format(
        Locale.ROOT,
        "%.0f ms of a core for an experiment of %d trials (mean of %d);"
            + " all %s%.0f experiments: %.1f minutes, besides reading the logs",
        cost.seconds() * 1000,
        cost.trials(),
        cost.experiments(),
        source.factor() > 1 ? "about " : "",
        experiments,
        experiments * cost.seconds() / 60);
  }
}
