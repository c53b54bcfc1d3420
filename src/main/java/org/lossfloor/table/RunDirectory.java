package org.lossfloor.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The directory of one run: written where no reader looks, then published by one rename.
 *
 * <p>Tables are written below {@code OUTPUT/_staging/RUN_ID-ATTEMPT}; readers and Spark skip names
 * that start with an underscore. {@link #publish} writes the manifest as the last file and moves
 * the whole directory to {@code OUTPUT/run_id=RUN_ID}. A run with the same id that is there already
 * is moved away first and deleted afterwards; nothing else is touched. A run that dies leaves only
 * its staging directory, which no later attempt reads.
 */
public final class RunDirectory {
  /** Name of the file that is written last; a run without it is not complete. */
  public static final String MANIFEST = "manifest.json";

  private final FileSystem files;
  private final Path output;
  private final Path staging;
  private final Path published;

  private RunDirectory(FileSystem files, Path output, String runId) {
    String attempt = runId + "-" + UUID.randomUUID();
    this.files = files;
    this.output = output;
    this.staging = new Path(new Path(output, "_staging"), attempt);
    this.published = new Path(output, "run_id=" + runId);
  }

  /**
   * Makes the staging directory of a new attempt.
   *
   * @param hadoop the configuration that resolves the output's file system
   * @param output the directory of all runs of this audit, any Hadoop file system
   * @param runId the run's id, used in the directory's name
   * @return the directory, ready to be written to
   * @throws OutputException if the directory cannot be made or written to
   */
  public static RunDirectory stage(Configuration hadoop, String output, String runId) {
    try {
      Path path = new Path(output);
      FileSystem files = path.getFileSystem(hadoop);
      RunDirectory run = new RunDirectory(files, files.makeQualified(path), runId);
      if (!files.mkdirs(run.staging)) {
        throw new IOException("the file system refused to make " + run.staging);
      }
      return run;
    } catch (IOException | IllegalArgumentException e) {
      throw OutputException.unwritable(output, e);
    }
  }

  /**
   * Returns where a table of this run is to be written.
   *
   * @param name the table's name
   * @return the table's path in the staging directory
   */
  public String table(String name) {
    return new Path(staging, name).toString();
  }

  /**
   * Returns the tables that are there.
   *
   * @return their names, sorted
   * @throws OutputException if the staging directory cannot be listed
   */
  public List<String> tables() {
    try {
      return Arrays.stream(files.listStatus(staging))
          .map(status -> status.getPath().getName())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw OutputException.unwritable(output.toString(), e);
    }
  }

  /**
   * Deletes a table of this run that is not wanted after all.
   *
   * @param name the table's name
   * @throws OutputException if it cannot be deleted
   */
  public void drop(String name) {
    try {
      files.delete(new Path(staging, name), true);
    } catch (IOException e) {
      throw OutputException.unwritable(output.toString(), e);
    }
  }

  /**
   * Returns where the run's tables are after {@link #publish}.
   *
   * @return the published path
   */
  public String publishedPath() {
    return published.toString();
  }

  /**
   * Writes the manifest, then makes the run visible.
   *
   * @param manifest the manifest as JSON
   * @throws OutputException if the file system refuses
   */
  public void publish(String manifest) {
    try {
      try (OutputStream out = files.create(new Path(staging, MANIFEST), false)) {
        out.write(manifest.getBytes(StandardCharsets.UTF_8));
      }
      Path replaced = new Path(staging.getParent(), staging.getName() + "-replaced");
      boolean replaces = files.exists(published);
      if (replaces) {
        move(published, replaced);
      }
      try {
        move(staging, published);
      } catch (IOException e) {
        if (replaces) {
          move(replaced, published);
        }
        throw e;
      }
      if (replaces) {
        files.delete(replaced, true);
      }
      dropIfEmpty(staging.getParent());
    } catch (IOException e) {
      throw OutputException.unwritable(output.toString(), e);
    }
  }

  /** Deletes what this attempt has written so far; a failed run leaves nothing behind. */
  public void discard() {
    try {
      files.delete(staging, true);
      dropIfEmpty(staging.getParent());
    } catch (IOException e) {
      throw OutputException.unwritable(output.toString(), e);
    }
  }

  private void move(Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("the file system refused to rename " + from + " to " + to);
    }
    // A rename onto a directory that has come into being meanwhile moves into it.
    Path inside = new Path(to, from.getName());
    if (files.exists(inside)) {
      files.delete(inside, true);
      throw new IOException("another run has published " + to + " at the same time");
    }
  }

  private void dropIfEmpty(Path directory) throws IOException {
    if (files.exists(directory) && files.listStatus(directory).length == 0) {
      files.delete(directory, false);
    }
  }
}
