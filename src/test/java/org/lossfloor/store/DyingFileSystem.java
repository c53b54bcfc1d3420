package org.lossfloor.store;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Local files of a process that dies, as after kill -9: once its time has come, no step changes
 * anything any more.
 */
public final class DyingFileSystem extends RawLocalFileSystem {
  private static final String PROCESS = "dying.process";
  private static final Map<String, AtomicInteger> STEPS_LEFT = new ConcurrentHashMap<>();

  /** Ends a process after so many changes. */
  static void dieAfter(String process, int steps) {
    STEPS_LEFT.put(process, new AtomicInteger(steps));
  }

  /** Lets a process go on that was only paused. */
  static void wake(String process) {
    STEPS_LEFT.remove(process);
  }

  static boolean died(String process) {
    return STEPS_LEFT.get(process).get() < 0;
  }

  /** The settings of a process whose local files are these. */
  static Configuration settings(String process) {
    Configuration hadoop = new Configuration();
    hadoop.setClass("fs.file.impl", DyingFileSystem.class, FileSystem.class);
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
    hadoop.set(PROCESS, process);
    return hadoop;
  }

  /** Signs of life come by the clock, so they do not count. */
  private void step(Path path) throws IOException {
    AtomicInteger left = STEPS_LEFT.get(getConf().get(PROCESS));
    if (left == null || (path.getName().contains(".lease.") && left.get() > 0)) {
      return;
    }
    if (left.getAndDecrement() <= 0) {
      left.set(-1);
      throw new IOException("the process is dead");
    }
  }

  @Override
  public URI getUri() {
    return URI.create("file:///");
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    if (exists(path)) {
      return true;
    }
    step(path);
    return super.mkdirs(path);
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    return mkdirs(path);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    step(path);
    return super.create(path, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    step(from);
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    step(path);
    return super.delete(path, recursive);
  }
}
