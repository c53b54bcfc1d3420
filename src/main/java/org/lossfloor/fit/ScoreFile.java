package org.lossfloor.fit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.lossfloor.config.LogFormat;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.config.path.FieldPath;
import org.lossfloor.error.InputException;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.LogReaders;
import org.lossfloor.read.LogRecords;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.text.Head;
import org.lossfloor.read.text.PeekStream;
import org.lossfloor.read.text.TextFile;

/**
 * Opens a file of scores and recognises its format from its first line. Everything that a log may
 * be for an audit it may be here: compressed, and in any encoding that shows, see {@link TextFile}.
 */
public final class ScoreFile {
  /** The name that stands for standard input. */
  static final String STANDARD_INPUT = "-";

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
    Head head = new Head(text.peek(Head.BYTES));
    if (head.line().isEmpty()) {
      // Otherwise, why there is nothing to see.
      text.skip(head.length() + 1L);
      throw ScoreColumns.empty(source);
    }
    LogFile log = new OpenedLog(source, text);
    LogReaders.Match match = LogReaders.plain(log, head).orElseThrow(() -> unknown(head));
    LogReader reader = match.reader();
    Optional<String> only = reader.onlyField();
    if (wanted.isPresent() && only.isPresent()) {
      throw usage(
          reader.title() + " have no field `" + wanted.get() + "`",
          "--score, " + source,
          "leave --score out, or add a header line");
    }
    if (reader.is(LogFormat.Trait.NESTED)) {
      wanted.ifPresent(this::checkPath);
    }
    Optional<String> field = wanted.or(() -> only);
    LogRecords records = LogRecords.open(reader, log, layout(match.how().layout()), field);
    return new ScoreRecords(source, field, records).scores(reader.title(), wanted);
  }

  private UserException unknown(Head head) {
    if (!head.isText()) {
      return error(
          "this is not text", source, "give CSV, JSON lines or plain numbers, also compressed");
    }
    return error(
        "this looks like one JSON array of numbers",
        source,
        "write one value a line, as `jq -c '.[]'` does");
  }

  private TextLayout layout(TextLayout found) {
    return new TextLayout(
        encoding,
        found.delimiter(),
        found.header(),
        found.columns(),
        found.cellLines(),
        found.cellBytes(),
        found.records());
  }

  private void checkPath(String name) {
    if (FieldPath.parse(name).filter(path -> path.stars() == 0).isEmpty()) {
      throw usage("`" + name + "` is no field", "--score, " + source, "write it as a.b or a[0]");
    }
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
    return new InputException(what, where, mend);
  }

  private static UserException usage(String what, String where, String mend) {
    return new UsageException(what, where, mend);
  }
}
