package org.lossfloor.read.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.StorageFault;

/**
 * A SQLite file with what its writers left beside it, in a folder that goes when nobody needs it.
 */
final class LocalCopy {
  /** What holds changes that are not in the file yet, or what the file was before changes. */
  static final List<String> SIDE_FILES = List.of("-wal", "-journal");

  /** All that a writer may leave. */
  static final List<String> ALL_BESIDE = List.of("-wal", "-journal", "-shm");

  private static final Cleaner CLEANER = Cleaner.create();
  private static final String NAME = "copy.db";

  private final Path folder;

  private LocalCopy(Path folder) {
    this.folder = folder;
    CLEANER.register(this, () -> delete(folder));
  }

  /**
   * Copies a file.
   *
   * @throws StorageFault when storage does not give it, or this machine does not take it
   */
  static LocalCopy of(LogFile file) throws IOException {
    try {
      LocalCopy copy = new LocalCopy(Files.createTempDirectory("lossfloor-sqlite"));
      copy.take(file, NAME);
      for (String suffix : SIDE_FILES) {
        Optional<LogFile> beside = beside(file, suffix);
        if (beside.isPresent()) {
          copy.take(beside.get(), NAME + suffix);
        }
      }
      return copy;
    } catch (StorageFault e) {
      throw e;
    } catch (IOException e) {
      throw new StorageFault(file.path(), e);
    }
  }

  private void take(LogFile file, String name) throws IOException {
    try (InputStream in = file.open(0)) {
      Files.copy(in, folder.resolve(name));
    }
  }

  /** A file that holds something and lies beside another whose name it continues. */
  static Optional<LogFile> beside(LogFile file, String suffix) throws IOException {
    String path = file.path();
    Optional<LogFile> found = file.near(path.substring(path.lastIndexOf('/') + 1) + suffix);
    if (found.isPresent()) {
      try (InputStream in = found.get().open(0)) {
        return in.read() < 0 ? Optional.empty() : found;
      }
    }
    return found;
  }

  Path file() {
    return folder.resolve(NAME);
  }

  private static void delete(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path path : inside.toList()) {
        Files.deleteIfExists(path);
      }
      Files.deleteIfExists(folder);
    } catch (IOException | UncheckedIOException e) {
      // The operating system empties its folder for temporary files.
    }
  }
}
