package org.lossfloor.ingest;

import java.util.Optional;
import org.apache.spark.SparkThrowable;

/** Failures of tasks that come down to one file, for the user to mend. */
final class ReadFailures {
  private static final String READ_FILE = "FAILED_READ_FILE";

  private ReadFailures() {}

  /** The failure in terms of the file behind it, when there is one. */
  static Optional<InputException> framed(Throwable failure, String audit) {
    Optional<StorageFault> storage = StorageFault.behind(failure);
    if (storage.isPresent()) {
      return Optional.of(
          new InputException(
              "storage does not give a file: " + message(storage.get().getCause()),
              "audit " + audit + ", " + storage.get().path(),
              "Check that the file is still there and its permissions, then run again."));
    }
    return unread(failure)
        .map(
            file ->
                new InputException(
                    "a file breaks within: " + file.reason(),
                    "audit " + audit + ", " + file.path(),
                    "Mend the file or move it away, then run again."));
  }

  /**
   * A file that Spark's reader gave up.
   *
   * @param path the file as Spark names it
   * @param reason why
   */
  record Unread(String path, String reason) {}

  /** The file behind a failure of one of Spark's readers, when there is one. */
  static Optional<Unread> unread(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SparkThrowable spark
          && spark.getCondition() != null
          && spark.getCondition().startsWith(READ_FILE)) {
        return Optional.of(
            new Unread(
                String.valueOf(spark.getMessageParameters().get("path")), message(root(at))));
      }
    }
    return Optional.empty();
  }

  private static Throwable root(Throwable failure) {
    Throwable at = failure;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return at;
  }

  private static String message(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
