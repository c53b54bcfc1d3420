package org.lossfloor.cli;

import org.lossfloor.simulate.SimulateJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code lossfloor simulate}: sweeps with a known truth. */
@Command(
    name = "simulate",
    description = "Writes simulated sweeps as JSON lines, and the truth about them.",
    footer = "  lossfloor simulate --output sweeps --experiments 9 --trials 300 --seed 7",
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Runnable {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Where trials/ and truth/ are written; must not exist yet.")
  private String output;

  @Option(
      names = "--experiments",
      defaultValue = "12",
      paramLabel = "N",
      description = "Number of experiments (default ${DEFAULT-VALUE}).")
  private long experiments;

  @Option(
      names = "--trials",
      defaultValue = "300",
      paramLabel = "N",
      description = "Number of trials of each (default ${DEFAULT-VALUE}).")
  private int trials;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of everything (default ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public void run() {
    SimulateJob job = new SimulateJob(experiments, trials, seed);
    Sessions.with("lossfloor simulate", main.logLevel(), spark -> job.run(spark, output));
    spec.commandLine().getOut().println(experiments + " experiments written to " + output);
  }
}
