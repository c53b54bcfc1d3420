package org.lossfloor.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.lossfloor.config.LogFormat;
import org.lossfloor.read.csv.CsvRows;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.json.JsonFields;
import org.lossfloor.read.json.JsonLines;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.Place;
import org.lossfloor.read.record.RecordReader;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.text.LineReader;
import org.lossfloor.read.text.TextFile;

/**
 * Reads pieces of text files one after the other. Where a file breaks (a truncated archive, a quote
 * that is never closed), what was read before stays, and one rejected record names the break. When
 * storage fails, nothing stays: the task fails, and Spark tries it again.
 */
final class PieceIterator implements Iterator<Row>, AutoCloseable {
  private final SourceReader source;
  private final Configuration hadoop;
  private final Iterator<Piece> pieces;
  private final JsonFields json;
  private final Queue<Row> pending = new ArrayDeque<>();
  private Piece piece;
  private Map<String, String> parts = Map.of();
  private RecordReader reader;
  private FileTally tally;

  PieceIterator(SourceReader source, Configuration hadoop, Iterator<Piece> pieces) {
    this.source = source;
    this.hadoop = hadoop;
    this.pieces = pieces;
    json = new JsonFields(source.plan().tree());
  }

  @Override
  public boolean hasNext() {
    while (pending.isEmpty() && (reader != null || pieces.hasNext())) {
      if (reader == null) {
        begin(pieces.next());
      } else {
        advance();
      }
    }
    return !pending.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return pending.remove();
  }

  private void begin(Piece next) {
    piece = next;
    tally = source.count(piece.path());
    Optional<Map<String, String>> fromPath = source.parts(piece.path());
    if (fromPath.isEmpty()) {
      if (piece.start() == 0) {
        reject(0, "path_regex is not found in the path", "");
      }
      end();
      return;
    }
    parts = fromPath.get();
    try {
      reader = open();
    } catch (IOException | RuntimeException e) {
      breakAt(0, "the file cannot be opened: ", "", e);
    }
  }

  private RecordReader open() throws IOException {
    InputStream text = text();
    try {
      LineReader lines = new LineReader(text, piece.start(), piece.end(), piece.linesBefore());
      return source.source().format() == LogFormat.CSV
          ? new CsvRows(lines, source.source().text(), source.plan(), tally)
          : new JsonLines(lines, json, source.plan(), tally);
    } catch (IOException | RuntimeException e) {
      text.close();
      throw e;
    }
  }

  private InputStream text() throws IOException {
    if (piece.start() > 0 || piece.end() < Long.MAX_VALUE) {
      return InputFile.stored(piece.path(), Math.max(0, piece.start() - 1), hadoop);
    }
    TextFile file = InputFile.text(piece.path(), source.source().text(), hadoop);
    for (TextFile.Oddity oddity : file.oddities()) {
      tally.note(note(oddity.kind()), 0, oddity.detail());
    }
    return file.bytes();
  }

  private static NoteKind note(TextFile.Oddity.Kind kind) {
    return switch (kind) {
      case EMPTY -> NoteKind.EMPTY_FILE;
      case PACKING -> NoteKind.OTHER_PACKING;
      case ENCODING -> NoteKind.OTHER_ENCODING;
    };
  }

  private void advance() {
    boolean more;
    try {
      more = reader.next();
    } catch (IOException | RuntimeException e) {
      breakAt(reader.line(), "the file breaks here: ", reader.text(), e);
      return;
    }
    if (more) {
      tally.record();
      read();
    } else {
      checkLines();
      end();
    }
  }

  private void read() {
    Place place = new Place(piece.path(), parts, reader.line());
    try {
      pending.addAll(source.events(place, reader, tally));
    } catch (UnreadableRecord e) {
      pending.add(source.rejected(place, e.getMessage(), reader.text(), 1));
    }
  }

  private void breakAt(long line, String what, String text, Exception fault) {
    Optional<StorageFault> storage = StorageFault.behind(fault);
    if (storage.isPresent()) {
      throw new UncheckedIOException(storage.get());
    }
    reject(line, what + message(fault), text);
    end();
  }

  private void reject(long line, String reason, String text) {
    pending.add(source.rejected(new Place(piece.path(), parts, line), reason, text, 0));
  }

  private static String message(Exception e) {
    String text = e.getMessage() == null ? "" : e.getMessage();
    String kind = e.getClass() == IOException.class ? "" : e.getClass().getSimpleName() + ": ";
    return (kind + text).lines().findFirst().orElse("");
  }

  private void checkLines() {
    if (reader.lines() != reader.accounted()) {
      throw new IllegalStateException(
          "%s: %d lines were read, %d are part of a record, a header or a blank line"
              .formatted(piece.path(), reader.lines(), reader.accounted()));
    }
  }

  private void end() {
    if (reader != null) {
      tally.lines(reader.lines());
    }
    pending.add(source.tally(tally));
    close();
  }

  @Override
  public void close() {
    try {
      if (reader != null) {
        reader.close();
      }
    } catch (IOException e) {
      // Everything wanted has been read; a stream that fails to close changes nothing.
    } finally {
      reader = null;
    }
  }
}
