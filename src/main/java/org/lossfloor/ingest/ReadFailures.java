package org.lossfloor.ingest;

import java.util.Optional;
import org.lossfloor.error.InputException;
import org.lossfloor.read.file.StorageFault;

/** Failures of tasks that one file has caused, for the user to fix. */
final class ReadFailures {
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
    return Optional.empty();
  }

  private static String message(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
