package org.lossfloor.cli;

import java.util.List;
import java.util.Optional;
import org.lossfloor.fit.FitJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lossfloor curve}: the tuning curve of one experiment. */
@Command(
    name = "curve",
    description =
        "Prints what `fit` prints, and the best score to expect after n trials: by the fitted"
            + " law with intervals, and by the scores themselves with a simultaneous band (exact"
            + " up to 10,000 trials).",
    modelTransformer = KeyOptions.OfFit.class,
    mixinStandardHelpOptions = true)
final class CurveCommand implements Runnable {
  @Mixin private FitOptions options;
  @Spec private CommandSpec spec;

  @Option(
      names = "--trials",
      split = ",",
      paramLabel = "N",
      description =
          "Numbers of trials, each 1 to 1e9 (default 1,2,5,10,... up to 1000 and to ten times the"
              + " trials there are).")
  private List<Double> trials;

  @Override
  public void run() {
    FitJob job = new FitJob(options.request(spec));
    options.print(job.curve(System.in, Optional.ofNullable(trials)), spec);
  }
}
