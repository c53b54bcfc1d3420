package org.lossfloor.read.text;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.snappy.SnappyCompressorInputStream;

/**
 * Blocks of lz4 and snappy in the frames that Hadoop and snappy-java put around them: lengths are
 * numbers of four bytes. A length that no writer makes is an error before anything is done with it,
 * and only a window of a block is kept.
 */
final class RawBlocks {
  /** No writer makes larger blocks: Hadoop's buffer has 256 KiB unless a cluster changes that. */
  private static final int LARGEST = 1 << 26;

  private static final int SNAPPY_WINDOW = 1 << 18;
  private static final int SNAPPY_JAVA_HEADER = 16;

  /** Decodes one block. */
  interface Decoder {
    InputStream open(InputStream block) throws IOException;
  }

  private final InputStream file;
  private final Decoder decoder;
  private long left;

  private RawBlocks(InputStream file, Decoder decoder) {
    this.file = file;
    this.decoder = decoder;
  }

  static InputStream hadoopLz4(InputStream file) {
    RawBlocks blocks = new RawBlocks(file, BlockLZ4CompressorInputStream::new);
    return new Members(file, blocks::hadoop);
  }

  static InputStream hadoopSnappy(InputStream file) {
    RawBlocks blocks = new RawBlocks(file, RawBlocks::snappy);
    return new Members(file, blocks::hadoop);
  }

  static InputStream snappyJava(InputStream file) throws IOException {
    file.skipNBytes(SNAPPY_JAVA_HEADER);
    RawBlocks blocks = new RawBlocks(file, RawBlocks::snappy);
    return new Members(file, blocks::alone);
  }

  /** A block of lz4 of a known size that holds at most a number of bytes. */
  static InputStream lz4(InputStream file, long size, long most) throws IOException {
    RawBlocks blocks = new RawBlocks(file, BlockLZ4CompressorInputStream::new);
    blocks.left = most;
    return blocks.block(size);
  }

  private static InputStream snappy(InputStream block) throws IOException {
    return new SnappyCompressorInputStream(block, SNAPPY_WINDOW);
  }

  /** A number before one or more blocks is the size of their content together. */
  private InputStream hadoop() throws IOException {
    while (left == 0) {
      long length = number(file, true);
      if (length < 0) {
        return null;
      }
      left = checked(length);
    }
    return block(number(file, false));
  }

  private InputStream alone() throws IOException {
    left = LARGEST;
    long length = number(file, true);
    return length < 0 ? null : block(length);
  }

  private InputStream block(long length) throws IOException {
    if (checked(length) == 0) {
      throw new IOException("a block of 0 bytes");
    }
    Bounded packed = new Bounded(file, length);
    return new Block(packed, decoder.open(packed));
  }

  private static long checked(long length) throws IOException {
    if (length > LARGEST) {
      throw new IOException("a block of " + length + " bytes; no writer makes such");
    }
    return length;
  }

  /** An unsigned number, the highest byte first; -1 at the end of the file where it may end. */
  private static long number(InputStream file, boolean mayEnd) throws IOException {
    byte[] bytes = file.readNBytes(Integer.BYTES);
    if (bytes.length == 0 && mayEnd) {
      return -1;
    }
    if (bytes.length < Integer.BYTES) {
      throw new EOFException("the file ends within a length");
    }
    long number = 0;
    for (byte b : bytes) {
      number = (number << Byte.SIZE) | (b & 0xFF);
    }
    return number;
  }

  /** The content of a block; it must not exceed the declared size and must use all of its bytes. */
  private final class Block extends BulkInputStream {
    private final Bounded packed;
    private final InputStream decoded;

    Block(Bounded packed, InputStream decoded) {
      this.packed = packed;
      this.decoded = decoded;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = decoded.read(bytes, offset, length);
      left -= Math.max(0, read);
      if (left < 0) {
        throw new IOException("a block holds more than its length says");
      }
      if (read < 0 && packed.left() > 0) {
        throw new IOException("a block ends before its length says");
      }
      return read;
    }
  }

  /** A part of a file; closing it leaves the file open. */
  static final class Bounded extends InputStream {
    private final InputStream file;
    private long left;

    Bounded(InputStream file, long length) {
      this.file = file;
      this.left = length;
    }

    long left() {
      return left;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = file.read();
      if (read < 0) {
        throw new EOFException("the file ends within a block");
      }
      left--;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0 || length == 0) {
        return length == 0 ? 0 : -1;
      }
      int read = file.read(bytes, offset, (int) Math.min(length, left));
      if (read < 0) {
        throw new EOFException("the file ends within a block");
      }
      left -= read;
      return read;
    }
  }
}
