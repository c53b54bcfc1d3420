package org.lossfloor.read.tracker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.lossfloor.read.LogReaders;
import org.lossfloor.read.file.LocalFile;
import org.lossfloor.read.text.Head;

/** Small logs among the test resources, written in a tracker's real layout. */
public final class Fixture {
  private static final Path ROOT = Path.of("src/test/resources/org/lossfloor/read");

  private Fixture() {}

  /** A file or folder of a fixture. */
  public static Path of(String path) {
    return ROOT.resolve(path);
  }

  /** Reads files or folders as an audit does. */
  public static ReaderFuzz.Outcome read(TrackerLog log, Path... paths) throws IOException {
    List<Path> files = Arrays.stream(paths).flatMap(Fixture::files).sorted().toList();
    return ReaderFuzz.read(log, files);
  }

  private static Stream<Path> files(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Reads a text as a file of some name. */
  public static ReaderFuzz.Outcome read(TrackerLog log, Path folder, String name, String text)
      throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return read(log, file);
  }

  /** The values of a field of all trials, in their order; null where there is none. */
  public static List<String> values(ReaderFuzz.Outcome outcome, String pointer) {
    return outcome.trials().stream()
        .map(trial -> trial.fields().at("/" + pointer.replace('.', '/')))
        .map(node -> node.isMissingNode() || node.isNull() ? null : node.asText())
        .toList();
  }

  /** The format that a text is taken for; nothing if nobody reads it. */
  public static String format(String name, String text) {
    Head head = new Head(text.getBytes(StandardCharsets.UTF_8));
    return LogReaders.best(new LocalFile(Path.of("/" + name)), head)
        .map(match -> match.reader().code())
        .orElse("");
  }
}
