package org.lossfloor.read;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lossfloor.config.LogFormat;
import org.lossfloor.config.LogFormats;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.text.Head;

/** Finds the reader of a log, by the name of its format or by the log itself. */
public final class LogReaders {
  private LogReaders() {}

  /**
   * A reader and its judgement of a file.
   *
   * @param reader the reader
   * @param how how certain it is and why
   */
  public record Match(LogReader reader, Recognition how) {}

  /**
   * The reader of a format.
   *
   * @param format the format, as a source names it
   * @return its reader
   * @throws IllegalArgumentException if the format has none, which is a mistake of its author
   */
  public static LogReader of(LogFormat format) {
    if (format instanceof LogReader reader) {
      return reader;
    }
    throw new IllegalArgumentException("there is no reader for the format " + format.code());
  }

  /**
   * The hidden names that are part of a log of any format.
   *
   * @return names of files and folders
   */
  public static Set<String> shown() {
    return LogFormats.all().stream()
        .flatMap(format -> of(format).shown().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Returns the formats that a file may have.
   *
   * @param file the file
   * @param head its beginning, decompressed
   * @return the readers that may read it, the most certain first
   */
  public static List<Match> matches(LogFile file, Head head) {
    return LogFormats.all().stream()
        .map(LogReaders::of)
        .map(reader -> new Match(reader, reader.recognise(file, head)))
        .filter(match -> match.how().certainty() > 0)
        .sorted(Comparator.comparingDouble((Match match) -> -match.how().certainty()))
        .toList();
  }

  /**
   * The most certain reader of a file among those that know nothing about what its fields mean. A
   * tracker's log, which has states and perhaps several studies, is more than a list of scores.
   *
   * @param file the file
   * @param head its beginning, decompressed
   * @return the reader; nothing if none recognises the file
   */
  public static Optional<Match> plain(LogFile file, Head head) {
    return matches(file, head).stream()
        .filter(match -> match.reader().mapping().isBlank())
        .findFirst();
  }

  /**
   * The most certain reader of a file.
   *
   * @param file the file
   * @param head its beginning, decompressed
   * @return the reader; nothing if none recognises the file
   */
  public static Optional<Match> best(LogFile file, Head head) {
    return matches(file, head).stream().findFirst();
  }
}
