package org.lossfloor.cli.decide;

import java.util.Optional;
import picocli.CommandLine.Option;

/** What a trial of a run costs. */
public final class CostOption {
  @Option(
      names = "--cost",
      paramLabel = "COLUMN",
      description =
          "What a trial costs: a numeric column of the table trials, or a tag or hyperparameter"
              + " (default: duration_s).")
  private String column;

  /**
   * Returns what was typed.
   *
   * @return the column; nothing for the duration of a trial
   */
  public Optional<String> column() {
    return Optional.ofNullable(column);
  }
}
