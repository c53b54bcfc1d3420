package org.lossfloor.cli.decide;

import picocli.CommandLine.Parameters;

/** The published run that a command reads. */
public final class RunArgument {
  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description =
          "The directory of a run, DIR/run_id=ID, or the --output of an audit, whose last run is"
              + " taken.")
  private String run;

  /**
   * Returns what was typed.
   *
   * @return the directory of a run, or the output of audits
   */
  public String text() {
    return run;
  }
}
