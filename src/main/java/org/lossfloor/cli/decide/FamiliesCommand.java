package org.lossfloor.cli.decide;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lossfloor.audit.family.FamiliesJob;
import org.lossfloor.report.family.FamiliesText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code lossfloor families}: experiments of one search space. */
@Command(
    name = "families",
    description = {
      "Groups the experiments of a published run by their search space: by equal names and ranges of",
      "their hyperparameters, or by key columns. Says how often each effective dimension occurs in a",
      "family, and which experiments speak against their siblings."
    },
    footer = {"  lossfloor families audits/demo", "  lossfloor families audits/demo --by model"},
    mixinStandardHelpOptions = true)
public final class FamiliesCommand implements Callable<Integer> {
  @ParentCommand private Shell shell;
  @Spec private CommandSpec spec;
  @Mixin private RunArgument run;

  @Option(
      names = "--by",
      paramLabel = "COLUMN",
      split = ",",
      description =
          "Declare families: experiments with equal values of these key columns (default:"
              + " recognised by their hyperparameters).")
  private List<String> shared = List.of();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where the table families is published (default: families beside the run).")
  private String output;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "10",
      description = "The most families that are shown (default 10).")
  private int limit;

  @Option(names = "--json", description = "Print a JSON object for every experiment.")
  private boolean json;

  @Override
  public Integer call() {
    Shell.requireShown(limit, "families");
    FamiliesJob job = new FamiliesJob(shared, Optional.ofNullable(output));
    List<String> lines =
        shell.session(
            "lossfloor families",
            spark -> {
              FamiliesJob.Result result = job.run(spark, run.text());
              return json ? result.rows().toJSON().collectAsList() : lines(result);
            });
    PrintWriter out = spec.commandLine().getOut();
    lines.forEach(line -> out.print(line + "\n"));
    out.flush();
    return Shell.DONE;
  }

  private List<String> lines(FamiliesJob.Result result) {
    List<String> lines = new ArrayList<>();
    lines.add("Families of run " + result.runId() + ".");
    lines.addAll(new FamiliesText(result.experiments()).lines(limit));
    lines.add("Table: " + result.published());
    return lines;
  }
}
