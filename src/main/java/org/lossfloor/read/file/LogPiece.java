package org.lossfloor.read.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.config.path.DatabaseUrl;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.row.Rows;
import org.lossfloor.read.text.LineReader;
import org.lossfloor.read.text.TextFile;

/** A file, or a part of one that can be read without what precedes it. */
public final class LogPiece {
  private final LogFile file;
  private final long start;
  private final long end;
  private final long linesBefore;
  private final Optional<Rows> rows;
  private final TaskMemo memo;
  private final SourceRoot root;

  private LogPiece(LogFile file, long start, long end, long linesBefore, Optional<Rows> rows) {
    this(file, start, end, linesBefore, rows, new TaskMemo(), SourceRoot.UNKNOWN);
  }

  private LogPiece(
      LogFile file,
      long start,
      long end,
      long linesBefore,
      Optional<Rows> rows,
      TaskMemo memo,
      SourceRoot root) {
    this.file = file;
    this.start = start;
    this.end = end;
    this.linesBefore = linesBefore;
    this.rows = rows;
    this.memo = memo;
    this.root = root;
  }

  /**
   * The same piece among others of one task.
   *
   * @param shared what the task keeps from piece to piece
   * @param source what all paths of the source have in common
   * @return the piece
   */
  public LogPiece with(TaskMemo shared, SourceRoot source) {
    return new LogPiece(file, start, end, linesBefore, rows, shared, source);
  }

  /**
   * Names a folder near the file, such as the project that a trial belongs to. No two folders of a
   * source share a name.
   *
   * @param relative the path of the folder from that of the file; empty for the same folder
   * @return its path below what the paths of the source have in common; its full path without a
   *     source
   */
  public String folderName(String relative) {
    return root.name(file.path(), relative);
  }

  /**
   * Names a folder, file or database of the source. No two of a source share a name.
   *
   * @param path its full URI
   * @return its path below what the paths of the source have in common; its full path without a
   *     source; the URL of a database
   */
  public String storeName(String path) {
    return DatabaseUrl.is(path) ? path : root.name(path + "/", "");
  }

  /**
   * Returns what the task keeps from piece to piece, such as the settings of a project whose trials
   * are pieces.
   *
   * @return the memo
   */
  public TaskMemo memo() {
    return memo;
  }

  /**
   * Returns the first key of a range of a database, see {@code LogReader.ranges}.
   *
   * @return the key; 0 for a whole file
   */
  public long start() {
    return start;
  }

  /**
   * Returns the key behind the last one of a range of a database.
   *
   * @return the key; {@code Long.MAX_VALUE} for a whole file
   */
  public long end() {
    return end;
  }

  /**
   * A whole file.
   *
   * @param file the file
   * @return all of it
   */
  public static LogPiece whole(LogFile file) {
    return new LogPiece(file, 0, Long.MAX_VALUE, 0, Optional.empty());
  }

  /**
   * Some bytes of a file of plain UTF-8. Its first line is the one that begins at or after the
   * first byte; the line that holds the last byte is read to its end.
   *
   * @param file the file
   * @param start the first byte
   * @param end the byte behind the last one; {@code Long.MAX_VALUE} for the rest of the file
   * @param linesBefore how many line ends are in front of it
   * @return the part
   */
  public static LogPiece lines(LogFile file, long start, long end, long linesBefore) {
    return new LogPiece(file, start, end, linesBefore, Optional.empty());
  }

  /**
   * The entries of a database whose keys lie in a range.
   *
   * @param file the database
   * @param range the range
   * @return the part
   */
  public static LogPiece keys(LogFile file, KeyRange range) {
    return new LogPiece(file, range.from(), range.to(), 0, Optional.empty());
  }

  /**
   * A file, or some of its rows, that an engine decodes.
   *
   * @param file the file
   * @param first whether the first row of the file is in it
   * @param rows the rows
   * @return the part
   */
  public static LogPiece decoded(LogFile file, boolean first, Rows rows) {
    return new LogPiece(file, first ? 0 : 1, Long.MAX_VALUE, 0, Optional.of(rows));
  }

  /**
   * Returns the file.
   *
   * @return the whole file
   */
  public LogFile file() {
    return file;
  }

  /**
   * Returns whether this is the beginning of the file.
   *
   * @return whether the first record of the file is in it
   */
  public boolean first() {
    return start == 0;
  }

  /**
   * Opens the lines of a file of text. What is unusual about the file is noted.
   *
   * @param layout how the text is laid out
   * @param tally takes the notes
   * @return the lines, numbered as in the file
   * @throws StorageFault when storage does not give the file
   * @throws IOException when it is no text
   */
  public LineReader lines(TextLayout layout, FileTally tally) throws IOException {
    return new LineReader(text(layout, tally), start, end, linesBefore);
  }

  /**
   * Opens the text of a whole file. What is unusual about the file is noted.
   *
   * @param layout how the text is laid out
   * @param tally takes the notes
   * @return the text in UTF-8
   * @throws StorageFault when storage does not give the file
   * @throws IOException when it is no text
   */
  public InputStream bytes(TextLayout layout, FileTally tally) throws IOException {
    return text(layout, tally);
  }

  private InputStream text(TextLayout layout, FileTally tally) throws IOException {
    if (start > 0 || end < Long.MAX_VALUE) {
      // The byte before shows whether a line begins here.
      return file.open(Math.max(0, start - 1));
    }
    TextFile text = file.text(layout.encoding());
    for (TextFile.Oddity oddity : text.oddities()) {
      tally.note(note(oddity.kind()), 0, oddity.detail());
    }
    return text.bytes();
  }

  private static NoteKind note(TextFile.Oddity.Kind kind) {
    return switch (kind) {
      case EMPTY -> NoteKind.EMPTY_FILE;
      case PACKING -> NoteKind.OTHER_PACKING;
      case ENCODING -> NoteKind.OTHER_ENCODING;
    };
  }

  /**
   * Returns the decoded rows.
   *
   * @return the rows
   * @throws IOException when nothing here decodes the file
   */
  public Rows rows() throws IOException {
    return rows.orElseThrow(
        () -> new IOException("only an audit, which runs on Spark, decodes it"));
  }
}
