package org.lossfloor.cli;

import java.util.List;
import java.util.Map;
import org.lossfloor.config.key.Key;
import org.lossfloor.fit.FitAnswer;
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
    footer = "  lossfloor fit scores.csv --score val_loss --direction minimize",
    mixinStandardHelpOptions = true)
final class FitCommand implements Runnable {
  @Mixin private FitOptions options;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    options.run(spec, List.of(Key.Face.FIT), job -> job.fit(System.in), this::picture);
  }

  private Picture picture(Map<String, FitAnswer> answers) {
    return DistributionPlot.of(
        PlotOptions.experiments(answers),
        options.plot().orElseThrow().settings(answers.values(), PlotOptions.Scale.LINEAR));
  }
}
