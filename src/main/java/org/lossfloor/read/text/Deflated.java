package org.lossfloor.read.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Files of gzip members or of a zlib stream, up to their last byte. */
final class Deflated {
  private static final int MARK = 2;
  private static final byte FIRST = 0x1F;
  private static final byte SECOND = (byte) 0x8B;
  private static final int ZEROS = 1 << 12;

  private final BufferedInputStream file;
  private final Inflater inflater = new Inflater();
  private boolean begun;

  private Deflated(BufferedInputStream file) {
    this.file = file;
  }

  /**
   * Reads the members of a gzip file one after the other. Zeros behind the last one, as tapes and
   * block devices leave them, are no part of the log.
   */
  static InputStream gzip(BufferedInputStream file) {
    return new Members(file, new Deflated(file)::member);
  }

  /** Reads a zlib stream; nothing may follow it. */
  static InputStream zlib(BufferedInputStream file) {
    return new Members(file, new Deflated(file)::stream);
  }

  private InputStream member() throws IOException {
    file.mark(MARK);
    byte[] start = file.readNBytes(MARK);
    file.reset();
    if (start.length == MARK && start[0] == FIRST && start[1] == SECOND) {
      begun = true;
      return new GzipCompressorInputStream(file);
    }
    if (!begun) {
      throw new IOException("not a gzip file");
    }
    if (!onlyZeros()) {
      throw new IOException("the bytes after the last gzip member are not a gzip member");
    }
    return null;
  }

  private boolean onlyZeros() throws IOException {
    byte[] rest = file.readNBytes(ZEROS);
    while (rest.length > 0) {
      for (byte b : rest) {
        if (b != 0) {
          return false;
        }
      }
      rest = file.readNBytes(ZEROS);
    }
    return true;
  }

  private InputStream stream() throws IOException {
    if (!begun) {
      begun = true;
      return new InflaterInputStream(file, inflater);
    }
    if (inflater.getRemaining() > 0 || file.read() >= 0) {
      throw new IOException("bytes follow the end of the zlib stream");
    }
    inflater.end();
    return null;
  }
}
