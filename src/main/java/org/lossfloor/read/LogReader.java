package org.lossfloor.read;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.lossfloor.config.LogFormat;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.file.KeyRange;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.FieldName;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.record.RecordReader;
import org.lossfloor.read.text.Head;

/**
 * Reads one log format: recognises it, says how its logs are cut into pieces and which fields they
 * have, and takes records from a piece. How a record becomes a trial with its score and state is
 * decided in {@link org.lossfloor.read.event.PieceEvents} and is the same for all formats.
 *
 * <p>A reader is found by its name: {@code format} of a source, {@code lossfloor fit} and detection
 * go through {@link LogReaders}. To add a format, write its class and its line in {@code
 * META-INF/services/org.lossfloor.config.LogFormat}. A reader has a public constructor without
 * parameters and no state; a {@link RecordReader} has the state of one piece.
 *
 * <p>The bytes come from a {@link LogFile}, which audit, {@code fit} and tests implement for what
 * they read from, so that readers need no engine. Where only an engine can decode a format, its
 * files and pieces give decoded rows ({@link LogPiece#rows}): the audit's do, those of {@code fit}
 * refuse. So such a format has a reader like any other, and no reader knows an engine.
 */
public interface LogReader extends LogFormat {
  /** The part of a source that one task reads as a whole. */
  enum Unit {
    /** A whole file, unless it {@link #cuts}. */
    FILE,
    /** A file, or any part of it that ends with a line if it is plain UTF-8. */
    LINES,
    /** Neighbouring groups of rows as the engine finds them in the file. */
    ROWS,
    /** All files of a folder that belong to one trial or project; see {@link #logs}. */
    FOLDER,
    /** A file, or a range of keys of a database; see {@link #ranges}. */
    KEYS
  }

  /**
   * Returns the name of the format for people.
   *
   * @return a word or two, such as {@code JSON lines}
   */
  String title();

  /**
   * Returns what is read as a whole.
   *
   * @return the largest unit that has to be read by one task
   */
  Unit unit();

  /**
   * The byte that joins lines to one record. A large file without it may be cut between lines, see
   * {@link #cuts}; a file with it is read whole.
   *
   * @return the byte; nothing where each line is read by itself
   */
  default OptionalInt joiner() {
    return OptionalInt.empty();
  }

  /**
   * Whether parts of a large file of plain UTF-8 are read as the whole is, each part from its first
   * line on.
   *
   * @param file the file
   * @param layout how its text is laid out
   * @return true if they are, where the {@link #joiner} is not in it
   * @throws IOException when the file cannot be read
   */
  default boolean cuts(LogFile file, TextLayout layout) throws IOException {
    return unit() == Unit.LINES;
  }

  /**
   * The hidden names that are part of a log. Other names that start with {@code .} or {@code _} are
   * not looked at within a folder.
   *
   * @return names of files and folders
   */
  default Set<String> shown() {
    return Set.of();
  }

  /**
   * Chooses the files that are read. If a folder is one log, one of its files stands for all; the
   * reader opens the others by {@link LogFile#folder}, {@link LogFile#near} and {@link
   * LogFile#beside}. A folder that lacks its usual file is stood for by another one, so that it is
   * missed and not forgotten.
   *
   * @param paths the full URIs of all files, in their order
   * @return those that are read, in their order
   */
  default List<String> logs(List<String> paths) {
    return paths;
  }

  /**
   * Says what belongs to a log. Files within it are no logs of their own.
   *
   * @param log the full URI of a file that is read
   * @return the folder that it stands for, or the file itself
   */
  default String home(String log) {
    return unit() == Unit.FOLDER ? log.substring(0, log.lastIndexOf('/')) : log;
  }

  /**
   * Says which logs belong together: names of studies and ids of trials are unique among them, so
   * that they can be one source.
   *
   * @param log the full URI of a file that is read
   * @return the folder that holds them all, or the database
   */
  default String project(String log) {
    String home = home(log);
    int slash = home.lastIndexOf('/');
    return unit() == Unit.KEYS || slash <= 0 ? home : home.substring(0, slash);
  }

  /**
   * Cuts a database into ranges of keys that tasks read at once.
   *
   * @param file the file or database
   * @return the ranges, which together hold every key; {@link KeyRange#ALL} alone for what is read
   *     as a whole
   * @throws IOException when it cannot be read
   */
  default List<KeyRange> ranges(LogFile file) throws IOException {
    return List.of(KeyRange.ALL);
  }

  /**
   * Returns whether a file may be a log of this format.
   *
   * @param file the file, for its name and those beside it
   * @param head its beginning, decompressed
   * @return how certain that is and why
   */
  Recognition recognise(LogFile file, Head head);

  /**
   * Names the fields of a file, for messages and proposals.
   *
   * @param file the file
   * @param layout how its text is laid out
   * @return the fields of its first record; none where it has no record
   * @throws IOException when it cannot be read
   */
  List<FieldName> fields(LogFile file, TextLayout layout) throws IOException;

  /**
   * Names the fields of the points of a curve that is an array in a record.
   *
   * @param file the file
   * @param layout how its text is laid out
   * @param curve the path of the curve
   * @return the fields of the first point that is found; none where points are no objects
   * @throws IOException when it cannot be read
   */
  default List<String> pointFields(LogFile file, TextLayout layout, String curve)
      throws IOException {
    return List.of();
  }

  /**
   * Names the only field of records that do not name it.
   *
   * @return the name that the mapping uses; nothing where records have names for their fields
   */
  default Optional<String> onlyField() {
    return Optional.empty();
  }

  /**
   * Opens a piece.
   *
   * @param piece a file or a part of it
   * @param layout how its text is laid out
   * @param plan which fields are wanted
   * @param tally takes what is to be noted about the file
   * @return its records
   * @throws org.lossfloor.read.file.StorageFault when storage does not give the bytes; that says
   *     nothing about the file
   * @throws IOException when the piece is not what it should be; that costs the piece
   */
  RecordReader open(LogPiece piece, TextLayout layout, Plan plan, FileTally tally)
      throws IOException;
}
