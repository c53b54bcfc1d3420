package org.lossfloor.cli;

import java.util.List;
import java.util.Map;
import org.lossfloor.audit.LoggedExperiment;
import org.lossfloor.config.key.Key;
import org.lossfloor.fit.FitAnswer;
import org.lossfloor.fit.FitJob;
import org.lossfloor.report.plot.DistributionPlot;
import org.lossfloor.report.plot.Picture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

  @Override
  public void run() {
    options.run(spec, List.of(Key.Face.FIT), this::answer, this::picture);
  }

  private FitAnswer answer(FitJob job, LoggedExperiment found) {
    return found == null ? job.fit(System.in) : job.fit(FitOptions.scores(found), found.draws());
  }

  private Picture picture(Map<String, FitAnswer> answers) {
    return DistributionPlot.of(
        PlotOptions.experiments(answers),
        options.plot().orElseThrow().settings(answers.values(), PlotOptions.Scale.LINEAR));
  }
}
