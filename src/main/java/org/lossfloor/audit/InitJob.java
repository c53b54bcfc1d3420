package org.lossfloor.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.path.DatabaseUrl;
import org.lossfloor.engine.HadoopSettings;
import org.lossfloor.error.InputException;
import org.lossfloor.ingest.files.GivenFiles;
import org.lossfloor.ingest.files.InputFiles;
import org.lossfloor.ingest.files.StoredFile;
import org.lossfloor.read.detect.Draft;
import org.lossfloor.read.detect.Wanted;

/**
 * Recognition: looks at files and folders, says what they are, and writes the configuration of an
 * audit that reads them. An audit of paths without a configuration is the audit of that one.
 */
public final class InitJob {
  private static final int SHOWN = 20;

  private InitJob() {}

  /**
   * What was recognised.
   *
   * @param yaml the configuration, with comments
   * @param config the same, read again
   * @param left what was found and is in no source, a line for each kind
   */
  public record Recognised(String yaml, AuditConfig config, List<String> left) {
    /** Copies the list. */
    public Recognised {
      left = List.copyOf(left);
    }
  }

  /**
   * Looks at paths.
   *
   * @param paths files, folders, globs, or URLs of databases
   * @param output the directory of all runs, which is not looked at where a path holds it
   * @return what they are
   * @throws InputException if a path cannot be read, or there is no log in them
   */
  public static Recognised recognise(List<String> paths, Optional<String> output) {
    return recognise(paths, output, Wanted.NOTHING);
  }

  /**
   * Looks at paths within a session.
   *
   * @param spark the session, whose Hadoop settings count
   * @param paths files, folders, globs, or URLs of databases
   * @return what they are
   * @throws InputException if a path cannot be read, or there is no log in them
   */
  public static Recognised recognise(SparkSession spark, List<String> paths) {
    Configuration hadoop = HadoopSettings.of(spark);
    return recognise(() -> hadoop, paths, Optional.empty(), Wanted.NOTHING);
  }

  /** The same, where somebody has named the score. */
  static Recognised recognise(List<String> paths, Optional<String> output, Wanted wanted) {
    return recognise(HadoopSettings.withoutSession(), paths, output, wanted);
  }

  private static Recognised recognise(
      Supplier<Configuration> hadoop, List<String> paths, Optional<String> output, Wanted wanted) {
    GivenFiles found = InputFiles.given(hadoop, paths, output);
    Draft draft =
        Draft.of(
            found.given(),
            found.files().stream().map(file -> new StoredFile(file.path(), hadoop)).toList(),
            wanted);
    List<String> left = new ArrayList<>(draft.left());
    found.notes().forEach(note -> left.add(note.kind().sentence() + ": " + note.path()));
    if (draft.sources() == 0) {
      throw nothing(paths, left);
    }
    String yaml = draft.yaml();
    return new Recognised(yaml, AuditConfig.parse("what was recognised", yaml), left);
  }

  private static InputException nothing(List<String> paths, List<String> left) {
    List<String> lines = new ArrayList<>(left.subList(0, Math.min(SHOWN, left.size())));
    if (left.size() > SHOWN) {
      lines.add("and " + (left.size() - SHOWN) + " kinds of files more");
    }
    return new InputException(
        "no log of trials with a score was recognised there\n" + String.join("\n", lines),
        String.join(", ", paths),
        paths.stream().anyMatch(DatabaseUrl::is)
            ? DatabaseUrl.MEND
            : "Give the folder or file of a log, or write the mapping yourself: start from"
                + " conf/audit.example.yaml.");
  }
}
