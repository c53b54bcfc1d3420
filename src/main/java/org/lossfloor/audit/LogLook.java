package org.lossfloor.audit;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.LogChoice;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.config.key.RecordKind;
import org.lossfloor.error.UserException;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.LogReaders;
import org.lossfloor.read.file.LocalPath;

/** Whether a file is more than a list of scores: the log of a tracker, curves, several sweeps. */
public final class LogLook {
  private LogLook() {}

  /**
   * Looks at a file.
   *
   * @param spark gives the session; not asked where the log is read without it
   * @param path a file of this machine
   * @param choice which experiment is wanted
   * @return its experiments if its trials have to be read as an audit reads them; nothing for a
   *     list of scores
   * @throws UserException if it is a log that cannot be read
   */
  public static Optional<LoggedExperiments> read(
      Supplier<SparkSession> spark, String path, LogChoice choice) {
    Optional<AuditConfig> recognised = recognised(path, choice);
    if (recognised.isEmpty() || recognised.get().sources().size() != 1) {
      return Optional.empty();
    }
    AuditConfig config = recognised.get();
    SourceConfig source = config.sources().get(0);
    LogReader reader = LogReaders.of(source.format());
    if (!reader.mapping().isBlank()) {
      return choice.score().isEmpty()
          ? Optional.of(LoggedExperiments.read(spark, path, choice, config))
          : Optional.empty();
    }
    if (reader.unit() == LogReader.Unit.ROWS || source.record() == RecordKind.POINT) {
      return Optional.of(LoggedExperiments.read(spark, path, choice, config));
    }
    boolean curves = source.metrics().stream().allMatch(metric -> metric.curve().isPresent());
    boolean groups = !source.groupBy().isEmpty();
    return curves || groups
        ? tried(spark, path, choice, config)
            .filter(log -> (curves && log.trials() > 1) || (groups && log.most() > 1))
        : Optional.empty();
  }

  /**
   * What cannot be recognised may still be a list of scores, and who reads it says what is wrong.
   */
  private static Optional<AuditConfig> recognised(String path, LogChoice choice) {
    try {
      String uri = LocalPath.uri(Path.of(path).toAbsolutePath());
      return Optional.of(LoggedExperiments.recognised(uri, choice));
    } catch (UserException e) {
      return Optional.empty();
    }
  }

  private static Optional<LoggedExperiments> tried(
      Supplier<SparkSession> spark, String path, LogChoice choice, AuditConfig config) {
    try {
      return Optional.of(LoggedExperiments.read(spark, path, choice, config));
    } catch (UserException e) {
      return Optional.empty();
    }
  }
}
