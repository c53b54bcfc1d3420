package org.lossfloor.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.io.CompressionCodec;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;

/**
 * Rows of the engine in blocks of bytes, compressed by {@code spark.io.compression.codec}. In a
 * block each row is its size in bytes, a long so that rows stay aligned, and the bytes.
 */
final class RowBlocks {
  /** A block is closed once its rows are as large as this, before compression. */
  private static final int BYTES = 1 << 20;

  private RowBlocks() {}

  static CompressionCodec codec() {
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
          out.writeLong(row.getSizeInBytes());
          row.writeToStream(out, buffer);
        }
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
      // Closed at once: some codecs hold memory outside the heap.
      try (InputStream in = codec().compressedInputStream(new ByteArrayInputStream(block))) {
        return new Rows(in.readAllBytes(), new UnsafeRow(columns));
      }
    }
  }

  private static final class Rows implements Iterator<InternalRow> {
    private final byte[] bytes;
    private final ByteBuffer sizes;
    private final UnsafeRow row;
    private int next;

    Rows(byte[] bytes, UnsafeRow row) {
      this.bytes = bytes;
      this.row = row;
      sizes = ByteBuffer.wrap(bytes);
    }

    @Override
    public boolean hasNext() {
      return next < bytes.length;
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int size = (int) sizes.getLong(next);
      int start = next + Long.BYTES;
      row.pointTo(bytes, Platform.BYTE_ARRAY_OFFSET + start, size);
      next = start + size;
      return row;
    }
  }
}
