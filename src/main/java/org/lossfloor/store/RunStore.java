package org.lossfloor.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;

/**
 * The runs of one output: those that readers see, and those that are being written. A run is
 * complete or not there; whoever writes one of an id that another process is writing is told so.
 */
public interface RunStore {

  /**
   * Opens an output.
   *
   * @param hadoop the configuration that resolves its file system
   * @param output the directory of all runs, any Hadoop file system; need not exist
   * @return its runs
   * @throws OutputException if there is no such file system, or it cannot be reached
   */
  static RunStore of(Configuration hadoop, String output) {
    return HadoopRunStore.of(hadoop, output);
  }

  /**
   * Returns the directory of all runs.
   *
   * @return the path as the user wrote it
   */
  String output();

  /**
   * Begins to write a run. If another process that wrote it has died, this waits until that has
   * been silent for some seconds and then clears up after it.
   *
   * @param runId the run's id: letters, digits, dot, dash and underscore
   * @return an attempt; the caller must publish or discard it
   * @throws OutputException if the output cannot be written to, or another process is writing this
   *     run
   */
  Attempt stage(String runId);

  /**
   * Writes a run. If anything stops the work, what it wrote is cleared away.
   *
   * @param runId the run's id
   * @param work writes the tables and publishes them
   * @param <T> what the work gives
   * @return what the work gives
   * @throws OutputException as {@link #stage}
   */
  default <T> T write(String runId, Function<Attempt, T> work) {
    Attempt attempt = stage(runId);
    try {
      return work.apply(attempt);
    } catch (Throwable e) {
      // Everything: Spark throws checked exceptions that no Java signature announces.
      try {
        attempt.discard();
      } catch (RuntimeException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  /**
   * Finds a run.
   *
   * @param runId its id
   * @return the run; nothing if none of this id is published
   * @throws OutputException if the output or the manifest cannot be read
   */
  Optional<PublishedRun> find(String runId);

  /**
   * Finds the run that was published last, by the clock of the file system.
   *
   * @return the run; nothing if none is published
   * @throws OutputException if the output or the manifest cannot be read
   */
  Optional<PublishedRun> latest();

  /**
   * Lists the published runs.
   *
   * @return their ids, sorted
   * @throws OutputException if the output cannot be listed
   */
  List<String> ids();

  /**
   * Writes a text beside the runs, in place of an older one.
   *
   * @param name the name of the file
   * @param text what it is to hold
   * @return its path
   * @throws OutputException if it cannot be written
   */
  String writeBeside(String name, String text);

  /** A run while it is being written, at a place that readers skip. */
  interface Attempt {

    /**
     * Returns where a table of this run is to be written.
     *
     * @param name the table's name
     * @return its path
     */
    String table(String name);

    /**
     * Returns the tables that are there.
     *
     * @return their names, sorted
     * @throws OutputException if they cannot be listed
     */
    List<String> tables();

    /**
     * Deletes a table of this run that is not wanted after all.
     *
     * @param name the table's name
     * @throws OutputException if it cannot be deleted
     */
    void drop(String name);

    /**
     * Returns where the run's tables are after {@link #publish}.
     *
     * @return the published path
     */
    String publishedPath();

    /**
     * Writes the manifest, then makes the run visible, in place of one of the same id: in one step.
     *
     * @param manifest the manifest; where the tables are is added to it
     * @throws OutputException if the file system refuses, or another process has taken this one for
     *     dead and writes the run itself; nothing of this attempt is visible then
     */
    void publish(Manifest manifest);

    /**
     * Deletes what was written so far; a failed run leaves nothing behind.
     *
     * @throws OutputException if it cannot be deleted
     */
    void discard();
  }
}
