package org.lossfloor.audit;

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

/** Whether a file is more than a list of scores: the log of a tracker, curves, several sweeps. */
public final class LogLook {
  private LogLook() {}

  /**
   * Looks at a file.
   *
   * @param path the file
   * @param choice which experiment is wanted
   * @return whether its trials have to be read as an audit reads them
   */
  public static boolean isMoreThanScores(String path, LogChoice choice) {
    Optional<SourceConfig> source = only(path, choice);
    if (source.isEmpty()) {
      return false;
    }
    LogReader reader = LogReaders.of(source.get().format());
    if (!reader.mapping().isBlank()) {
      return choice.score().isEmpty();
    }
    if (reader.unit() == LogReader.Unit.ROWS) {
      return true;
    }
    boolean curves = source.get().metrics().stream().allMatch(metric -> metric.curve().isPresent());
    return source.get().record() == RecordKind.POINT
        || (curves && read(path, choice).filter(log -> log.trials() > 1).isPresent())
        || (!source.get().groupBy().isEmpty()
            && read(path, choice).filter(log -> log.most() > 1).isPresent());
  }

  /**
   * What cannot be recognised may still be a list of scores, and who reads it says what is wrong.
   */
  private static Optional<SourceConfig> only(String path, LogChoice choice) {
    try {
      AuditConfig found = LoggedExperiments.recognised(path, choice);
      return Optional.of(found.sources())
          .filter(sources -> sources.size() == 1)
          .map(sources -> sources.get(0));
    } catch (UserException e) {
      return Optional.empty();
    }
  }

  private static Optional<LoggedExperiments> read(String path, LogChoice choice) {
    Supplier<SparkSession> none =
        () -> {
          throw new IllegalStateException("text is read without Spark");
        };
    try {
      return Optional.of(LoggedExperiments.read(none, path, choice));
    } catch (UserException e) {
      return Optional.empty();
    }
  }
}
