package org.lossfloor.fit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lossfloor.config.FieldPath;
import org.lossfloor.config.HeaderLine;
import org.lossfloor.config.LogFormat;
import org.lossfloor.config.TextLayout;
import org.lossfloor.error.UserException;
import org.lossfloor.read.LogRecords;
import org.lossfloor.read.text.FileKind;
import org.lossfloor.read.text.PeekStream;
import org.lossfloor.read.text.TextFile;

/**
 * Opens a file of scores and tells from its first line what it is. What a log may be for an audit
 * it may be here, compressed and in any encoding that shows, see {@link TextFile}.
 */
public final class ScoreFile {
  /** The name that stands for standard input. */
  static final String STANDARD_INPUT = "-";

  private static final int SNIFFED = 1 << 16;
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

  /** What the column of plain numbers is called where the user does not see it. */
  private static final String PLAIN = "score";

  private final String source;
  private final Optional<String> wanted;
  private final Optional<Charset> encoding;

  private ScoreFile(String source, Optional<String> wanted, Optional<Charset> encoding) {
    this.source = source;
    this.wanted = wanted;
    this.encoding = encoding;
  }

  /**
   * Reads the scores of a file.
   *
   * @param file its path, or {@code -}
   * @param wanted the field with the scores; nothing for the only one that is numeric
   * @param encoding the encoding of its text; nothing for UTF-8 unless it starts as another
   * @param standardInput what {@code -} stands for; closed behind its end
   * @return the scores, at least one
   * @throws UserException if the file cannot be read, holds no trials, or a field is no score
   */
  public static Scores read(
      String file, Optional<String> wanted, Optional<Charset> encoding, InputStream standardInput) {
    if (file.equals(STANDARD_INPUT)) {
      return new ScoreFile("standard input", wanted, encoding).read(standardInput);
    }
    try (InputStream in = open(file)) {
      return new ScoreFile(file, wanted, encoding).read(in);
    } catch (IOException | InvalidPathException e) {
      throw error(
          "the file cannot be read: " + reason(e),
          file,
          "check the path and its permissions, or give - for standard input");
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
    return Files.newInputStream(path);
  }

  private Scores read(InputStream in) {
    try (TextFile text = TextFile.open(source, in, encoding)) {
      return scores(new PeekStream(text.bytes()));
    } catch (IOException e) {
      throw error(
          "the file cannot be read: " + reason(e),
          source,
          "give CSV, JSON lines or plain numbers, as they are or compressed");
    }
  }

  private Scores scores(PeekStream text) throws IOException {
    byte[] start = text.peek(SNIFFED);
    String first = firstLine(start);
    if (first.isEmpty()) {
      // Or else why there is nothing to be seen.
      text.skip(start.length + 1L);
      throw ScoreColumns.empty(source);
    }
    if (!FileKind.text(first.getBytes(StandardCharsets.UTF_8))) {
      throw error(
          "this is not text", source, "give CSV, JSON lines or plain numbers, also compressed");
    }
    if (first.startsWith("{")) {
      wanted.ifPresent(this::checkPath);
      return scores(LogFormat.JSONL, text, layout(',', Optional.empty()), "JSON lines");
    }
    if (first.startsWith("[")) {
      throw error(
          "this looks like one JSON array",
          source,
          "write one value a line, as `jq -c '.[]'` does");
    }
    if (ScoreColumn.score(first).isPresent()) {
      return plain(text);
    }
    return scores(LogFormat.CSV, text, layout(separator(first), Optional.empty()), "CSV");
  }

  private Scores scores(LogFormat format, InputStream text, TextLayout layout, String title)
      throws IOException {
    LogRecords records = LogRecords.open(format, text, layout, wanted);
    return new ScoreRecords(source, wanted, records).scores(title, wanted);
  }

  /** Plain numbers are a table of one column without a header. */
  private Scores plain(InputStream text) throws IOException {
    wanted.ifPresent(
        name -> {
          throw usage(
              "plain numbers have no field `" + name + "`",
              "--score, " + source,
              "leave --score out, or add a header line");
        });
    Optional<String> column = Optional.of(PLAIN);
    LogRecords records = LogRecords.open(LogFormat.CSV, text, layout(',', column), column);
    return new ScoreRecords(source, column, records).scores("plain numbers", Optional.empty());
  }

  private TextLayout layout(char delimiter, Optional<String> column) {
    return new TextLayout(
        encoding,
        delimiter,
        column.isPresent() ? HeaderLine.NONE : HeaderLine.FIRST,
        column.stream().toList(),
        TextLayout.DEFAULT.cellLines(),
        TextLayout.DEFAULT.cellBytes());
  }

  private void checkPath(String name) {
    if (FieldPath.parse(name).filter(path -> path.stars() == 0).isEmpty()) {
      throw usage("`" + name + "` is no field", "--score, " + source, "write it as a.b or a[0]");
    }
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

  /** The first line that is not blank, or its beginning. */
  private static String firstLine(byte[] start) {
    String text = new String(start, StandardCharsets.UTF_8);
    String lines = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    return lines.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
  }

  /** What went wrong, for people. */
  static String reason(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    boolean told = e.getMessage() != null && !e.getMessage().isBlank();
    return told
        ? e.getMessage()
        : "it is cut off or damaged (" + e.getClass().getSimpleName() + ")";
  }

  private static UserException error(String what, String where, String mend) {
    return new UserException(UserException.Kind.INPUT, what, where, mend, null);
  }

  private static UserException usage(String what, String where, String mend) {
    return new UserException(UserException.Kind.USAGE, what, where, mend, null);
  }
}
