package org.lossfloor.error;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The disk is full on which the engine keeps what does not fit into memory: no fault of the output.
 */
public final class ScratchException extends RetryException {
  private static final long serialVersionUID = 1L;

  private static final List<String> FULL =
      List.of("No space left on device", "Disk quota exceeded");

  /** Classes of Spark that write to its own disk; the frame nearest to the fault decides. */
  private static final Pattern OURS =
      Pattern.compile(
          "org\\.apache\\.spark\\.(?:storage|shuffle|broadcast|memory|util\\.collection"
              + "|sql\\.execution\\.UnsafeExternalRowSorter|sql\\.execution\\.UnsafeKVExternalSorter)\\b");

  /** Classes that write what a user asked for. */
  private static final Pattern OUTPUT =
      Pattern.compile(
          "org\\.apache\\.parquet\\.|org\\.apache\\.spark\\.(?:sql\\.execution\\.datasources|internal\\.io)\\.");

  /** A stack trace from another JVM arrives as text. */
  private static final Pattern FRAME = Pattern.compile("(?m)^\\s*at ([\\w.$/]+)");

  private ScratchException(String where, Throwable cause) {
    super(
        "no room is left on the disk where Spark keeps what does not fit into memory",
        where,
        "point spark.local.dir to a disk with more room (LOSSFLOOR_JAVA_OPTS=-Dspark.local.dir=DIR on"
            + " one machine, SPARK_LOCAL_DIRS of the workers on a cluster), then run again with the"
            + " same --run-id",
        cause);
  }

  /**
   * The full scratch disk behind a failure.
   *
   * @param failure what the engine threw
   * @param where which directory it is, in words
   * @return the exception for the user; nothing if something else failed
   */
  public static Optional<ScratchException> behind(Throwable failure, String where) {
    return isBehind(failure) ? Optional.of(new ScratchException(where, failure)) : Optional.empty();
  }

  /**
   * Whether a full scratch disk is behind a failure.
   *
   * @param failure what the engine threw
   * @return true if the disk is full and the engine itself wrote to it
   */
  public static boolean isBehind(Throwable failure) {
    return Causes.of(failure).anyMatch(ScratchException::scratch);
  }

  private static boolean scratch(Throwable at) {
    String message = String.valueOf(at.getMessage());
    int told = FULL.stream().mapToInt(message::lastIndexOf).max().orElse(-1);
    if (told < 0) {
      return false;
    }
    List<String> remote =
        FRAME.matcher(message.substring(told)).results().map(f -> f.group(1)).toList();
    Stream<String> frames =
        remote.isEmpty()
            ? Arrays.stream(at.getStackTrace()).map(StackTraceElement::getClassName)
            : remote.stream();
    return frames
        .filter(frame -> OURS.matcher(frame).find() || OUTPUT.matcher(frame).find())
        .findFirst()
        .filter(frame -> OURS.matcher(frame).find())
        .isPresent();
  }
}
