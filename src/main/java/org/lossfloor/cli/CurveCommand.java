package org.lossfloor.cli;

import java.util.List;
import java.util.Map;
import org.lossfloor.audit.LoggedExperiment;
import org.lossfloor.cli.plot.PlotOptions;
import org.lossfloor.config.key.Key;
import org.lossfloor.fit.FitAnswer;
import org.lossfloor.fit.FitJob;
import org.lossfloor.report.plot.Picture;
import org.lossfloor.report.plot.TuningCurvePlot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lossfloor curve}: the tuning curve of one experiment. */
@Command(
    name = "curve",
    description =
        "Prints what `fit` prints, and the best score to expect after n trials: by the fitted"
            + " law with intervals, and by the scores themselves with a simultaneous band (exact"
            + " up to 10,000 trials). Without --trials it ends at ten times the trials in the file.",
    modelTransformer = KeyOptions.OfCurve.class,
    footer =
        "  lossfloor curve scores.csv --score accuracy --direction maximize --bounds 0,1 --trials 10,100",
    mixinStandardHelpOptions = true)
final class CurveCommand implements Runnable {
  @Mixin private FitOptions options;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    options.run(spec, List.of(Key.Face.FIT, Key.Face.CURVE), this::answer, this::picture);
  }

  private FitAnswer answer(FitJob job, LoggedExperiment found) {
    boolean drawn = options.plot().isPresent();
    return found == null
        ? job.curve(System.in, drawn)
        : job.curve(FitOptions.scores(found), found.draws(), drawn);
  }

  private Picture picture(Map<String, FitAnswer> answers) {
    return TuningCurvePlot.of(
        PlotOptions.experiments(answers),
        options.plot().orElseThrow().settings(answers.values(), PlotOptions.Scale.LOG));
  }
}
