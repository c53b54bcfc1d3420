package org.lossfloor.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;
import org.apache.spark.TaskContext;

/**
 * Local files that end the executor, as kill -9 does, the first time a task reads trials and the
 * first time one writes replicates.
 */
public final class HaltingFileSystem extends RawLocalFileSystem {
  /** The folder in which an executor that is about to end leaves its mark. */
  static final String MARKS = "halting.marks";

  @Override
  public URI getUri() {
    return URI.create("halting:///");
  }

  private void haltOnce(org.apache.hadoop.fs.Path path, String table) throws IOException {
    if (TaskContext.get() == null || !path.toString().contains("/" + table + "/")) {
      return;
    }
    try {
      Files.createFile(Path.of(getConf().get(MARKS), table));
    } catch (FileAlreadyExistsException e) {
      return;
    }
    Runtime.getRuntime().halt(137);
  }

  @Override
  public FSDataInputStream open(org.apache.hadoop.fs.Path path, int bufferSize) throws IOException {
    haltOnce(path, "trials");
    return super.open(path, bufferSize);
  }

  @Override
  public FSDataOutputStream create(
      org.apache.hadoop.fs.Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    haltOnce(path, "replicates");
    return super.create(path, overwrite, bufferSize, replication, blockSize, progress);
  }
}
