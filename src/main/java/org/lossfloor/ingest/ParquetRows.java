package org.lossfloor.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.Place;
import org.lossfloor.read.record.UnreadableRecord;
import scala.Function1;

/**
 * Reads pieces of Parquet files one after the other. Where a row group breaks, what its reader gave
 * before stays, one rejected record names the break, and the next row group is read: so the rows do
 * not depend on how the files are cut. When storage does not give the bytes, the task fails.
 */
final class ParquetRows implements Iterator<Row> {
  private final SourceReader source;
  private final RowFields fields;
  private final List<ParquetLayout> layouts;
  private final Configuration hadoop;
  private final Iterator<ParquetPiece> pieces;
  private final Queue<Row> pending = new ArrayDeque<>();
  private ParquetPiece piece;
  private scala.collection.Iterator<InternalRow> rows;
  private Function1<Object, Object> converter;
  private Optional<Map<String, String>> parts = Optional.empty();
  private FileTally tally;
  private long next;
  private boolean stored;

  ParquetRows(
      SourceReader source,
      List<ParquetLayout> layouts,
      Configuration hadoop,
      Iterator<ParquetPiece> pieces) {
    this.source = source;
    this.layouts = layouts;
    this.hadoop = hadoop;
    this.pieces = pieces;
    fields = new RowFields(source.plan().tree());
  }

  @Override
  public boolean hasNext() {
    while (pending.isEmpty() && (piece != null || pieces.hasNext())) {
      if (piece == null) {
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

  private void begin(ParquetPiece begun) {
    piece = begun;
    stored = false;
    rows = null;
    next = piece.rows().get(0);
    parts = source.parts(piece.path());
    tally = source.count(piece.path());
  }

  private void advance() {
    Row row;
    try {
      row = read();
    } catch (Exception | VirtualMachineError | LinkageError e) {
      broken(e);
      return;
    }
    if (row == null) {
      end();
    } else {
      take(row);
    }
  }

  /** The next row; null behind the last. */
  private Row read() throws IOException {
    if (rows == null) {
      converter = layouts.get(piece.layout()).converter();
      rows = layouts.get(piece.layout()).rows(piece, piece.groupOf(next));
    }
    boolean last = next == piece.rows().get(piece.groups());
    if (rows.hasNext() == last) {
      throw new IOException(
          "its row groups hold " + (last ? "more" : "fewer") + " rows than its footer says");
    }
    return last ? null : (Row) converter.apply(rows.next());
  }

  private void take(Row row) {
    next++;
    tally.record();
    int columns = row.size();
    Place place = new Place(piece.path(), parts.orElse(Map.of()), next);
    try {
      if (parts.isEmpty()) {
        throw new UnreadableRecord("path_regex is not found in the path");
      }
      pending.addAll(source.events(place, values -> fields.read(row, columns, values), tally));
    } catch (UnreadableRecord e) {
      pending.add(source.rejected(place, e.getMessage(), text(row, columns), 1));
    }
  }

  private static String text(Row row, int columns) {
    return IntStream.range(0, columns)
        .mapToObj(i -> RowFields.text(row.get(i)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** The file is broken if storage gives all of it; then the next row group is read. */
  private void broken(Throwable fault) {
    if (TaskContext.get() != null) {
      TaskContext.get().killTaskIfInterrupted();
    }
    requireStored(fault);
    int group = piece.groupOf(next);
    String reason = "the Parquet file breaks within: " + message(fault);
    Place place = new Place(piece.path(), parts.orElse(Map.of()), next + 1);
    pending.add(source.rejected(place, reason, "", 0));
    next = piece.rows().get(group + 1);
    rows = null;
    if (group + 1 == piece.groups()) {
      end();
    }
  }

  private void requireStored(Throwable fault) {
    if (stored) {
      return;
    }
    try (InputStream in = InputFile.raw(piece.path(), 0, hadoop)) {
      if (in.transferTo(OutputStream.nullOutputStream()) < piece.fileLength()) {
        throw new IOException("the file is shorter than when it was listed");
      }
      stored = true;
    } catch (StorageFault e) {
      throw new UncheckedIOException(e);
    } catch (IOException e) {
      e.addSuppressed(fault);
      throw new UncheckedIOException(new StorageFault(piece.path(), e));
    }
  }

  private static String message(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String text = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return root instanceof IOException ? text : root.getClass().getSimpleName() + ": " + text;
  }

  private void end() {
    pending.add(source.tally(tally));
    piece = null;
    rows = null;
  }
}
