package org.lossfloor.read.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.LogReaders;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.file.SourceRoot;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.file.TaskMemo;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.Place;
import org.lossfloor.read.record.RecordReader;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.row.BrokenRows;

/**
 * Reads pieces of logs one after the other. Where a log breaks (a truncated archive, a quote that
 * is never closed, a damaged row group), what was read before stays, one rejected record names the
 * break, and reading continues behind it if the format allows that. If storage fails, nothing
 * stays: an {@link UncheckedIOException} ends the task, which is then tried again.
 */
public final class PieceEvents implements Iterator<Event>, AutoCloseable {
  private final EventMaker source;
  private final LogReader format;
  private final Iterator<LogPiece> pieces;
  private final TaskMemo memo = new TaskMemo();
  private final SourceRoot root;
  private final Queue<Event> pending = new ArrayDeque<>();
  private LogPiece piece;
  private String path;
  private Map<String, String> parts = Map.of();
  private RecordReader reader;
  private FileTally tally;

  /**
   * Starts to read.
   *
   * @param source makes events of records
   * @param pieces the pieces, asked for one by one
   */
  public PieceEvents(EventMaker source, Iterator<LogPiece> pieces) {
    this.source = source;
    this.pieces = pieces;
    format = LogReaders.of(source.source().format());
    root = SourceRoot.of(source.source().paths());
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
  public Event next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return pending.remove();
  }

  private void begin(LogPiece next) {
    piece = next.with(memo, root);
    path = next.file().path();
    tally = source.count(path);
    Optional<Map<String, String>> fromPath = source.parts(path);
    if (fromPath.isEmpty()) {
      if (piece.first()) {
        reject(0, "path_regex is not found in the path", "");
      }
      end();
      return;
    }
    parts = fromPath.get();
    try {
      reader = format.open(piece, source.source().text(), source.plan(), tally);
    } catch (IOException | RuntimeException e) {
      breakAt(0, "the file cannot be opened: ", "", e);
      end();
    }
  }

  private void advance() {
    boolean more;
    try {
      more = reader.next();
    } catch (IOException | RuntimeException e) {
      breakAt(reader.line(), "the file breaks here: ", reader.text(), e);
      if (!reader.resume()) {
        end();
      }
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
    Place place = new Place(path, parts, reader.line());
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
    reject(line, fault instanceof BrokenRows ? fault.getMessage() : what + message(fault), text);
  }

  private void reject(long line, String reason, String text) {
    pending.add(source.rejected(new Place(path, parts, line), reason, text, 0));
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
              .formatted(path, reader.lines(), reader.accounted()));
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
