package org.lossfloor.cli;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lossfloor.audit.LoggedExperiment;
import org.lossfloor.cli.plot.PlotOptions;
import org.lossfloor.config.key.Key;
import org.lossfloor.decide.compare.ComparedBatch;
import org.lossfloor.decide.compare.MeanCost;
import org.lossfloor.error.UsageException;
import org.lossfloor.fit.ComparedFiles;
import org.lossfloor.fit.FitAnswer;
import org.lossfloor.fit.FitJob;
import org.lossfloor.report.compare.ComparisonJson;
import org.lossfloor.report.compare.ComparisonsText;
import org.lossfloor.report.plot.DistributionPlot;
import org.lossfloor.report.plot.Picture;
import org.lossfloor.report.plot.TuningCurvePlot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lossfloor fit}: the best possible score of one experiment. */
@Command(
    name = "fit",
    description =
        "Estimates the best possible score, the effective dimension and the noise of one"
            + " experiment from the scores of its trials, and says whether to believe them.",
    modelTransformer = KeyOptions.OfFit.class,
    footer = {
      "  lossfloor fit scores.csv --score val_loss --direction minimize",
      "  lossfloor fit mlruns --score val_acc --where experiment=resnet --direction maximize"
    },
    mixinStandardHelpOptions = true)
final class FitCommand implements Runnable {
  @Mixin private FitOptions options;
  @Spec private CommandSpec spec;

  @Option(
      names = "--compare",
      description =
          "Compare the files with each other: who is better after equal numbers of trials. Done"
              + " anyway for people; with --json it adds an object for every pair, and --plot then"
              + " draws their tuning curves.")
  private boolean compare;

  @Option(
      names = "--cost",
      paramLabel = "FIELD",
      description =
          "The field with the cost of a trial, such as its seconds: compare the files at equal cost,"
              + " too.")
  private String cost;

  private final Map<String, MeanCost> costs = new HashMap<>();

  @Override
  public void run() {
    if (cost != null && !compares()) {
      throw new UsageException(
          "no files are compared at equal cost",
          "--cost",
          "give two files, and --compare besides --json");
    }
    Map<String, FitAnswer> answers =
        options.run(spec, List.of(Key.Face.FIT), this::answer, this::picture);
    if (compares()) {
      compare(answers);
    }
  }

  private boolean compares() {
    return options.several() && (compare || !options.json());
  }

  /** The law is compared at numbers of trials that one file alone does not need. */
  private FitAnswer answer(FitJob job, LoggedExperiment found) {
    if (compares()) {
      if (cost != null) {
        costs.put(job.request().file(), cost(job, found));
      }
      boolean drawn = compare && options.plot().isPresent();
      FitAnswer answer =
          found == null
              ? job.curve(System.in, drawn)
              : job.curve(FitOptions.scores(found), found.draws(), drawn);
      return answer.withoutCurves();
    }
    return found == null ? job.fit(System.in) : job.fit(FitOptions.scores(found), found.draws());
  }

  private MeanCost cost(FitJob job, LoggedExperiment found) {
    if (found != null || job.request().file().equals("-")) {
      throw new UsageException(
          "the cost of a trial is read from files of scores only",
          "--cost, " + job.request().file(),
          "audit the logs and compare their experiments with `lossfloor compare`");
    }
    return job.cost(cost);
  }

  private void compare(Map<String, FitAnswer> answers) {
    PrintWriter out = spec.commandLine().getOut();
    ComparedBatch batch = ComparedFiles.of(answers, costs);
    if (options.json()) {
      batch.first().forEach(pair -> out.print(ComparisonJson.write(pair, batch.by()) + "\n"));
    } else {
      out.println();
      ComparisonsText.shown(batch).forEach(out::println);
    }
    out.flush();
  }

  private Picture picture(Map<String, FitAnswer> answers) {
    PlotOptions plot = options.plot().orElseThrow();
    if (compare && compares()) {
      return TuningCurvePlot.of(
          PlotOptions.experiments(answers),
          plot.settings(answers.values(), PlotOptions.Scale.LOG),
          answers.size() == 2
              ? ComparedFiles.of(answers, costs).first().get(0).comparison().crossing()
              : Optional.empty());
    }
    return DistributionPlot.of(
        PlotOptions.experiments(answers),
        plot.settings(answers.values(), PlotOptions.Scale.LINEAR));
  }
}
