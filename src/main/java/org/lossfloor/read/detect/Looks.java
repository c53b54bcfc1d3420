package org.lossfloor.read.detect;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lossfloor.config.LogFormats;
import org.lossfloor.config.path.DatabaseUrl;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.LogReaders;
import org.lossfloor.read.database.Database;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.text.FileKind;
import org.lossfloor.read.text.Head;
import org.lossfloor.read.text.PeekStream;
import org.lossfloor.read.text.TextFile;

/** What a file looks like from its beginning. */
final class Looks {
  private final Head head;
  private final Optional<FileKind> kind;
  private final Optional<String> fault;

  private Looks(Head head, Optional<FileKind> kind, Optional<String> fault) {
    this.head = head;
    this.kind = kind;
    this.fault = fault;
  }

  /** Reads the beginning of a file. */
  static Looks at(LogFile file) {
    if (DatabaseUrl.is(file.path())) {
      return atDatabase(file);
    }
    try (PeekStream stored = new PeekStream(file.open(0))) {
      byte[] start = stored.peek(FileKind.HEAD);
      Optional<FileKind> kind = FileKind.of(start);
      if (kind.isPresent()) {
        return new Looks(new Head(stored.peek(Head.BYTES)), kind, Optional.empty());
      }
      // The stream of the text closes the other one.
      try (TextFile text = TextFile.open(file.path(), stored, Optional.empty())) {
        return new Looks(
            new Head(new PeekStream(text.bytes()).peek(Head.BYTES)),
            Optional.empty(),
            Optional.empty());
      }
    } catch (IOException | RuntimeException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return new Looks(new Head(new byte[0]), Optional.empty(), Optional.of(why));
    }
  }

  /** A database that is connected to has no beginning, but it may be out of reach. */
  private static Looks atDatabase(LogFile file) {
    Head none = new Head(new byte[0]);
    try (Database database = Database.open(file)) {
      database.tables();
      return new Looks(none, Optional.empty(), Optional.empty());
    } catch (StorageFault e) {
      return new Looks(none, Optional.empty(), Optional.of(e.getCause().getMessage()));
    } catch (IOException e) {
      return new Looks(none, Optional.empty(), Optional.of(e.getMessage()));
    }
  }

  Head head() {
    return head;
  }

  /** Whether it may be a log at all: there is something, and it could be read. */
  boolean known() {
    return fault.isEmpty();
  }

  /** Whether it is of no kind that would be of interest. */
  boolean isPlain() {
    return fault.isEmpty() && kind.isEmpty();
  }

  /** What it looks like, for people. */
  String words(LogFile file) {
    boolean database = DatabaseUrl.is(file.path());
    if (fault.isPresent() && database) {
      return "a database that is not reached: " + fault.get();
    }
    if (fault.isPresent()) {
      return "cannot be read as text: " + fault.get();
    }
    if (database) {
      return "a database without the tables of " + databases();
    }
    if (kind.isPresent()) {
      return kind.get() == FileKind.SQLITE
          ? kind.get().title() + ", but without the tables of " + databases()
          : kind.get().title() + "; " + kind.get().mend();
    }
    if (head.length() == 0) {
      return "empty";
    }
    if (!head.isText()) {
      return "binary";
    }
    return FileKind.document(head.line())
        .map(text -> "a document: " + text)
        .orElse("text of no known shape");
  }

  /** The trackers whose databases are read. */
  private static String databases() {
    List<String> titles =
        LogFormats.all().stream()
            .map(LogReaders::of)
            .filter(reader -> reader.unit() == LogReader.Unit.KEYS)
            .map(LogReader::title)
            .toList();
    return titles.isEmpty() ? "any tracker" : titles.stream().collect(Collectors.joining(", "));
  }

  /** The end of a name by which files are told together; empty for none. */
  static String suffix(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
  }
}
