package org.lossfloor.cli.decide;

import java.io.File;
import java.util.Optional;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.error.UsageException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The published run that a command reads, or a file in its place, which needs no Spark. */
public final class RunOrLog {
  @Parameters(
      index = "0",
      paramLabel = "RUN|LOG",
      description =
          "The directory of a run, DIR/run_id=ID, or the --output of an audit, whose last run is"
              + " taken; or a file as fit takes it, without Spark.")
  private String text;

  @Option(
      names = "--score",
      paramLabel = "FIELD",
      description = "Of a file: the column or field with the scores.")
  private String score;

  @Option(
      names = "--direction",
      paramLabel = "DIRECTION",
      description = "Of a file: minimize or maximize (default: as fit).")
  private String direction;

  /** What was typed. */
  String text() {
    return text;
  }

  /** Whether it is a file. */
  boolean isLog() {
    return new File(text).isFile();
  }

  Optional<String> score() {
    return Optional.ofNullable(score);
  }

  /** The direction, if one was typed. */
  KeyValues values() {
    return direction == null ? KeyValues.NONE : KeyValues.NONE.withText(Key.DIRECTION, direction);
  }

  /**
   * Checks what goes with a run, and what with a file.
   *
   * @param ofRuns an option for runs that was typed, by its name; nothing where none was
   * @throws UsageException if an option does not go with it
   */
  void check(Optional<String> ofRuns) {
    if (isLog() && ofRuns.isPresent()) {
      throw new UsageException(
          "this goes with a published run, and `" + text + "` is a file",
          ofRuns.get(),
          "leave it out, or audit the file and give the run");
    }
    if (!isLog() && (score != null || direction != null)) {
      throw new UsageException(
          "a run says itself which score it has",
          score != null ? "--score" : "--direction",
          "leave it out");
    }
  }
}
