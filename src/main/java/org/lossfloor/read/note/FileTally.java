package org.lossfloor.read.note;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.lossfloor.read.record.Fields;

/**
 * What a reader counts while it reads a file or a piece of one: physical lines, records, the mapped
 * fields they have, and notes. It becomes one row, so that a task that is tried again does not
 * count twice.
 */
public final class FileTally {
  /**
   * What was noted of one kind.
   *
   * @param count how often
   * @param line the line of the first, 0 for the file as a whole
   * @param detail what is special about the first one
   */
  public record Seen(long count, long line, String detail) {}

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
  public FileTally(String path, long[] found) {
    this.path = path;
    this.found = found;
  }

  /**
   * Takes up what was counted before.
   *
   * @param path the file
   * @param records how many records there were
   * @param lines how many physical lines
   * @param found the counts of {@link Fields#count}
   * @param notes what was noted, by kind
   */
  public FileTally(String path, long records, long lines, long[] found, Map<NoteKind, Seen> notes) {
    this(path, found);
    this.records = records;
    this.lines = lines;
    this.notes.putAll(notes);
  }

  public String path() {
    return path;
  }

  public long records() {
    return records;
  }

  /** What {@link Fields#count} adds to. */
  public long[] found() {
    return found;
  }

  public void record() {
    records++;
  }

  /** The physical lines of a text file, headers and blank ones included. */
  public void lines(long count) {
    lines = count;
  }

  /** Notes something about the file (line 0) or a line; the first of each kind is kept. */
  public void note(NoteKind kind, long line, String detail) {
    notes.merge(
        kind,
        new Seen(1, line, detail),
        (first, next) -> new Seen(first.count() + 1, first.line(), first.detail()));
  }

  /** How many physical lines a text file has. */
  public long lines() {
    return lines;
  }

  /** Whether there is a note of a kind. */
  public boolean hasNote(NoteKind kind) {
    return notes.containsKey(kind);
  }

  /** Whether anything was noted. */
  public boolean hasNotes() {
    return !notes.isEmpty();
  }

  /** What was noted, by kind. */
  public Map<NoteKind, Seen> notes() {
    return Collections.unmodifiableMap(notes);
  }
}
