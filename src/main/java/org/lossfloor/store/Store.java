package org.lossfloor.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;

/**
 * The file system of an output, reduced to the steps that the arbitration of runs is built from.
 * Hadoop's client for local files looks first and creates afterwards; there the two steps that have
 * to be one are calls of the operating system.
 */
final class Store {
  /** Where a directory is renamed in one step; elsewhere its files are copied one by one. */
  private static final Set<String> RENAMES_AT_ONCE =
      Set.of("file", "hdfs", "viewfs", "webhdfs", "swebhdfs", "abfs", "abfss", "ofs");

  private final FileSystem files;
  private final boolean local;

  private Store(FileSystem files) {
    // Without the side files of checksums, which would outlive what they belong to.
    this.files = files instanceof LocalFileSystem checked ? checked.getRawFileSystem() : files;
    this.local = files.getUri().getScheme().equals("file");
  }

  static Store of(Configuration hadoop, Path path) throws IOException {
    return new Store(path.getFileSystem(hadoop));
  }

  /** Whether {@link #move} of a directory shows the whole of it or nothing. */
  boolean renamesAtOnce() {
    return RENAMES_AT_ONCE.contains(files.getUri().getScheme());
  }

  Path qualified(Path path) {
    return files.makeQualified(path);
  }

  void makeDirectory(Path path) throws IOException {
    if (!files.mkdirs(path)) {
      throw new IOException("the file system refused to make " + path);
    }
  }

  boolean exists(Path path) throws IOException {
    return files.exists(path);
  }

  /** What is in a directory; nothing if it is not there. */
  List<FileStatus> list(Path directory) throws IOException {
    try {
      return Arrays.asList(files.listStatus(directory));
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /** When a file was last written, by the clock of the store; nothing if it is not there. */
  Optional<Long> written(Path file) throws IOException {
    try {
      return Optional.of(files.getFileStatus(file).getModificationTime());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Creates a file unless it exists, in one step: of several callers, one creates it.
   *
   * @return whether this call created it
   */
  boolean createNew(Path file, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      if (local) {
        Files.write(localPath(file), bytes, StandardOpenOption.CREATE_NEW);
      } else {
        write(files.create(file, false), bytes);
      }
      return true;
    } catch (IOException e) {
      // Stores have many words for it; HDFS has another one while the other caller still writes.
      if (exists(file)) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Writes a file into a directory that must exist: a directory that was moved away is not made
   * again.
   */
  void createInside(Path file, String text) throws IOException {
    write(files.createFile(file).overwrite(false).build(), text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file, whether it is there or not. */
  void replace(Path file, String text) throws IOException {
    write(files.create(file, true), text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(OutputStream out, byte[] bytes) throws IOException {
    try (out) {
      out.write(bytes);
    }
  }

  /** The text of a file; nothing if it is not there. */
  Optional<String> read(Path file) throws IOException {
    return start(file, Integer.MAX_VALUE);
  }

  /** The first bytes of a file as text; nothing if it is not there. */
  Optional<String> start(Path file, int bytes) throws IOException {
    try (InputStream in = files.open(file)) {
      return Optional.of(new String(in.readNBytes(bytes), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Renames a directory to a name that is not taken. */
  void move(Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("the file system refused to rename " + from + " to " + to);
    }
  }

  /**
   * Exchanges two directories in one step.
   *
   * @return false if nothing was done, because this store has no such step
   */
  boolean exchange(Path one, Path other) {
    return local && Exchange.of(localPath(one), localPath(other));
  }

  void delete(Path path) throws IOException {
    files.delete(path, true);
  }

  /** Deletes an empty directory, in one step. */
  void deleteIfEmpty(Path directory) throws IOException {
    try {
      if (local) {
        Files.deleteIfExists(localPath(directory));
      } else if (exists(directory) && list(directory).isEmpty()) {
        files.delete(directory, false);
      }
    } catch (DirectoryNotEmptyException
        | PathIsNotEmptyDirectoryException
        | NoSuchFileException e) {
      // Another process uses it by now.
      return;
    }
  }

  private static java.nio.file.Path localPath(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }
}
