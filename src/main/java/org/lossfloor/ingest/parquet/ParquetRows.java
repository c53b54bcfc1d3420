package org.lossfloor.ingest.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.lossfloor.engine.ParquetLayout;
import org.lossfloor.error.Causes;
import org.lossfloor.ingest.files.InputFile;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.row.BrokenRows;
import org.lossfloor.read.row.RowShape;
import org.lossfloor.read.row.Rows;

/**
 * Reads a piece of a Parquet file. If a row group breaks, the rows before the break stay and the
 * next row group can be read, so that the rows do not depend on how the files are cut. If storage
 * does not deliver the bytes, that is not a break.
 */
final class ParquetRows implements Rows {
  private final ParquetPiece piece;
  private final ParquetLayout layout;
  private final Configuration hadoop;
  private final RowShape shape = new SparkShape();
  private final long end;
  private Iterator<Row> rows;
  private Row row;
  private long next;
  private long number;
  private boolean stored;

  ParquetRows(ParquetPiece piece, ParquetLayout layout, Configuration hadoop) {
    this.piece = piece;
    this.layout = layout;
    this.hadoop = hadoop;
    next = piece.rows().get(0);
    end = piece.rows().get(piece.groups());
  }

  @Override
  public boolean next() throws IOException {
    number = next + 1;
    try {
      row = read();
    } catch (Exception | VirtualMachineError | LinkageError e) {
      requireStored(e);
      throw new BrokenRows("the Parquet file breaks within: " + message(e), e);
    }
    if (row != null) {
      next++;
    }
    return row != null;
  }

  /** The next row; null behind the last. */
  private Row read() throws IOException {
    if (rows == null) {
      rows =
          layout.rows(
              piece.path(),
              piece.starts().get(piece.groupOf(next)),
              piece.starts().get(piece.groups()),
              piece.fileLength());
    }
    boolean last = next == end;
    if (rows.hasNext() == last) {
      throw new IOException(
          "its row groups hold " + (last ? "more" : "fewer") + " rows than its footer says");
    }
    return last ? null : rows.next();
  }

  /** The next row group is read. */
  @Override
  public boolean resume() {
    int group = piece.groupOf(next);
    next = piece.rows().get(group + 1);
    rows = null;
    return group + 1 < piece.groups();
  }

  /** The file is broken if storage delivers all of it and the task was not stopped. */
  private void requireStored(Throwable fault) throws StorageFault {
    if (stored) {
      return;
    }
    try (InputStream in = InputFile.raw(piece.path(), 0, () -> hadoop)) {
      if (TaskContext.get() != null) {
        TaskContext.get().killTaskIfInterrupted();
      }
      if (in.transferTo(OutputStream.nullOutputStream()) < piece.fileLength()) {
        throw new IOException("the file is shorter than when it was listed");
      }
      stored = true;
    } catch (StorageFault e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      e.addSuppressed(fault);
      throw new StorageFault(piece.path(), e);
    }
  }

  private static String message(Throwable fault) {
    Throwable root = Causes.of(fault).reduce((outer, inner) -> inner).orElseThrow();
    String text = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return root instanceof IOException ? text : root.getClass().getSimpleName() + ": " + text;
  }

  @Override
  public Object row() {
    return row;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public RowShape shape() {
    return shape;
  }
}
