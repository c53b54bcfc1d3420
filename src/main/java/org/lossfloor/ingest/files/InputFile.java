package org.lossfloor.ingest.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.lossfloor.read.file.LocalPath;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.text.TextFile;

/**
 * A file to read.
 *
 * @param path its full URI
 * @param length its length in bytes, or how many of its first bytes are read
 * @param whole whether all of it is read
 */
public record InputFile(String path, long length, boolean whole) {
  InputFile(String path, long length) {
    this(path, length, true);
  }

  /** The first lines of a file. */
  InputFile first(long bytes) {
    return new InputFile(path, bytes, false);
  }

  /** What of the file is read. */
  public LogPiece piece(LogFile file) {
    return LogPiece.lines(file, 0, whole ? Long.MAX_VALUE : length, 0);
  }

  /**
   * Returns whether a part of the file can be read without what precedes it.
   *
   * @param path the full URI
   * @param hadoop gives the Hadoop settings
   * @return whether it is plain UTF-8; false for a file that storage does not give now
   */
  public static boolean plain(String path, Supplier<Configuration> hadoop) {
    try (InputStream stored = StorageFault.marking(path, raw(path, 0, hadoop))) {
      return TextFile.plain(path, stored);
    } catch (IOException e) {
      // The task that reads it reports it, after it was tried again.
      return false;
    }
  }

  /** The bytes as they are stored; the Hadoop settings are not asked for on this machine. */
  public static InputStream raw(String path, long from, Supplier<Configuration> hadoop)
      throws StorageFault {
    try {
      Optional<java.nio.file.Path> local = LocalPath.of(path);
      if (local.isPresent()) {
        return LocalPath.open(local.get(), from);
      }
      Path file = new Path(path);
      FSDataInputStream raw = file.getFileSystem(hadoop.get()).open(file);
      raw.seek(from);
      return raw;
    } catch (IOException | RuntimeException e) {
      throw new StorageFault(path, e);
    }
  }
}
