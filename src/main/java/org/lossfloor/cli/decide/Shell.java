package org.lossfloor.cli.decide;

import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.error.UsageException;

/** What the commands of this package need of the command line that they belong to. */
public interface Shell {
  /** The exit code of work that is done. */
  int DONE = 0;

  /** The exit code of work that is done while a limit that the user set is broken. */
  int LIMIT = 3;

  /**
   * Does some work in a session, which is stopped in any case.
   *
   * @param name the name of the application
   * @param work the work
   * @param <T> what it gives
   * @return what the work gives
   */
  <T> T session(String name, Function<SparkSession, T> work);

  /**
   * Does some work that opens a session only if it turns out to need one.
   *
   * @param name the name of the application
   * @param work the work
   * @param <T> what it gives
   * @return what the work gives
   */
  <T> T sessionIfNeeded(String name, Function<Supplier<SparkSession>, T> work);

  /**
   * Checks how many of something are to be shown.
   *
   * @param limit the number that {@code --limit} gives
   * @param what what is shown, in the plural
   * @throws UsageException if it is not positive
   */
  static void requireShown(int limit, String what) {
    if (limit < 1) {
      throw new UsageException(
          "no " + what + " can be shown: " + limit, "--limit", "give 1 or more");
    }
  }
}
