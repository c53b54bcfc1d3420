package org.lossfloor.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.security.AccessControlException;
import org.lossfloor.error.Causes;
import org.lossfloor.error.ScratchException;
import org.lossfloor.error.UsageException;

/** The output cannot be written, or the runs in it cannot be read. */
public final class OutputException extends UsageException {
  private static final long serialVersionUID = 1L;

  /** The words of the operating system and of HDFS for a full disk. */
  private static final List<String> FULL =
      List.of(
          "No space left on device",
          "Disk quota exceeded",
          "is exceeded: quota",
          "could only be written to 0 of");

  private OutputException(String what, String where, String mend, Throwable cause) {
    super(what, where, mend, cause);
  }

  static OutputException unwritable(String output, Exception cause) {
    return new OutputException(
        "the output cannot be written: " + cause.getMessage(),
        output,
        "choose another --output, or make this one writable and not full",
        cause);
  }

  static OutputException unreadable(String output, Exception cause) {
    return new OutputException(
        "the earlier runs cannot be read: " + cause.getMessage(),
        output,
        "make it readable, or choose another --output",
        cause);
  }

  /**
   * The fault of the store behind a failed write: no room, a quota, no permission.
   *
   * @param failure what Spark threw
   * @param output the directory of all runs
   * @return the exception for the user; nothing if something else failed
   */
  public static Optional<OutputException> behind(Throwable failure, String output) {
    if (ScratchException.isBehind(failure)) {
      return Optional.empty();
    }
    return Causes.of(failure)
        .filter(at -> denied(at) || full(at))
        .map(at -> unwritable(output, (Exception) at))
        .findFirst();
  }

  private static boolean denied(Throwable failure) {
    return failure instanceof AccessControlException || failure instanceof AccessDeniedException;
  }

  private static boolean full(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return failure instanceof IOException && FULL.stream().anyMatch(message::contains);
  }

  /**
   * The rows that executors wrote are not visible to the driver.
   *
   * @param table the table
   * @param written how many rows were written
   * @param there how many the driver finds
   * @param output the directory of all runs
   * @return the exception for the user
   */
  public static OutputException incomplete(String table, long written, long there, String output) {
    return new OutputException(
        "of " + written + " rows of `" + table + "` that were written " + there + " are there",
        output,
        "choose an --output that the driver and all executors share: HDFS, an object store, or a"
            + " directory that is mounted on every host",
        null);
  }

  /**
   * A run that was there a moment ago has been deleted.
   *
   * @param runId its id
   * @param output the directory of all runs
   * @return the exception for the user
   */
  public static OutputException gone(String runId, String output) {
    return new OutputException(
        "the run `" + runId + "` is gone",
        output,
        "let nothing delete runs while this one works, and start it again with the same --output",
        null);
  }

  static OutputException inUse(String runId, String holder, String published) {
    return new OutputException(
        "the run `" + runId + "` is being written by " + holder,
        published,
        "wait until it has ended, or give another --run-id (compare and diff: --output); if that"
            + " process is dead, its claim ends within a minute",
        null);
  }

  static OutputException takenOver(String runId, String published) {
    return new OutputException(
        "another process has taken over the run `" + runId + "`, because this one was silent",
        published,
        "let the other one end; this one has published nothing",
        null);
  }
}
