package org.lossfloor.cli.decide;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.lossfloor.audit.noise.NoiseJob;
import org.lossfloor.error.UsageException;
import org.lossfloor.report.noise.NoiseText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code lossfloor noise}: what reruns tell. */
@Command(
    name = "noise",
    description = {
      "Says what reruns in a published run tell: the noise between runs of one configuration, whether it",
      "is equal everywhere, and what the best trial is worth if it is run again. Of a log of decisions",
      "(keep, discard, crash) it says which accepted steps are more than noise."
    },
    footer = {"  lossfloor noise audits/demo", "  lossfloor noise audits/loop --noise 0.03"},
    mixinStandardHelpOptions = true)
public final class NoiseCommand implements Callable<Integer> {
  @ParentCommand private Shell shell;
  @Spec private CommandSpec spec;
  @Mixin private RunArgument run;

  @Option(
      names = "--noise",
      paramLabel = "SD",
      description =
          "The standard deviation between runs of one configuration, by which decisions are judged"
              + " (default: from reruns in the log, else guessed from discarded runs).")
  private Double told;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Where the tables noise and steps are published (default: noise beside the run).")
  private String output;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "40",
      description = "The most experiments of each kind that are shown (default 40).")
  private int limit;

  @Option(names = "--json", description = "Print a JSON object for every experiment.")
  private boolean json;

  @Override
  public Integer call() {
    Shell.requireShown(limit, "experiments");
    if (told != null && !(told > 0 && told < Double.POSITIVE_INFINITY)) {
      throw new UsageException(
          "a standard deviation is no " + told, "--noise", "give a positive number");
    }
    NoiseJob job =
        new NoiseJob(
            told == null ? OptionalDouble.empty() : OptionalDouble.of(told),
            Optional.ofNullable(output));
    NoiseJob.Result result = shell.session("lossfloor noise", spark -> job.run(spark, run.text()));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      result.experiments().forEach(one -> out.print(NoiseText.json(one) + "\n"));
    } else {
      NoiseText text = new NoiseText(result.experiments());
      out.println(text.headline(result.runId()));
      out.println();
      text.lines(limit).forEach(out::println);
      out.println();
      out.println("Tables: " + result.published());
    }
    out.flush();
    return Shell.DONE;
  }
}
