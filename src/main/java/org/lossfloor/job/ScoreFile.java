package org.lossfloor.job;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.lossfloor.config.UserException;

/**
 * Opens a file of scores and tells from its first line what it is. Plain text in UTF-8; compressed
 * where the name ends in {@code .gz}.
 */
final class ScoreFile {
  /** The name that stands for standard input. */
  static final String STANDARD_INPUT = "-";

  private static final int SNIFFED = 1 << 16;
  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

  private final String source;
  private final Optional<String> wanted;

  private ScoreFile(String source, Optional<String> wanted) {
    this.source = source;
    this.wanted = wanted;
  }

  /**
   * Reads the scores of a file.
   *
   * @param file its path, or {@code -}
   * @param wanted the field with the scores; nothing for the only one that is numeric
   * @param standardInput what {@code -} stands for; not closed
   * @return the scores, at least one
   * @throws UserException if the file cannot be read, holds no trials, or a field is no score
   */
  static Scores read(String file, Optional<String> wanted, InputStream standardInput) {
    if (file.equals(STANDARD_INPUT)) {
      return new ScoreFile("standard input", wanted).read(standardInput);
    }
    try (InputStream in = open(file)) {
      return new ScoreFile(file, wanted).read(in);
    } catch (IOException | InvalidPathException e) {
      throw unreadable(file, e);
    }
  }

  private static InputStream open(String file) throws IOException {
    if (file.isEmpty()) {
      throw new FileNotFoundException("its name is empty");
    }
    Path path = Path.of(file);
    if (Files.isDirectory(path)) {
      throw new FileNotFoundException("it is a directory");
    }
    return new BufferedInputStream(Files.newInputStream(path));
  }

  private Scores read(InputStream in) {
    try {
      InputStream bytes = source.endsWith(".gz") ? new GZIPInputStream(in) : in;
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8), SNIFFED);
      return scores(reader);
    } catch (IOException e) {
      throw unreadable(source, e);
    }
  }

  private Scores scores(BufferedReader reader) throws IOException {
    skipByteOrderMark(reader);
    String first = firstLine(reader);
    if (first.isEmpty()) {
      throw ScoreColumns.empty(source);
    }
    if (first.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
      throw error("this is not text", "give CSV, JSON lines or plain numbers, or a .gz of these");
    }
    if (first.startsWith("{")) {
      return JsonScores.read(source, reader, wanted);
    }
    if (first.startsWith("[")) {
      throw error(
          "this looks like one JSON array", "write one value a line, as `jq -c '.[]'` does");
    }
    if (ScoreColumn.score(first).isPresent()) {
      checkPlain();
      return PlainScores.read(source, reader);
    }
    return CsvScores.read(source, reader, separator(first), wanted);
  }

  private void checkPlain() {
    wanted.ifPresent(
        name -> {
          throw new UserException(
              UserException.Kind.USAGE,
              "plain numbers have no field `" + name + "`",
              "--score, " + source,
              "leave --score out, or add a header line",
              null);
        });
  }

  /** The separator that the header holds most often; a comma where none occurs. */
  private static char separator(String header) {
    return SEPARATORS.stream()
        .max(Comparator.comparingLong(separator -> count(header, separator)))
        .filter(separator -> count(header, separator) > 0)
        .orElse(',');
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  private static void skipByteOrderMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
  }

  /** The first line that is not blank, or its beginning, without moving the reader. */
  private static String firstLine(BufferedReader reader) throws IOException {
    StringBuilder line = new StringBuilder();
    reader.mark(SNIFFED);
    for (int i = 0; i < SNIFFED; i++) {
      int c = reader.read();
      boolean end = c < 0 || c == '\n' || c == '\r';
      if (c < 0 || (end && !line.toString().isBlank())) {
        break;
      }
      line.append((char) c);
    }
    reader.reset();
    return line.toString().strip();
  }

  private static UserException unreadable(String file, Exception e) {
    return new UserException(
        UserException.Kind.INPUT,
        "the file cannot be read: " + reason(e),
        file,
        "check the path and its permissions, or give - for standard input",
        e);
  }

  private static String reason(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return e instanceof ZipException ? "its name ends in .gz and it is not gzip" : e.getMessage();
  }

  private UserException error(String what, String mend) {
    return new UserException(UserException.Kind.INPUT, what, source, mend, null);
  }
}
