package org.lossfloor.read.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folders that tests of readers read: fixtures, and real logs where they are at hand. */
public final class NativeSamples {
  private static final Path SHARED = Path.of("../shared/sweeps/native-samples");
  private static final Path ABSOLUTE = Path.of("/work/shared/sweeps/native-samples");

  private NativeSamples() {}

  /** A folder of fixtures beside a test. */
  public static Path fixture(Class<?> test, String name) {
    try {
      return Path.of(test.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A real log; the test is skipped where there is none. */
  public static Path real(String name) {
    Path path = Files.exists(SHARED) ? SHARED.resolve(name) : ABSOLUTE.resolve(name);
    assumeTrue(Files.exists(path), path + " is not on this machine");
    return path;
  }

  /** A real log that is packed. */
  public static Path unpacked(String name, Path into) throws IOException, InterruptedException {
    Path archive = real(name).toAbsolutePath();
    Process tar =
        new ProcessBuilder("tar", "xzf", archive.toString(), "-C", into.toString())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    return into;
  }

  /** All files of a folder in their order. */
  public static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Reads all logs of a folder. */
  public static ReaderFuzz.Outcome read(TrackerLog log, Path folder) throws IOException {
    return ReaderFuzz.read(log, files(folder));
  }
}
