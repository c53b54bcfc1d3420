package org.lossfloor.read.text;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;

/**
 * The output of the {@code lz4} command: frames one after the other, among them those of its first
 * versions and frames to be skipped.
 */
final class Lz4Frames {
  private static final int FRAME = 0x184D2204;
  private static final int LEGACY = 0x184C2102;
  private static final int SKIPPED = 0x184D2A50;
  private static final int SKIPPED_MASK = 0xFFFFFFF0;

  /** A block of the first versions holds 8 MiB, the last one less. */
  private static final int LEGACY_BLOCK = 1 << 23;

  private static final int LEGACY_PACKED = LEGACY_BLOCK + LEGACY_BLOCK / 255 + 16;

  private final InputStream file;
  private boolean legacy;

  private Lz4Frames(InputStream file) {
    this.file = file;
  }

  /** Reads all frames of a file, which must support marks. */
  static InputStream of(InputStream file) {
    return new Members(file, new Lz4Frames(file)::next);
  }

  /** Whether a file starts with a frame to be skipped, which zstd has as well. */
  static boolean skipped(byte[] head) {
    return head.length >= Integer.BYTES && (number(head) & SKIPPED_MASK) == SKIPPED;
  }

  private InputStream next() throws IOException {
    while (true) {
      file.mark(Integer.BYTES);
      byte[] bytes = file.readNBytes(Integer.BYTES);
      if (bytes.length == 0) {
        return null;
      }
      int number = bytes.length == Integer.BYTES ? number(bytes) : 0;
      if (number == FRAME) {
        legacy = false;
        file.reset();
        return new FramedLZ4CompressorInputStream(file, false);
      }
      if (number == LEGACY) {
        legacy = true;
      } else if (bytes.length == Integer.BYTES && (number & SKIPPED_MASK) == SKIPPED) {
        skip();
      } else {
        return legacyBlock(number);
      }
    }
  }

  private InputStream legacyBlock(int size) throws IOException {
    if (!legacy || size <= 0 || size > LEGACY_PACKED) {
      throw new IOException("no lz4 frame stands here");
    }
    return RawBlocks.lz4(file, size, LEGACY_BLOCK);
  }

  private void skip() throws IOException {
    byte[] bytes = file.readNBytes(Integer.BYTES);
    if (bytes.length < Integer.BYTES) {
      throw new EOFException("the file ends within a frame");
    }
    file.skipNBytes(Integer.toUnsignedLong(number(bytes)));
  }

  /** The lowest byte comes first. */
  private static int number(byte[] bytes) {
    int number = 0;
    for (int i = Integer.BYTES - 1; i >= 0; i--) {
      number = (number << Byte.SIZE) | (bytes[i] & 0xFF);
    }
    return number;
  }
}
