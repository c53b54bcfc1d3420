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
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SparkThrowable spark
          && spark.getCondition() != null
          && spark.getCondition().startsWith(READ_FILE)) {
        return Optional.of(
            new InputException(
                "a file breaks within: " + message(root(at)),
                "audit " + audit + ", " + spark.getMessageParameters().get("path"),
                "Mend the file or move it away, then run again."));
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
