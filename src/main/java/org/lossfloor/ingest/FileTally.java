package org.lossfloor.ingest;

import java.util.EnumMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What a reader counts while it goes through a file or a piece of one: physical lines, records, the
 * mapped fields they have, and what is to be noted. It ends as one row, so that a task that is
 * tried again does not count twice.
 */
final class FileTally {
  private record Seen(long count, long line, String detail) {}

  private final String path;
  private final long[] found;
  private final Map<NoteKind, Seen> notes = new EnumMap<>(NoteKind.class);
  private long records;
  private long lines;

  /**
   * Starts to count.
   *
   * @param path the file
   * @param found one count for each of {@link Fields#count} and one for the records
   */
  FileTally(String path, long[] found) {
    this.path = path;
    this.found = found;
  }

  String path() {
    return path;
  }

  long records() {
    return records;
  }

  /** What {@link Fields#count} adds to. */
  long[] found() {
    return found;
  }

  void record() {
    records++;
  }

  /** The physical lines of a text file, headers and blank ones included. */
  void lines(long count) {
    lines = count;
  }

  /** Notes something about the file (line 0) or a line; of one kind the first is kept. */
  void note(NoteKind kind, long line, String detail) {
    notes.merge(
        kind,
        new Seen(1, line, detail),
        (first, next) -> new Seen(first.count() + 1, first.line(), first.detail()));
  }

  /** Whether something of a kind was noted. */
  boolean hasNote(NoteKind kind) {
    return notes.containsKey(kind);
  }

  /** Whether anything was noted. */
  boolean hasNotes() {
    return !notes.isEmpty();
  }

  /** A row of {@link Events#TALLY_SCHEMA}. */
  Row row() {
    Row[] seen =
        notes.entrySet().stream().map(e -> row(e.getKey(), e.getValue())).toArray(Row[]::new);
    return RowFactory.create(path, records, lines, found, seen);
  }

  private static Row row(NoteKind kind, Seen seen) {
    return RowFactory.create(kind.code(), seen.count(), seen.line(), seen.detail());
  }
}
