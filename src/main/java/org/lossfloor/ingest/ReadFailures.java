package org.lossfloor.ingest;

import java.util.Optional;
import org.lossfloor.config.path.DatabaseUrl;
import org.lossfloor.error.InputException;
import org.lossfloor.read.file.StorageFault;

/** Failures of tasks that one file has caused, for the user to fix. */
final class ReadFailures {
  private ReadFailures() {}

  /** The failure in terms of the file behind it, when there is one. */
  static Optional<InputException> framed(Throwable failure, String audit) {
    Optional<StorageFault> storage = StorageFault.behind(failure);
    return storage.map(fault -> framed(fault, DatabaseUrl.is(fault.path()), audit));
  }

  private static InputException framed(StorageFault fault, boolean database, String audit) {
    return new InputException(
        (database ? "the database is not reached: " : "storage does not give a file: ")
            + message(fault.getCause()),
        "audit " + audit + ", " + fault.path(),
        database
            ? DatabaseUrl.MEND
            : "Check that the file is still there and its permissions, then run again.");
  }

  private static String message(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
