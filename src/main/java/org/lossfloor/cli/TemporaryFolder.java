package org.lossfloor.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder that exists as long as a piece of work lasts. */
final class TemporaryFolder {
  private TemporaryFolder() {}

  /** The work in the folder. */
  interface Work<T> {
    T in(Path folder) throws IOException;
  }

  static <T> T with(Work<T> work) {
    try {
      Path folder = Files.createTempDirectory("lossfloor-bench");
      try {
        return work.in(folder);
      } finally {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
