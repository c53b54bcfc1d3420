package org.lossfloor.cli.decide;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.lossfloor.audit.NoiseOfLog;
import org.lossfloor.audit.noise.NoiseJob;
import org.lossfloor.cli.plot.PlotOptions;
import org.lossfloor.config.LogChoice;
import org.lossfloor.decide.noise.ExperimentNoise;
import org.lossfloor.decide.noise.NoiseBatch;
import org.lossfloor.error.Printable;
import org.lossfloor.error.UsageException;
import org.lossfloor.report.noise.NoiseText;
import org.lossfloor.report.plot.NoisePlot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code lossfloor noise}: what reruns tell. */
@Command(
    name = "noise",
    description = {
      "Says what reruns in a published run or a log tell: the noise between runs of one configuration, whether it",
      "is equal everywhere, and what the best trial is worth if it is run again. Of a log of decisions",
      "(keep, discard, crash) it says which accepted steps are more than noise."
    },
    footer = {"  lossfloor noise audits/demo", "  lossfloor noise audits/loop --noise 0.03"},
    mixinStandardHelpOptions = true)
public final class NoiseCommand implements Callable<Integer> {
  @ParentCommand private Shell shell;
  @Spec private CommandSpec spec;
  @Mixin private RunOrLog run;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "EXPERIMENT",
      description = "Show these: an id, the start of one, or values of the key.")
  private List<String> named = List.of();

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

  @Mixin private PlotOptions plot;

  @Override
  public Integer call() {
    check();
    OptionalDouble noise = told == null ? OptionalDouble.empty() : OptionalDouble.of(told);
    if (run.isLog()) {
      ofLog(noise);
    } else {
      NoiseJob job = new NoiseJob(noise, Optional.ofNullable(output), named);
      NoiseJob.Result result =
          shell.session("lossfloor noise", spark -> job.run(spark, run.text()));
      print("run " + result.runId(), result.experiments(), result.groups());
      if (!json) {
        spec.commandLine().getOut().println("Tables: " + result.published());
      }
    }
    spec.commandLine().getOut().flush();
    return Shell.DONE;
  }

  private void check() {
    plot.check();
    Shell.requireShown(limit, "experiments");
    if (told != null && !(told > 0 && told < Double.POSITIVE_INFINITY)) {
      throw new UsageException(
          "a standard deviation is no " + told, "--noise", "give a positive number");
    }
    run.check(
        Optional.ofNullable(output)
            .map(dir -> "--output")
            .or(() -> named.stream().findFirst().map(name -> "EXPERIMENT")));
  }

  private void ofLog(OptionalDouble noise) {
    LogChoice choice = LogChoice.typed(run.score(), List.of(), List.of(), run.values());
    NoiseBatch batch =
        shell.sessionIfNeeded(
            "lossfloor noise", spark -> NoiseOfLog.of(spark, run.text(), choice, noise));
    print(Printable.line(run.text()), batch.experiments(), batch.groups());
  }

  private void print(
      String where, List<ExperimentNoise> experiments, Map<String, List<double[]>> groups) {
    if (plot.wanted()) {
      plot.write(
          NoisePlot.of(
              NoisePlot.drawn(experiments, groups),
              plot.settings("score", PlotOptions.Scale.LINEAR)));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      experiments.forEach(one -> out.print(NoiseText.json(one) + "\n"));
      return;
    }
    NoiseText text = new NoiseText(experiments);
    out.println(text.headline(where));
    out.println();
    text.lines(limit).forEach(out::println);
    out.println();
  }
}
