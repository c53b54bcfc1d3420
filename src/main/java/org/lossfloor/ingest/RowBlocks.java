package org.lossfloor.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.io.CompressionCodec;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * Rows of the engine in blocks of bytes, compressed by {@code spark.io.compression.codec}. In a
 * block each row is its size in bytes, the bytes, and behind the last an {@link #END}.
 */
final class RowBlocks {
  /** A block is closed once its rows are as large as this, before compression. */
  private static final int BYTES = 1 << 20;

  private static final int END = -1;

  private RowBlocks() {}

  private static CompressionCodec codec() {
    return CompressionCodec.createCodec(SparkEnv.get().conf());
  }

  /** The rows of a partition to blocks, in order. */
  static final class Pack implements FlatMapFunction<Iterator<InternalRow>, byte[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<byte[]> call(Iterator<InternalRow> rows) {
      CompressionCodec codec = codec();
      byte[] buffer = new byte[1 << 12];
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return rows.hasNext();
        }

        @Override
        public byte[] next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          return block(rows, codec, buffer);
        }
      };
    }

    private static byte[] block(Iterator<InternalRow> rows, CompressionCodec codec, byte[] buffer) {
      ByteArrayOutputStream block = new ByteArrayOutputStream();
      try (DataOutputStream out = new DataOutputStream(codec.compressedOutputStream(block))) {
        while (rows.hasNext() && out.size() < BYTES) {
          UnsafeRow row = (UnsafeRow) rows.next();
          out.writeInt(row.getSizeInBytes());
          row.writeToStream(out, buffer);
        }
        out.writeInt(END);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return block.toByteArray();
    }
  }

  /**
   * A block to its rows. As everywhere in the engine the row is the same object each time, good
   * until the next is asked for.
   */
  static final class Unpack implements FlatMapFunction<byte[], InternalRow> {
    private static final long serialVersionUID = 1L;

    private final int columns;

    Unpack(int columns) {
      this.columns = columns;
    }

    @Override
    public Iterator<InternalRow> call(byte[] block) throws IOException {
      DataInputStream in =
          new DataInputStream(codec().compressedInputStream(new ByteArrayInputStream(block)));
      return new Rows(in, new UnsafeRow(columns));
    }
  }

  /** Reads one row ahead of nothing: only its size. */
  private static final class Rows implements Iterator<InternalRow> {
    private final DataInputStream in;
    private final UnsafeRow row;
    private byte[] bytes = {};
    private int size;

    Rows(DataInputStream in, UnsafeRow row) throws IOException {
      this.in = in;
      this.row = row;
      size = in.readInt();
    }

    @Override
    public boolean hasNext() {
      return size != END;
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      try {
        if (bytes.length < size) {
          bytes = Arrays.copyOf(bytes, Math.max(size, 2 * bytes.length));
        }
        in.readFully(bytes, 0, size);
        row.pointTo(bytes, size);
        size = in.readInt();
        return row;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
