package org.lossfloor.store;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's file system of this machine, for {@code fs.file.impl}. Without Hadoop's native library
 * the usual one starts {@code chmod} for every file and folder that it makes, some sixty processes
 * for an audit; this one asks the JVM.
 */
public final class PlainLocalFileSystem extends LocalFileSystem {
  /** What Hadoop calls to open {@code file:} paths. */
  public PlainLocalFileSystem() {
    super(new Raw());
  }

  private static final class Raw extends RawLocalFileSystem {
    /** The mode with all its bits; only Unix has it. */
    private static final String MODE = "unix:mode";

    /** Of a folder, {@code chmod} keeps these: what is made below it belongs to the same group. */
    private static final int SET_ID = 06000;

    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      java.nio.file.Path file = pathToFile(path).toPath();
      try {
        int kept = Files.isDirectory(file) ? (Integer) Files.getAttribute(file, MODE) & SET_ID : 0;
        Files.setAttribute(file, MODE, kept | permission.toShort());
      } catch (UnsupportedOperationException e) {
        super.setPermission(path, permission);
      }
    }
  }
}
