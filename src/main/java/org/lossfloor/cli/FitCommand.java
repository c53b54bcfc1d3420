package org.lossfloor.cli;

import org.lossfloor.config.key.Key;
import org.lossfloor.fit.FitJob;
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
    mixinStandardHelpOptions = true)
final class FitCommand implements Runnable {
  @Mixin private FitOptions options;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    options.print(new FitJob(options.request(spec, Key.Face.FIT)).fit(System.in), spec);
  }
}
